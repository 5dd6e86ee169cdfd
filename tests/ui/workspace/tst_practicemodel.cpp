#include <ui/workspace/practicemodel.h>

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Ui;
using Stomp::DestinationSnapshot;

namespace {

/** "a b c" as queues of these names, in order. */
PracticeModel::Snapshots queues(const char* names)
{
    PracticeModel::Snapshots all;
    for (const QString& name : QString::fromLatin1(names).split(u' ', Qt::SkipEmptyParts)) {
        DestinationSnapshot one;
        one.name = name.toStdString();
        all.push_back(one);
    }
    return all;
}

QString namesIn(const PracticeModel& model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.index(row).data().toString());
    return names.join(u' ');
}

} // namespace

class TestPracticeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void takesOverWithTheFewestChanges_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<int>("inserts");
        QTest::addColumn<int>("removes");
        QTest::newRow("from nothing") << QByteArray("") << QByteArray("a b c") << 1 << 0;
        QTest::newRow("to nothing") << QByteArray("a b c") << QByteArray("") << 0 << 1;
        QTest::newRow("the same") << QByteArray("a b c") << QByteArray("a b c") << 0 << 0;
        QTest::newRow("first") << QByteArray("b c") << QByteArray("a b c") << 1 << 0;
        QTest::newRow("middle") << QByteArray("a d") << QByteArray("a b c d") << 1 << 0;
        QTest::newRow("last") << QByteArray("a b") << QByteArray("a b c d") << 1 << 0;
        QTest::newRow("gone") << QByteArray("a b c d e") << QByteArray("b d") << 0 << 3;
        QTest::newRow("both") << QByteArray("a c e") << QByteArray("b c d f") << 2 << 2;
        QTest::newRow("all others") << QByteArray("a b") << QByteArray("c d") << 1 << 1;
    }
    void takesOverWithTheFewestChanges()
    {
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, after);
        PracticeModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update(queues(before.constData()));
        QCOMPARE(namesIn(model), QString::fromLatin1(before));
        const QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
        const QSignalSpy removes(&model, &QAbstractItemModel::rowsRemoved);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.update(queues(after.constData()));
        QCOMPARE(namesIn(model), QString::fromLatin1(after));
        QTEST(static_cast<int>(inserts.size()), "inserts");
        QTEST(static_cast<int>(removes.size()), "removes");
        QCOMPARE(resets.size(), 0);
    }

    void manyScatteredChangesAreOneReset()
    {
        PracticeModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        PracticeModel::Snapshots some;
        PracticeModel::Snapshots all;
        for (int i = 0; i < 10'000; ++i) {
            DestinationSnapshot one;
            one.name = QStringLiteral("/queue/%1").arg(i, 5, 10, QLatin1Char('0')).toStdString();
            all.push_back(one);
            if (i % 2 == 0)
                some.push_back(one);
        }
        model.update(some);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.update(all);
        QCOMPARE(resets.size(), 1);
        QCOMPARE(model.rowCount(), 10'000);
        QCOMPARE(model.rowOf(QStringLiteral("/queue/09999")), 9'999);
        QCOMPARE(model.rowOf(QStringLiteral("/queue/none")), -1);
    }

    void saysInWordsWhatItShows()
    {
        PracticeModel model;
        auto all = queues("/queue/a /topic/b");
        all[0].waiting = 3;
        all[0].inFlight = 2;
        all[0].consumers = 1;
        all[0].counters.in = 5;
        all[1].isQueue = false;
        model.update(all);
        QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(),
            QStringLiteral("/queue/a: queue, 3 waiting, 2 in flight, 1 consumers"));
        QVERIFY(model.index(1)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .startsWith(QStringLiteral("/topic/b: topic")));
        all[0].counters.in = 6;
        model.update(all);
        QVERIFY(model.index(0)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("do not add up")));
    }
};

QTEST_GUILESS_MAIN(TestPracticeModel)
#include "tst_practicemodel.moc"
