#include <ui/models/brokerselector.h>

#include <QRegularExpression>
#include <QTest>

using namespace Ui;
using Stomp::Dialect;

/** A condition of the filter line, as a selector for one broker or another. */
class tst_BrokerSelector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isSaidInTheBrokersWords_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<int>("dialect");
        QTest::addColumn<QString>("selector");
        const auto row = [](const char* condition, Dialect dialect, const char* selector) {
            QTest::addRow("%s for %d", condition, int(dialect))
                << QString::fromUtf8(condition) << int(dialect) << QString::fromUtf8(selector);
        };
        row("priority > 5 and region = 'eu'", Dialect::Practice, "priority > 5 AND region = 'eu'");
        row("\"content-type\" = 'x'", Dialect::Practice, "\"content-type\" = 'x'");
        row("\"content-type\" = 'x'", Dialect::Generic, "\"content-type\" = 'x'");
        row("priority > 5", Dialect::ActiveMq, "JMSPriority > 5");
        row("redelivered = 'true'", Dialect::ActiveMq, "JMSRedelivered = TRUE");
    }

    void isSaidInTheBrokersWords()
    {
        QFETCH(QString, condition);
        QFETCH(int, dialect);
        QFETCH(QString, selector);
        const BrokerSelector result = brokerSelector(condition, Dialect(dialect));
        QCOMPARE(result.complaint, QString());
        QCOMPARE(result.text, selector);
    }

    void isRefusedWithTheTerm_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<int>("dialect");
        QTest::addColumn<QString>("term");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* condition, Dialect dialect,
                             const char* term, const char* says) {
            QTest::newRow(name) << QString::fromUtf8(condition) << int(dialect)
                                << QString::fromUtf8(term) << QString::fromUtf8(says);
        };
        row("path", "größe = 1 OR a = 2", Dialect::Practice, "öße", "double quotes");
        row("path, practice", "a = 'ä' AND $.qty > 5", Dialect::Practice, "$.qty", "body");
        row("path, Classic", "a = 'ä' AND $.qty > 5", Dialect::ActiveMq, "$.qty", "body");
        row("path, unknown broker", "$.qty > 5", Dialect::Generic, "$.qty", "body");
        row("source, practice", "a = 1 AND from_connection = 2", Dialect::Practice,
            "from_connection", "console only");
        row("size, practice", "a = 1 AND body_size > 5", Dialect::Practice, "body_size",
            "console only");
        row("time, Classic", "received_at > '21:52'", Dialect::ActiveMq, "received_at",
            "console only");
        row("truth, unknown broker", "(a = 1) IS NOT TRUE", Dialect::Generic, "a = 1) IS NOT TRUE",
            "NOT (...)");
        row("none on RabbitMQ", "a = 1", Dialect::RabbitMq, "", "RabbitMQ has no selectors");
        row("mistake", "a = ", Dialect::Practice, "", "");
        row("nothing", " ", Dialect::Practice, "", "condition first");
    }

    void isRefusedWithTheTerm()
    {
        QFETCH(QString, condition);
        QFETCH(int, dialect);
        QFETCH(QString, term);
        QFETCH(QString, says);
        const BrokerSelector result = brokerSelector(condition, Dialect(dialect));
        QCOMPARE(result.text, QString());
        QVERIFY(!result.complaint.isEmpty());
        QVERIFY2(result.complaint.contains(says), qPrintable(result.complaint));
        if (!term.isEmpty())
            QVERIFY2(condition.mid(result.at, result.length).contains(term),
                qPrintable(condition.mid(result.at, result.length)));
    }
};

QTEST_APPLESS_MAIN(tst_BrokerSelector)
#include "tst_brokerselector.moc"
