#include "rawclient.h"

#include <support/practicefixture.h>

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Stomp;
using Testing::PracticeFixture;
using Testing::RawClient;

namespace {

void send(RawClient& client, const std::string& destination, const std::string& body,
    const std::string& headers)
{
    client.sayFrame("SEND\ndestination:" + destination + '\n' + headers + "\n" + body);
}

} // namespace

/** What outlives a practice broker that looks like another one; stomp-facts 4.11. */
class TestPracticeStoreSkins : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void everySkin_data();
    void everySkin();
};

void TestPracticeStoreSkins::everySkin_data()
{
    QTest::addColumn<QString>("skin");
    QTest::addColumn<QString>("queue");
    QTest::addColumn<QString>("subscribe");
    QTest::newRow("plain") << u"plain"_s << u"/queue/a.b"_s
                           << u"destination:/topic/t\ndurable-subscription-name:n\n"_s;
    QTest::newRow("activemq") << u"activemq"_s << u"/queue/a b"_s
                              << u"destination:/topic/t\nactivemq.subscriptionName:n\n"_s;
    QTest::newRow("artemis") << u"artemis"_s << u"a..b"_s
                             << u"destination:/topic/t\ndurable-subscription-name:n\n"_s;
    QTest::newRow("rabbitmq") << u"rabbitmq"_s << u"/queue/a%2Fb"_s
                              << u"destination:/topic/t\ndurable:true\nauto-delete:false\n"_s;
}

/** The names of each, and what was kept is found by them. */
void TestPracticeStoreSkins::everySkin()
{
    QFETCH(QString, skin);
    QFETCH(QString, queue);
    QFETCH(QString, subscribe);
    const QTemporaryDir folder;
    PracticeOptions options;
    options.storeFile = folder.filePath(u"store"_s);
    options.broker.wear(skinFromString(skin.toStdString()).value());
    const std::string type = skin == u"artemis" ? "destination-type:ANYCAST\n" : "";
    const std::string readType = skin == u"artemis" ? "subscription-type:ANYCAST\n" : "";
    const auto subscriber = [&](PracticeFixture& broker) {
        auto one = std::make_unique<RawClient>(broker.port());
        one->sayFrame("CONNECT\naccept-version:1.2\nhost:/\nclient-id:me\n\n");
        one->sayFrame("SUBSCRIBE\nid:i\n" + subscribe.toStdString() + "receipt:s\n\n");
        return one;
    };
    {
        PracticeFixture broker(options);
        const auto one = subscriber(broker);
        QVERIFY(one->waitFrames(2));
        QVERIFY2(one->frames[1].command == "RECEIPT", one->frames[1].body.c_str());
        one->sayFrame("DISCONNECT\n\n");
        QVERIFY(one->waitClosed());
        QTRY_COMPARE(broker.server().clientCount(), 0);
        RawClient producer(broker.port());
        producer.connectStomp();
        send(producer, queue.toStdString(), "1", type + "persistent:true\n");
        send(producer, queue.toStdString(), "gone", type);
        send(producer, "/topic/t", "2", "persistent:true\n");
        producer.sayFrame("DISCONNECT\nreceipt:d\n\n");
        QVERIFY(producer.waitFrames(2));
    }
    PracticeFixture broker(options);
    RawClient reader(broker.port());
    reader.connectStomp();
    reader.sayFrame("SUBSCRIBE\nid:1\ndestination:" + queue.toStdString() + '\n' + readType + "\n");
    const auto one = subscriber(broker);
    QVERIFY(reader.waitFrames(2));
    QCOMPARE(reader.frames[1].body, std::string("1"));
    QCOMPARE(reader.frames[1].value("destination"), queue.toStdString());
    QVERIFY(one->waitFrames(3));
    const auto message = std::ranges::find(one->frames, std::string("MESSAGE"), &Frame::command);
    QVERIFY(message != one->frames.end());
    QCOMPARE(message->body, std::string("2"));
    QCOMPARE(message->value("destination"), std::string("/topic/t"));
}

QTEST_GUILESS_MAIN(TestPracticeStoreSkins)
#include "tst_practicestore_skins.moc"
