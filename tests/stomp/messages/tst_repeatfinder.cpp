#include <stomp/messages/repeatfinder.h>
#include <support/messages.h>

#include <QTest>

using namespace Stomp;
using Testing::Message;

namespace {

/** Messages of one segment, asked one after another. */
struct Asked
{
    SegmentPtr segment = std::make_shared<Segment>(64 * 1024, 64);
    RepeatFinder finder;

    bool ask(const Message& message)
    {
        if (!segment->append(message.bytes, message.row))
            qFatal("the segment is full");
        return finder.isRepeat(segment, segment->row(segment->rowCount() - 1));
    }
};

} // namespace

/** What counts as a repeat of the message before. */
class tst_RepeatFinder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBodyIsComparedByteByByte()
    {
        Asked asked;
        QVERIFY(!asked.ask(Message("/queue/a", "one")));
        QVERIFY(asked.ask(Message("/queue/a", "one")));
        QVERIFY(asked.ask(Message("/queue/a", "one")));
        QVERIFY(!asked.ask(Message("/queue/a", "onf")));
        QVERIFY(!asked.ask(Message("/queue/a", "one")));
        QVERIFY(!asked.ask(Message("/queue/a", "one ")));
        QVERIFY(!asked.ask(Message("/queue/a", std::string_view("a\0b", 3))));
        QVERIFY(!asked.ask(Message("/queue/a", std::string_view("a\0c", 3))));
        QVERIFY(!asked.ask(Message("/queue/a", "")));
        QVERIFY(asked.ask(Message("/queue/a", "")));
    }

    void otherHeadersDoNotCount()
    {
        Asked asked;
        QVERIFY(!asked.ask(Message("/queue/a", "one", "content-type:text/plain\n")));
        QVERIFY(asked.ask(Message("/queue/a", "one", "redelivered:true\npriority:4\n")));
    }

    void destinationsAndConnectionsDo()
    {
        Asked asked;
        QVERIFY(!asked.ask(Message("/queue/a", "one")));
        QVERIFY(!asked.ask(Message("/queue/b", "one")));
        Message other("/queue/b", "one");
        other.row.connection = 2;
        QVERIFY(!asked.ask(other));
        other.row.subscription = 9; // the same destination all the same
        QVERIFY(asked.ask(other));
    }

    void destinationsAreComparedUnescaped()
    {
        Asked asked;
        QVERIFY(!asked.ask(Message("/queue/a\\cb", "one"))); // 1.2: a colon
        QVERIFY(asked.ask(Message("/queue/a\\cb", "one")));
        Message plain("/queue/a:b", "one");
        plain.row.version = Version::V10; // escapes nothing
        QVERIFY(asked.ask(plain));
    }

    void itHoldsWhatItComparesWith()
    {
        Asked asked;
        QVERIFY(!asked.ask(Message("/queue/a", "one")));
        asked.segment = std::make_shared<Segment>(64 * 1024, 64); // the first one has left
        QVERIFY(asked.ask(Message("/queue/a", "one")));
        const std::weak_ptr<Segment> second = asked.segment;
        asked.segment.reset();
        QVERIFY(!second.expired());
        asked.finder.restart();
        QVERIFY(second.expired());
    }

    void anewItRepeatsNothing()
    {
        Asked asked;
        QVERIFY(!asked.ask(Message("/queue/a", "one")));
        asked.finder.restart();
        QVERIFY(!asked.ask(Message("/queue/a", "one")));
    }
};

QTEST_APPLESS_MAIN(tst_RepeatFinder)
#include "tst_repeatfinder.moc"
