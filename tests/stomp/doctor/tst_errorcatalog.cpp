#include <stomp/doctor/errorcatalog.h>

#include <support/printing.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

class TestErrorCatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    // No entry hides behind another, in message or body.
    void everyEntryIsFound()
    {
        for (const KnownError& known : knownRefusals()) {
            const std::string text = "xx " + std::string(known.text) + " yy";
            QCOMPARE(findRefusal({"ERROR", {{"message", text}}, ""}), &known);
            QCOMPARE(findRefusal({"ERROR", {{"message", "Bad CONNECT"}}, text}), &known);
            QVERIFY(known.kind != Diagnosis::Kind::ErrorFromBroker);
        }
        for (const KnownError& known : knownErrors()) {
            const std::string text = "xx " + std::string(known.text) + " yy";
            QCOMPARE(findError({"ERROR", {{"message", text}}, ""}), &known);
            QCOMPARE(findError({"ERROR", {}, text}), &known);
        }
    }

    void unknownOnesAreNotGuessed()
    {
        const Frame error{"ERROR", {{"message", "Something new"}}, "destination version"};
        QVERIFY(!findRefusal(error));
        QVERIFY(!findError(error));
        QVERIFY(!findError({"ERROR", {}, {}}));
    }

    void textsSaySomething()
    {
        for (const KnownError& known : knownErrors()) {
            QVERIFY(!known.text.empty());
            QVERIFY(QString::fromUtf8(known.cause).endsWith(QLatin1Char('.')));
            const QString remedy = QString::fromUtf8(known.remedy);
            QVERIFY(remedy.isEmpty() || remedy.endsWith(QLatin1Char('.')));
        }
    }
};

QTEST_APPLESS_MAIN(TestErrorCatalog)
#include "tst_errorcatalog.moc"
