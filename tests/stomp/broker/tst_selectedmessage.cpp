#include <stomp/broker/brokermessage.h>
#include <stomp/broker/brokeroptions.h>
#include <stomp/broker/selectedmessage.h>
#include <stomp/selector/selector.h>

#include <QRegularExpression>
#include <QTest>

#include <vector>

using namespace Stomp;

/** The rows of stomp-facts 4.9 against a message of the broker, and each name. */
class TestSelectedMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void matches_data()
    {
        QTest::addColumn<bool>("expected");
        const auto rows = [](bool expected, const std::vector<const char*>& selectors) {
            for (const char* selector : selectors)
                QTest::newRow(selector) << expected;
        };
        rows(true,
            {"age > 18", "age = 21", "age = '21'", "age BETWEEN 20 AND 22",
                "age NOT BETWEEN 1 AND 5", "color IN ('red','blue')", "color LIKE 'b%'",
                "color LIKE 'b_ue'", "JMSPriority >= 5", "JMSType = 'car'", "missing IS NULL",
                "flag = TRUE", "JMSPriority + 1 = 8", "JMSCorrelationID = 'c:1'",
                "\"correlation-id\" = 'c:1'", "JMSDestination = '/queue/a'",
                "destination = '/queue/a'", "JMSReplyTo = '/queue/b'", "JMSTimestamp = 123",
                "JMSExpiration = 5000", "JMSRedelivered = TRUE", "redelivered = 'true'",
                "JMSDeliveryMode = 'PERSISTENT'", "JMSMessageID = 'ID:practice-boot-42'",
                "\"message-id\" LIKE 'ID:%-42'", "JMSXDeliveryCount = 3", "\"delivery-count\" > 2",
                "JMSXGroupID = 'g'", "AMQPriority = 7", "AMQDurable = 'DURABLE'",
                "AMQAddress = '/queue/a'", "AMQGroupID = 'g'", "priority = 7", "Jump = 'high'"});
        rows(false,
            {"color = 'BLUE'", "age + 1 = 22", "missing = 'x'", "missing <> 'x'",
                "NOT (missing = 'x')", "missing NOT IN ('a')", "flag", "color = blue",
                "content-type = 'text/plain'", "JMSDeliveryMode = 'NON_PERSISTENT'"});
    }
    void matches()
    {
        QFETCH(bool, expected);
        const std::vector<HeaderView> headers{{"age", "21"}, {"color", "blue"}, {"flag", "true"},
            {"priority", "7"}, {"type", "car"}, {"correlation-id", "c:1"}, {"reply-to", "/queue/b"},
            {"timestamp", "123"}, {"persistent", "true"}, {"JMSXGroupID", "g"}, {"Jump", "high"}};
        FrameView send;
        send.headers = headers;
        SendTerms terms;
        terms.priority = 7;
        terms.expires = 5'000;
        const MessagePtr owner = BrokerMessage::make(42, "/queue/a", send, terms);
        const BrokerMessage& message = *owner;
        BrokerOptions options;
        options.bootId = "boot";
        const ParsedSelector parsed = Selector::parse(QTest::currentDataTag());
        QVERIFY2(!parsed.error, parsed.error.message.c_str());
        SelectedMessage source(message, 2, options);
        QCOMPARE(parsed.selector.matches(source), expected);
    }

    void aFirstDelivery()
    {
        const MessagePtr owner = BrokerMessage::make(1, "/queue/a", FrameView());
        const BrokerMessage& message = *owner;
        const BrokerOptions options;
        SelectedMessage source(message, 0, options);
        for (const char* text : {"JMSRedelivered = FALSE", "redelivered IS NULL",
                 "JMSXDeliveryCount = 1", "JMSTimestamp IS NULL", "JMSPriority = 4",
                 "JMSExpiration = 0", "JMSDeliveryMode = 'NON_PERSISTENT'"})
            QVERIFY2(Selector::parse(text).selector.matches(source), text);
    }
};

QTEST_APPLESS_MAIN(TestSelectedMessage)
#include "tst_selectedmessage.moc"
