#include <ui/widgets/rowsearch.h>

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QStringListModel>
#include <QTest>

using namespace Ui;

namespace {

struct Search
{
    explicit Search(const QStringList& rows) : model(rows) { }

    RowSearch::IsWanted is(const QString& text)
    {
        return [this, text](int row) {
            return model.index(row, 0).data().toString() == text;
        };
    }
    [[nodiscard]] QList<QVariant> foundNext(int row, bool forwards, const QString& text)
    {
        QSignalSpy found(&search, &RowSearch::found);
        search.start(row, forwards, is(text));
        return found.isEmpty() && !found.wait() ? QList<QVariant>() : found.takeFirst();
    }

    QStringListModel model;
    RowSearch search{model};
};

QStringList letters(const QString& text)
{
    return text.split(QString(), Qt::SkipEmptyParts);
}

} // namespace

/** Looking for a row in slices, while rows come and go. */
class tst_RowSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void findsTheNextAndGoesRound()
    {
        Search search(letters(QStringLiteral("abacbab")));
        const auto found = [&search](int row, bool forwards, const char* text) {
            const QList<QVariant> got = search.foundNext(row, forwards, QString::fromLatin1(text));
            return got.isEmpty() ? qMakePair(-1, false)
                                 : qMakePair(got[0].toInt(), got[1].toBool());
        };
        QCOMPARE(found(0, true, "a"), qMakePair(2, false));
        QCOMPARE(found(2, true, "a"), qMakePair(5, false));
        QCOMPARE(found(5, true, "a"), qMakePair(0, true));
        QCOMPARE(found(2, false, "a"), qMakePair(0, false));
        QCOMPARE(found(0, false, "a"), qMakePair(5, true));
        QCOMPARE(found(6, true, "b"), qMakePair(1, true));
    }

    /** The one it begins at is not looked at. */
    void saysThatThereIsNone()
    {
        Search search(letters(QStringLiteral("abc")));
        for (const bool forwards : {true, false}) {
            for (int row = 0; row < 3; ++row) {
                QSignalSpy none(&search.search, &RowSearch::notFound);
                int looked = 0;
                search.search.start(row, forwards, [&looked](int) {
                    ++looked;
                    return false;
                });
                QCOMPARE(none.size(), 1);
                QCOMPARE(looked, 2);
                QVERIFY(!search.search.isRunning());
            }
        }
    }

    void comesBackBetweenSlices()
    {
        Search search(letters(QStringLiteral("abcdefghij")));
        QSignalSpy wentOn(&search.search, &RowSearch::wentOn);
        QSignalSpy none(&search.search, &RowSearch::notFound);
        search.search.start(0, true, [](int) {
            QElapsedTimer clock;
            clock.start();
            while (clock.elapsed() <= RowSearch::sliceMs) { }
            return false;
        });
        QCOMPARE(wentOn.size(), 1);
        QCOMPARE(wentOn[0][0].toInt(), 1);
        QCOMPARE(wentOn[0][1].toInt(), 10);
        QVERIFY(search.search.isRunning());
        QTRY_COMPARE(none.size(), 1);
        QCOMPARE(wentOn.size(), 9);
    }

    void canBeStopped()
    {
        Search search(letters(QStringLiteral("abc")));
        search.search.start(0, true, [&search](int) {
            search.search.metaObject(); // the search is what is under way
            return false;
        });
        QVERIFY(!search.search.isRunning());
        QSignalSpy ended(&search.search, &RowSearch::ended);
        search.model.setStringList({});
        QVERIFY(ended.isEmpty()); // nothing was under way
    }

    /** What retires above must not make it skip or repeat rows. */
    void rowsComeAndGoMeanwhile()
    {
        for (const bool forwards : {true, false}) {
            Search search(letters(QStringLiteral("abcdefgh")));
            QStringList seen;
            QSignalSpy none(&search.search, &RowSearch::notFound);
            search.search.start(3, forwards, [&](int row) {
                seen << search.model.index(row, 0).data().toString();
                QElapsedTimer clock;
                clock.start();
                while (clock.elapsed() <= RowSearch::sliceMs) { }
                return false;
            });
            search.model.removeRows(0, 2);
            search.model.insertRows(search.model.rowCount(), 1);
            search.model.setData(
                search.model.index(search.model.rowCount() - 1, 0), QStringLiteral("x"));
            QTRY_COMPARE(none.size(), 1);
            QCOMPARE(seen.join(QString()),
                forwards ? QStringLiteral("efghxc") : QStringLiteral("cxhgfe"));
        }
    }

    void anotherOrderEndsIt()
    {
        Search search(letters(QStringLiteral("bcaefgh")));
        QSignalSpy ended(&search.search, &RowSearch::ended);
        search.search.start(0, true, [](int) {
            QElapsedTimer clock;
            clock.start();
            while (clock.elapsed() <= RowSearch::sliceMs) { }
            return false;
        });
        search.model.sort(0);
        QCOMPARE(ended.size(), 1);
        QVERIFY(!search.search.isRunning());
    }
};

QTEST_GUILESS_MAIN(tst_RowSearch)
#include "tst_rowsearch.moc"
