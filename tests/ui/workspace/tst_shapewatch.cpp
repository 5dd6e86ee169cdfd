#include <support/messages.h>
#include <ui/workspace/messagefeed.h>
#include <ui/workspace/messagepump.h>

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Ui;
using Testing::Message;

namespace {

struct Pumped
{
    Pumped() : feed(Stomp::SegmentPool::create(4096, 4)), pump(feed) { }

    void receive(const std::string& body, int times = 1)
    {
        for (int i = 0; i < times; ++i) {
            const Message message("/queue/a", body);
            std::ignore = feed.append(message.bytes, message.row);
        }
        feed.publish(static_cast<std::uint64_t>(times));
        pump.flush();
    }
    [[nodiscard]] Stomp::ShapeReport report()
    {
        const auto& reports = pump.shapes().reports();
        const auto found = reports.find({1, "/queue/a"});
        return found == reports.end() ? Stomp::ShapeReport() : found->second.report;
    }

    MessageFeed feed;
    MessagePump pump;
};

} // namespace

class tst_ShapeWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void learnsWhatIsThereAndWhatComes()
    {
        Pumped pumped;
        pumped.receive(R"({"a":1})", 1000);
        QVERIFY(!pumped.pump.shapes().isOn());
        QCOMPARE(pumped.report().messages, 0U);
        QSignalSpy changed(&pumped.pump.shapes(), &ShapeWatch::changed);
        pumped.pump.shapes().setOn(true);
        QCOMPARE(changed.count(), 1);
        pumped.receive(R"({"a":"1"})");
        pumped.receive(R"({"b":1})", 1000);
        QTRY_COMPARE(pumped.report().messages, 2001U);
        QTRY_COMPARE(pumped.pump.shapes().behind(), 0U);
        QCOMPARE(pumped.pump.shapes().missed(), 0U);
        QCOMPARE(pumped.report().shapes, 3U);
        QCOMPARE(pumped.report().oddities.size(), 3U);
        QCOMPARE(pumped.report().oddities.front().serial, 1000U);
    }

    void offItHoldsNothing()
    {
        Pumped pumped;
        pumped.pump.shapes().setOn(true);
        pumped.receive("{}", 100);
        QTRY_COMPARE(pumped.report().messages, 100U);
        pumped.pump.shapes().setOn(false);
        QVERIFY(pumped.pump.shapes().reports().empty());
        pumped.receive("{}", 100);
        QCOMPARE(pumped.pump.shapes().behind(), 0U);
        pumped.pump.shapes().setOn(true);
        QTRY_COMPARE(pumped.report().messages, 200U);
    }

    /** What leaves before its turn is counted, never passed over in silence. */
    void allIsLookedAtOrCounted()
    {
        Pumped pumped;
        pumped.pump.shapes().setOn(true);
        constexpr int all = 20'000;
        for (int i = 0; i < 20; ++i) {
            pumped.receive(R"({"a":1,"b":[1,2,3]})", all / 20);
            pumped.pump.clear();
        }
        QTRY_COMPARE(pumped.pump.shapes().behind(), 0U);
        QTRY_COMPARE(pumped.report().messages + pumped.pump.shapes().missed(), quint64(all));
    }
};

QTEST_GUILESS_MAIN(tst_ShapeWatch)
#include "tst_shapewatch.moc"
