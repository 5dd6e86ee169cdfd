#include "dialogue.h"

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using Testing::Dialogue;
using Testing::TestOutbox;
using namespace std::string_view_literals;

namespace {

void addScript(const char* name, const char* script)
{
    QTest::newRow(name) << QString::fromUtf8(script);
}

} // namespace

/** What is refused with an ERROR, and the limits; stomp-facts 1.8, 2.7 and 4.2. */
class TestServerSessionErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void errors_data()
    {
        QTest::addColumn<QString>("script");
        addScript("malformed header", R"(
            A connect 1.2
            A raw SEND\nno\scolon\n\nbody\0
            A < ERROR message:Malformed\sframe
            A closed)");
        addScript("undefined escape", R"(
            A connect 1.2
            A > SEND destination:/queue/a x:\t | y
            A < ERROR message:Malformed\sframe
            A closed)");
        addScript("CR escape in 1.1", R"(
            A connect 1.1
            A > SEND destination:/queue/a x:\r | y
            A < ERROR message:Malformed\sframe
            A closed)");
        addScript("any backslash in 1.0", R"(
            A connect 1.0
            A > SUBSCRIBE destination:/queue/a
            A > SEND destination:/queue/a x:\t\c | y
            A < MESSAGE x:\t\c !subscription | y)");
        addScript("content-length too short", R"(
            A connect 1.2
            A > SEND destination:/queue/a content-length:2 | abc
            A < ERROR message:Malformed\sframe
            A closed)");
        addScript("unknown command", R"(
            A connect 1.2
            A > SENDALL destination:/queue/a
            A < ERROR message:Malformed\sframe
            A closed)");
        addScript("HTTP", R"(
            A raw GET\s/\sHTTP/1.1\r\nHost:\slocalhost\r\n\r\n
            A < ERROR message:This\sis\sa\sSTOMP\sport
            A closed)");
        addScript("the frames before are done, those after are not", R"(
            A connect 1.2
            A raw SEND\ndestination:/queue/a\n\none\0\nWHAT\n\n\0SEND\ndestination:/queue/a\n\ntwo\0
            A < ERROR
            A closed
            count /queue/a waiting 1)");
        addScript("SEND without destination", R"(
            A connect 1.2
            A > SEND receipt:5 | x
            A < ERROR message:SEND\swithout\sdestination receipt-id:5
            A closed)");
        addScript("unknown destination", R"(
            A connect 1.1
            A > SEND destination:queue.a | x
            A < ERROR message:Unknown\sdestination\s[queue.a]
            A closed)");
        addScript("a body where none may be", R"(
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a | body
            A < ERROR message:SUBSCRIBE\swith\sa\sbody
            A closed)");
        addScript("a body is ignored in 1.0", R"(
            A connect 1.0
            A > SUBSCRIBE destination:/queue/a receipt:1 | body
            A < RECEIPT receipt-id:1)");
        const char* wrong[][2] = {
            {"expires:soon", "The\\sheader\\sexpires\\sis\\snot\\svalid:\\ssoon"},
            {"expiration:-1", "The\\sheader\\sexpiration\\sis\\snot\\svalid:\\s-1"},
            {"priority:high", "The\\sheader\\spriority\\sis\\snot\\svalid:\\shigh"},
            {"AMQ_SCHEDULED_DELAY:1m",
                "The\\sheader\\sAMQ_SCHEDULED_DELAY\\sis\\snot\\svalid:\\s1m"},
            {"AMQ_SCHEDULED_REPEAT:2", "AMQ_SCHEDULED_REPEAT\\swithout\\sAMQ_SCHEDULED_PERIOD"},
            {"AMQ_SCHEDULED_CRON:*",
                "The\\sheader\\sAMQ_SCHEDULED_CRON\\sis\\snot\\ssupported\\sby\\sthis\\sbroker"}};
        for (const auto& [header, message] : wrong) {
            QTest::addRow("%s", header)
                << QString::fromUtf8(R"(
            A connect 1.2
            A > SEND destination:/queue/a %1 receipt:1 | x
            A < ERROR receipt-id:1 message:%2
            A closed)")
                       .arg(QLatin1StringView(header), QLatin1StringView(message));
        }
        addScript("a receipt is escaped", R"(
            A connect 1.2
            A > BEGIN transaction:t receipt:a\cb\\c
            A < RECEIPT receipt-id:a:b\c)");
    }
    void errors() { play({}); }

    void theErrorQuotesTheFrame()
    {
        Broker broker;
        TestOutbox outbox;
        ServerSession session(broker, outbox, 0);
        session.receive("CONNECT\naccept-version:1.2\n\n\0"sv, 0);
        const std::string body(5000, 'x');
        session.receive("SEND\ndestination:/nowhere\nauthorization:Bearer abc\nq:1\\n2\n\n" + body
                + std::string(1, '\0'),
            0);
        QCOMPARE(outbox.frames.size(), std::size_t{2});
        const Frame& error = outbox.frames[1];
        QCOMPARE(error.value("content-length"), std::to_string(error.body.size()));
        QVERIFY(error.body.find("\nSEND\ndestination:/nowhere\nauthorization:***\nq:1 2\n\nxxx")
            != std::string::npos);
        QVERIFY(error.body.find("... (5000 bytes)\n-----\n") != std::string::npos);
        QVERIFY(error.body.size() < 1200);
    }

    void limits_data()
    {
        QTest::addColumn<QString>("script");
        const QByteArray longLine = "h:" + QByteArray(10 * 1024, 'x');
        const QString line = QString::fromLatin1(longLine);
        QTest::newRow("header line")
            << QStringLiteral("A connect 1.2\nA > SEND destination:/queue/a ") + line
                + QStringLiteral("\nA < ERROR message:Malformed\\sframe\nA closed");
        QString many;
        for (int i = 0; i < 14; ++i)
            many += QStringLiteral(" h%1:").arg(i) + QString(10'000, u'x');
        QTest::newRow("header block")
            << QStringLiteral("A connect 1.2\nA > SEND destination:/queue/a") + many
                + QStringLiteral("\nA < ERROR message:The\\sheaders\\sare\\stoo\\slarge\nA closed");
        QTest::newRow("CONNECT in one piece") << QStringLiteral("A > CONNECT") + many.left(70'000)
                + QStringLiteral(
                    "\nA < ERROR message:The\\sfirst\\sframe\\sis\\stoo\\slarge\nA closed");
        QTest::newRow("CONNECT without end") << QStringLiteral("A raw CONNECT\\nb:\\n\\n")
                + QString(70'000, u'x')
                + QStringLiteral(
                    "\nA < ERROR message:The\\sfirst\\sframe\\sis\\stoo\\slarge\nA closed");
        addScript("headers",
            qPrintable(QStringLiteral("A connect 1.2\nA > SEND")
                + QStringLiteral(" a:b").repeated(1001)
                + QStringLiteral("\nA < ERROR message:Malformed\\sframe\nA closed")));
        addScript("body", R"(
            A connect 1.2
            A > SEND destination:/queue/a content-length:67108865
            A < ERROR message:Malformed\sframe
            A closed)");
    }
    void limits() { play({}); }

private:
    static void play(const BrokerOptions& options)
    {
        QFETCH(QString, script);
        QCOMPARE(Dialogue(options).run(script), QString());
    }
};

QTEST_APPLESS_MAIN(TestServerSessionErrors)
#include "tst_serversession_errors.moc"
