#include <ui/widgets/publishdraft.h>

#include <support/widgetwarnings.h>

#include <QTest>

using namespace Ui;
using Stomp::Dialect;

namespace {

MessageView message(const QByteArray& headers, const QByteArray& body, Dialect dialect)
{
    const QByteArray head = "MESSAGE\n" + headers + "\n";
    MessageView view = MessageView::copyOf(head + body, static_cast<std::uint32_t>(head.size()));
    view.dialect = dialect;
    return view;
}

QStringList names(const std::vector<Stomp::Header>& headers)
{
    QStringList all;
    for (const Stomp::Header& header : headers)
        all << QString::fromStdString(header.name);
    return all;
}

} // namespace

class TestPublishDraft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { Testing::failOnAnyWarning(); }
    void nothingIsLost();
    void sentAgain_data();
    void sentAgain();
    void bytesStayBytes_data();
    void bytesStayBytes();
    void replies();
};

void TestPublishDraft::nothingIsLost()
{
    const PublishDraft draft = PublishDraft::of(message(
        "subscription:1\nmessage-id:ID\\c7\ndestination:/queue/a\\cb\nredelivered:true\nack:9\n"
        "timestamp:1700000000000\nexpires:0\ncontent-length:3\ncontent-type:text/plain\n"
        "persistent:true\npriority:4\nfoo:1\nfoo:2\ncorrelation-id:c\nreceipt:r\ntransaction:t\n",
        QByteArray("a\0\xFF", 3), Dialect::RabbitMq));
    QCOMPARE(draft.destination, std::string("/queue/a:b"));
    QCOMPARE(draft.contentType, std::string("text/plain"));
    QVERIFY(draft.persistent);
    QCOMPARE(draft.headers,
        (std::vector<Stomp::Header>{
            {"priority", "4"}, {"foo", "1"}, {"foo", "2"}, {"correlation-id", "c"}}));
    QCOMPARE(names(draft.leftOut).join(QLatin1Char(' ')),
        QStringLiteral("subscription message-id redelivered ack timestamp expires content-length "
                       "receipt transaction"));
    QCOMPARE(draft.body, std::string("a\0\xFF", 3));
    QCOMPARE(draft.kind, Stomp::BodyKind::Auto);
}

void TestPublishDraft::sentAgain_data()
{
    QTest::addColumn<QByteArray>("received");
    QTest::addColumn<QByteArray>("sent");
    const auto row = [](const char* name, const QByteArray& received, const QByteArray& sent) {
        QTest::newRow(name) << received << sent;
    };
    row("plain", "destination:/queue/a\nmessage-id:1\n", "destination:/queue/a");
    row("not persistent", "destination:/queue/a\npersistent:false\n", "destination:/queue/a");
    row("persistent otherwise", "destination:/queue/a\npersistent:maybe\n",
        "destination:/queue/a persistent:maybe");
    row("expires at a time", "destination:/queue/a\nexpires:1700000000000\n",
        "destination:/queue/a expires:1700000000000");
    row("content-type twice", "content-type:a\ndestination:/queue/a\ncontent-type:b\n",
        "destination:/queue/a content-type:a content-type:b");
    row("no destination", "foo:1\n", "destination: foo:1");
}

void TestPublishDraft::sentAgain()
{
    QFETCH(QByteArray, received);
    QFETCH(QByteArray, sent);
    const Stomp::Frame frame =
        PublishDraft::of(message(received, "body", Dialect::Practice)).frame();
    QCOMPARE(frame.command, std::string("SEND"));
    QCOMPARE(frame.body, std::string("body"));
    QStringList headers;
    for (const Stomp::Header& header : frame.headers)
        headers << QString::fromStdString(header.name + ":" + header.value);
    QCOMPARE(headers.join(QLatin1Char(' ')).toUtf8(), sent);
}

void TestPublishDraft::bytesStayBytes_data()
{
    QTest::addColumn<int>("dialect");
    QTest::addColumn<bool>("hasLength");
    QTest::addColumn<bool>("isBytes");
    QTest::newRow("Classic bytes") << static_cast<int>(Dialect::ActiveMq) << true << true;
    QTest::newRow("Classic text") << static_cast<int>(Dialect::ActiveMq) << false << false;
    QTest::newRow("Artemis bytes") << static_cast<int>(Dialect::Artemis) << true << true;
    QTest::newRow("RabbitMQ says nothing by it")
        << static_cast<int>(Dialect::RabbitMq) << true << false;
}

void TestPublishDraft::bytesStayBytes()
{
    QFETCH(int, dialect);
    QFETCH(bool, hasLength);
    QFETCH(bool, isBytes);
    const PublishDraft draft = PublishDraft::of(
        message(hasLength ? "destination:/queue/a\ncontent-length:1\n" : "destination:/queue/a\n",
            "x", static_cast<Dialect>(dialect)));
    QCOMPARE(draft.kind == Stomp::BodyKind::Bytes, isBytes);
}

void TestPublishDraft::replies()
{
    const auto replyTo = [](const char* headers) {
        return PublishDraft::replyTo(message(headers, "body", Dialect::ActiveMq));
    };
    const PublishDraft correlated = replyTo(
        "message-id:m\ncorrelation-id:c\\c7\nreply-to:/remote-temp-queue/ID\\c1\npriority:4\n");
    QCOMPARE(correlated.destination, std::string("/remote-temp-queue/ID:1"));
    const std::vector<Stomp::Header> expected{{"correlation-id", "c:7"}};
    QCOMPARE(correlated.headers, expected);
    QVERIFY(correlated.body.empty());
    // As JMS has it: without a correlation-id the message's own id.
    QCOMPARE(replyTo("message-id:m\nreply-to:/queue/a\n").headers.front().value, std::string("m"));
    QVERIFY(replyTo("message-id:m\ncorrelation-id:c\n").destination.empty());
    QVERIFY(PublishDraft::replyTo({}).destination.empty());
}

QTEST_APPLESS_MAIN(TestPublishDraft)
#include "tst_publishdraft.moc"
