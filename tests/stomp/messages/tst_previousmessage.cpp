#include <stomp/messages/previousmessage.h>

#include <QTest>

using namespace Stomp;

namespace {

constexpr std::uint32_t segmentBytes = 64 * 1024;

/** A store of one segment. */
struct Stage
{
    void add(const std::string& destination, std::uint32_t subscription, std::uint32_t connection)
    {
        const std::string head = "MESSAGE\ndestination:" + destination + "\nmessage-id:1\n\n";
        MessageRow row;
        row.bodyOffset = static_cast<std::uint32_t>(head.size());
        row.subscription = subscription;
        row.connection = connection;
        QVERIFY(segment->append(head + "{}", row));
        store.append({segment, count++, 1});
    }

    SegmentPtr segment = std::make_shared<Segment>(segmentBytes, 100);
    MessageStore store;
    std::uint32_t count = 0;
};

} // namespace

class TestPreviousMessage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsItsOwnKind()
    {
        Stage stage;
        stage.add("/topic/a", 1, 1);
        stage.add("/topic/a", 2, 1);
        stage.add("/topic/b", 1, 1);
        stage.add("/topic/a", 1, 2);
        stage.add("/topic/a", 1, 1);
        const PreviousMessage found = findPrevious(stage.store, 4);
        QVERIFY(found.message);
        QCOMPARE(found.message.serial, 0U);
        for (const std::uint64_t first : {0U, 1U, 2U, 3U}) {
            const PreviousMessage none = findPrevious(stage.store, first);
            QVERIFY(!none.message);
            QVERIFY(!none.isGivenUp);
        }
    }

    void givesUpAtTheBound()
    {
        Stage stage;
        stage.add("/topic/a", 1, 1);
        stage.add("/topic/b", 1, 1);
        stage.add("/topic/a", 1, 1);
        QVERIFY(findPrevious(stage.store, 2, 2).message);
        const PreviousMessage none = findPrevious(stage.store, 2, 1);
        QVERIFY(!none.message);
        QVERIFY(none.isGivenUp);
    }

    void noneOfWhatHasGone()
    {
        Stage stage;
        stage.add("/topic/a", 1, 1);
        stage.add("/topic/a", 1, 1);
        stage.store.clear(1);
        QVERIFY(!findPrevious(stage.store, 0).message);
        QVERIFY(!findPrevious(stage.store, 1).message);
        QVERIFY(!findPrevious(stage.store, 7).message);
    }
};

QTEST_APPLESS_MAIN(TestPreviousMessage)
#include "tst_previousmessage.moc"
