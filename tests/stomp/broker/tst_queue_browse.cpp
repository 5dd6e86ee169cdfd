#include "dialogue.h"

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;
using Testing::Dialogue;

namespace {

void addScript(const char* name, const char* script)
{
    QTest::newRow(name) << QString::fromUtf8(script);
}

} // namespace

/** Looking into a queue; stomp-facts 3.10. */
class TestQueueBrowse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void dialogues_data()
    {
        QTest::addColumn<QString>("script");
        addScript("copies in order, the end marker, nothing consumed", R"(
            P connect 1.2
            P > SEND destination:/queue/a n:1 | one
            P > SEND destination:/queue/a | two
            B connect 1.1
            B > SUBSCRIBE id:b destination:/queue/a browser:true receipt:r
            B < RECEIPT receipt-id:r
            B < MESSAGE subscription:b destination:/queue/a n:1 !browser !ack | one
            B < MESSAGE subscription:b !browser | two
            B < MESSAGE subscription:b destination:/queue/a message-id:0 browser:end !ack |
            count /queue/a waiting 2
            count /queue/a out 0
            count /queue/a consumers 0
            P > SEND destination:/queue/a | three
            B none
            B > UNSUBSCRIBE id:b
            C connect 1.2
            C > SUBSCRIBE id:1 destination:/queue/a
            C < MESSAGE !redelivered | one
            C < MESSAGE | two
            C < MESSAGE | three)");
        addScript("an empty queue: only the end", R"(
            B connect 1.2
            B > SUBSCRIBE id:b destination:/queue/new browser:true ack:client
            B < MESSAGE browser:end message-id:0 !ack |
            B open)");
        addScript("a snapshot: what is consumed meanwhile still comes", R"(
            P connect 1.2
            P > SEND destination:/queue/a | one
            P > SEND destination:/queue/a | two
            B connect 1.2
            B full
            B > SUBSCRIBE id:b destination:/queue/a browser:true
            B none
            C connect 1.2
            C > SUBSCRIBE id:1 destination:/queue/a
            C < MESSAGE | one
            C < MESSAGE | two
            P > SEND destination:/queue/a | three
            C < MESSAGE | three
            B drains
            B < MESSAGE | one
            B < MESSAGE | two
            B < MESSAGE browser:end)");
        addScript("in client mode it goes on by acknowledgement", R"(
            P connect 1.2
            P > SEND destination:/queue/a | one
            P > SEND destination:/queue/a | two
            P > SEND destination:/queue/a | three
            B connect 1.2
            B > SUBSCRIBE id:b destination:/queue/a browser:true ack:client prefetch-count:2
            B < MESSAGE | one
            B < m2=MESSAGE | two
            B none
            B ack m2
            B < MESSAGE | three
            B < MESSAGE browser:end
            B lost
            count /queue/a waiting 3
            count /queue/a redelivered 0
            count /queue/a acked 0)");
        addScript("a NACK is an error", R"(
            P connect 1.2
            P > SEND destination:/queue/a | one
            B connect 1.2
            B > SUBSCRIBE id:b destination:/queue/a browser:true ack:client
            B < m=MESSAGE | one
            B < MESSAGE browser:end
            B nack m receipt:r
            B < ERROR receipt-id:r message:Cannot\sNACK\sa\smessage\sof\sa\squeue\sbrowser
            B closed
            count /queue/a waiting 1)");
        addScript("what rests and what came back is seen in its place", R"(
            P connect 1.2
            A connect 1.2
            A > SUBSCRIBE id:1 destination:/queue/a ack:client-individual prefetch-count:1
            P > SEND destination:/queue/a | one
            A < m=MESSAGE | one
            A nack m
            A < m=MESSAGE | one
            A nack m
            A > UNSUBSCRIBE id:1
            P > SEND destination:/queue/a | two
            B connect 1.2
            B > SUBSCRIBE id:b destination:/queue/a browser:true
            B < MESSAGE redelivered:true delivery-count:3 | one
            B < MESSAGE !redelivered | two
            B < MESSAGE browser:end)");
        addScript("not of a topic", R"(
            B connect 1.2
            B > SUBSCRIBE id:b destination:/topic/a browser:true
            B < ERROR message:Only\sa\squeue\scan\sbe\sbrowsed
            B closed)");
        addScript("not in 1.0", R"(
            B connect 1.0
            B > SUBSCRIBE id:b destination:/queue/a browser:true
            B < ERROR message:Browsing\sa\squeue\sis\snot\spart\sof\sSTOMP\s1.0
            B closed)");
        addScript("the header is true or false", R"(
            B connect 1.2
            B > SUBSCRIBE id:b destination:/queue/a browser:yes
            B < ERROR message:Invalid\sbrowser\sheader\s[yes]
            B closed)");
    }
    void dialogues()
    {
        QFETCH(QString, script);
        QCOMPARE(Dialogue().run(script), QString());
    }
};

QTEST_APPLESS_MAIN(TestQueueBrowse)
#include "tst_queue_browse.moc"
