#include "feedhammer.h"

#include <QTest>

/**
 * Does what the feed's contract forbids: reads the writer's view of a segment while the writer goes
 * on. The thread sanitizer must report it, or its silence about the feed means nothing.
 */
class PlantedRace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void race()
    {
        FeedHammer hammer;
        std::uint64_t taken = 0;
        std::size_t seen = 0;
        while (taken < FeedHammer::total) {
            const Ui::MessageFeed::Batch batch = hammer.feed().take();
            taken += batch.rows;
            for (const Stomp::SegmentRange& range : batch.ranges)
                seen += range.segment->rowCount();
            if (batch.ranges.empty())
                hammer.waitForArrival();
        }
        QVERIFY(seen > 0);
    }
};

QTEST_APPLESS_MAIN(PlantedRace)
#include "plantedrace.moc"
