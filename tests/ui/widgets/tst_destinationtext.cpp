#include <ui/widgets/destinationtext.h>

#include <QLocale>
#include <QTest>

using namespace Ui;

class TestDestinationText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void shortCounts_data()
    {
        QTest::addColumn<quint64>("count");
        QTest::addColumn<QString>("expected");
        const auto row = [](quint64 count, const char* expected) {
            QTest::addRow("%llu", static_cast<unsigned long long>(count))
                << count << QString::fromLatin1(expected);
        };
        row(0, "0");
        row(999, "999");
        row(1000, "1.0k");
        row(12'345, "12.3k");
        row(99'949, "99.9k");
        row(99'950, "100k");
        row(999'499, "999k");
        row(999'500, "1.0M");
        row(123'456'789, "123M");
        row(18'446'744'073'709'551'615U, "18.4E");
    }

    void shortCounts()
    {
        QFETCH(quint64, count);
        QTEST(shortCount(count), "expected");
    }

    void offersSayHowItIsKnown()
    {
        for (const Stomp::DialectFacts& facts : Stomp::allDialects()) {
            for (const bool subscribing : {true, false}) {
                const auto offers = destinationOffers(facts.dialect, subscribing, {});
                QVERIFY(!offers.isEmpty());
                for (const Offer& offer : offers)
                    QVERIFY2(offer.meaning.endsWith(QLatin1StringView("(tried live)"))
                            || offer.meaning.endsWith(QLatin1StringView("(from source)")),
                        qPrintable(offer.meaning));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestDestinationText)
#include "tst_destinationtext.moc"
