#include "testoutbox.h"

#include <stomp/broker/broker.h>
#include <stomp/broker/serversession.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using Testing::TestOutbox;
using namespace std::string_view_literals;

/** Clients that send one byte a second; stomp-facts 4.2. */
class TestServerSessionSlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    /** Slow is not dead: each byte is a sign of life, and nobody else waits meanwhile. */
    void oneByteASecond()
    {
        Broker broker;
        TestOutbox slowOutbox;
        TestOutbox otherOutbox;
        Millis now = 0;
        ServerSession slow(broker, slowOutbox, now);
        ServerSession other(broker, otherOutbox, now);
        slow.receive("CONNECT\naccept-version:1.2\nheart-beat:2000,0\n\n\0"sv, now);
        other.receive("CONNECT\naccept-version:1.2\n\n\0"
                      "SUBSCRIBE\nid:1\ndestination:/queue/a\n\n\0"sv,
            now);
        const std::string_view send = "SEND\ndestination:/queue/a\nreceipt:r\n\nslow\0"sv;
        for (std::size_t i = 0; i < send.size(); ++i) {
            QCOMPARE(slowOutbox.frames.size(), std::size_t{1});
            now += 1000;
            slow.tick(now);
            slow.receive(send.substr(i, 1), now);
            QCOMPARE(slow.state(), ServerSession::State::Connected);
            const std::string own = "SEND\ndestination:/queue/a\n\n" + std::to_string(i) + '\0';
            other.receive(own, now);
            QCOMPARE(otherOutbox.frames.at(otherOutbox.frames.size() - 1).body, std::to_string(i));
        }
        QCOMPARE(slowOutbox.frames.back().command, std::string("RECEIPT"));
        QCOMPARE(otherOutbox.frames.size(), 2 + send.size());
        QCOMPARE(otherOutbox.frames.at(send.size()).body, std::string("slow"));
    }

    void aClientThatConnectsOneByteASecond()
    {
        Broker broker;
        TestOutbox outbox;
        ServerSession session(broker, outbox, 0);
        const std::string connect = "CONNECT\naccept-version:1.2\nlogin:a-rather-long-one\n\n";
        Millis now = 0;
        for (std::size_t i = 0; i < connect.size() && !outbox.isClosed; ++i) {
            now += 1000;
            session.receive(std::string_view(connect).substr(i, 1), now);
            session.tick(now);
        }
        QCOMPARE(now, broker.options().connectTimeout);
        QCOMPARE(outbox.frames.front().value("message"), std::string("No CONNECT frame in time"));
    }

    /** Who gets no messages yet is not blocked by that: only a full outbox keeps it from being
     * heard, and once that has drained it is heard again. */
    void answersBeforeConnect()
    {
        BrokerOptions options;
        options.wear(BrokerSkin::Kind::RabbitMq);
        options.outboxCap = 1000;
        Broker broker(options);
        TestOutbox outbox;
        ServerSession session(broker, outbox, 0);
        QVERIFY(!session.isBlocked());
        outbox.pending = 1000;
        QVERIFY(session.isBlocked());
        session.receive("SEND\n\n\0CONNECT\naccept-version:1.2\n\n\0"sv, 0);
        QVERIFY(outbox.frames.empty());
        outbox.pending = 0;
        QVERIFY(!session.isBlocked());
        session.outboxDrained(0);
        session.resume(0);
        QCOMPARE(outbox.frames.size(), std::size_t{2});
        QCOMPARE(outbox.frames.front().command, std::string("ERROR"));
        QCOMPARE(outbox.frames.back().command, std::string("CONNECTED"));
    }
};

QTEST_APPLESS_MAIN(TestServerSessionSlow)
#include "tst_serversession_slow.moc"
