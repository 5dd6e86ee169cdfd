// bench_ten_million [--messages N] [--memory]: so many messages kept in mapped files, or for a
// comparison in memory, under a visible message panel, while a timer of 1 ms watches the window's
// event loop: following what comes at full speed, scrolling through all of it meanwhile, and
// retiring as much as comes. Before and after the same with 100,000: what is kept must not be felt.
// What comes in the phases, up to 1,000,000 in each, is kept too, in both cases. All that is kept
// is compared with what was written.

#include "benchsupport.h"
#include "feedwriter.h"
#include "loopwatch.h"

#include <ui/widgets/messagepanel.h>
#include <ui/widgets/messagetableview.h>
#include <ui/workspace/messagefeed.h>
#include <ui/workspace/messagepump.h>

#include <QApplication>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <cstdio>
#include <functional>

namespace {

constexpr std::uint64_t few = 100'000;
/** Written in each phase, whatever is kept. */
constexpr std::uint64_t more = 1'000'000;
constexpr int scrollEveryMs = 16;
constexpr std::size_t mostInMemory = std::size_t(16) * 1024 * 1024 * 1024;

struct Phases
{
    Bench::StallMeter following;
    Bench::StallMeter scrolling;
    Bench::StallMeter retiring;
    std::uint64_t kept = 0;
    std::uint64_t retired = 0;
    std::uint64_t diskBytes = 0;
    std::int64_t lost = -1;
    double fillSeconds = 0;
    double machineMaxMs = 0;
    bool isRight = false;

    void add(const Phases& other)
    {
        following.add(other.following);
        scrolling.add(other.scrolling);
        retiring.add(other.retiring);
    }
    [[nodiscard]] double p99Ms() const
    {
        Bench::StallMeter all = following;
        all.add(scrolling);
        all.add(retiring);
        return all.percentileMs(0.99);
    }
    [[nodiscard]] double maxMs() const
    {
        return std::max({following.maxMs(), scrolling.maxMs(), retiring.maxMs()});
    }
};

class Stage
{
public:
    /** Without a place: in memory. */
    explicit Stage(const Stomp::DiskPlace& place)
        : m_feed(Stomp::SegmentPool::create()), m_pump(m_feed), m_panel(m_pump), m_writer(m_feed),
          m_place(place)
    {
        m_pump.setRetention({mostInMemory, false}, m_place);
        m_panel.resize(1280, 800);
        m_panel.show();
    }

    [[nodiscard]] Phases run(std::uint64_t messages, std::uint64_t each)
    {
        Phases phases;
        if (!QTest::qWaitForWindowExposed(&m_panel))
            return phases;
        Bench::MachineWatch watch;
        const double started = Bench::secondsNow();
        std::ignore = write(messages);
        phases.fillSeconds = Bench::secondsNow() - started;
        phases.following = write(each);

        std::uint64_t place = 1;
        m_panel.view()->setFollowing(false);
        phases.scrolling = write(each, [this, &place] {
            QScrollBar* bar = m_panel.view()->verticalScrollBar();
            place = place * 6364136223846793005U + 1442695040888963407U;
            bar->setValue(static_cast<int>((place >> 33) % std::uint64_t(bar->maximum() + 1)));
        });
        m_panel.view()->setFollowing(true);
        const Stomp::MessageStore& store = m_pump.store();
        const std::uint64_t all = messages + 2 * each;
        phases.isRight = store.rowCount() == all
            && store.diskBytes() == (m_place.isSet() ? store.keptBytes() : 0)
            && static_cast<std::uint64_t>(m_pump.model().rowCount()) == all;
        phases.kept = store.rowCount();
        phases.diskBytes = store.diskBytes();

        m_pump.setRetention({store.keptBytes(), true}, m_place);
        phases.retiring = write(each);
        const Stomp::Ledger ledger = m_pump.ledger();
        phases.retired = ledger.retired;
        phases.lost = ledger.lost();
        phases.isRight = phases.isRight && ledger.lost() == 0 && ledger.retired > 0
            && ledger.received == m_writer.written() && ledger.waiting == 0
            && m_writer.isKeptUnchanged(store);
        phases.machineMaxMs = watch.stop().value_or(Bench::MachineWatch::Stalls()).maxMs;
        return phases;
    }

private:
    /** Returns when all of it is in the table. */
    Bench::StallMeter write(std::uint64_t messages, const std::function<void()>& meanwhile = {})
    {
        Bench::StallMeter stalls;
        QEventLoop loop;
        QTimer beat;
        beat.setTimerType(Qt::PreciseTimer);
        beat.callOnTimeout(&m_panel, [&stalls] { stalls.beat(); });
        QTimer other;
        other.setTimerType(Qt::PreciseTimer);
        if (meanwhile)
            other.callOnTimeout(&m_panel, meanwhile);
        const auto told = QObject::connect(&m_pump, &Ui::MessagePump::ledgerChanged, &loop,
            [this, &loop](const Stomp::Ledger& ledger) {
                if (m_writer.isDone() && ledger.waiting == 0
                    && ledger.received == m_writer.written())
                    loop.quit();
            });
        // The writer may say that it is done after the last change of the ledger.
        QTimer look;
        look.callOnTimeout(&loop, [this, &loop] {
            if (m_writer.isDone() && m_pump.ledger().waiting == 0)
                loop.quit();
        });
        look.start(50);
        beat.start(1);
        other.start(scrollEveryMs);
        stalls.start();
        m_writer.write(messages);
        loop.exec();
        QObject::disconnect(told);
        return stalls;
    }

    Ui::MessageFeed m_feed;
    Ui::MessagePump m_pump;
    Ui::MessagePanel m_panel;
    Bench::FeedWriter m_writer;
    const Stomp::DiskPlace m_place;
};

Phases runWith(std::uint64_t messages, std::uint64_t each)
{
    // Beside the program: what is temporary may be memory.
    const QTemporaryDir folder(
        QCoreApplication::applicationDirPath() + QStringLiteral("/ten-XXXXXX"));
    Stage stage(Bench::hasArgument(QStringLiteral("memory"))
            ? Stomp::DiskPlace()
            : Stomp::DiskPlace{folder.path().toStdString(), 0});
    const Phases phases = stage.run(messages, each);
    std::printf(
        "%llu messages kept (%llu bytes on disk, filled at %.0f/s), %llu retired, %lld lost; "
        "stalls p99 and worst: following %.1f, %.1f ms; scrolling %.1f, %.1f ms; retiring "
        "%.1f, %.1f ms (the machine's worst: %.1f ms)\n",
        static_cast<unsigned long long>(phases.kept),
        static_cast<unsigned long long>(phases.diskBytes),
        static_cast<double>(messages) / phases.fillSeconds,
        static_cast<unsigned long long>(phases.retired), static_cast<long long>(phases.lost),
        phases.following.percentileMs(0.99), phases.following.maxMs(),
        phases.scrolling.percentileMs(0.99), phases.scrolling.maxMs(),
        phases.retiring.percentileMs(0.99), phases.retiring.maxMs(), phases.machineMaxMs);
    std::fflush(stdout);
    return phases;
}

} // namespace

int main(int argc, char** argv)
{
    Bench::chooseDisplay();
    QApplication application(argc, argv);
    const std::uint64_t messages = Bench::argument(QStringLiteral("messages"), 10'000'000);
    const std::uint64_t each = std::min(more, messages);
    const double started = Bench::secondsNow();
    Phases small = runWith(few, each);
    const Phases large = runWith(messages, each);
    const Phases after = runWith(few, each);
    if (!small.isRight || !large.isRight || !after.isRight) {
        std::fputs("bench_ten_million: not all that was written is kept as it was\n", stderr);
        return 1;
    }
    small.add(after);
    Bench::printResult({
        {"bench", QStringLiteral("\"ten_million\"")},
        {"messages", QString::number(messages)},
        {"per_second", Bench::number(static_cast<double>(messages) / large.fillSeconds, 0)},
        {"stall_p99_ms", Bench::number(large.p99Ms(), 1)},
        {"small_stall_p99_ms", Bench::number(small.p99Ms(), 1)},
        {"ratio", Bench::number(large.p99Ms() / small.p99Ms(), 2)},
        {"stall_max_ms", Bench::number(large.maxMs(), 1)},
        {"small_stall_max_ms", Bench::number(small.maxMs(), 1)},
        {"machine_stall_max_ms", Bench::number(large.machineMaxMs, 1)},
        {"lost", QString::number(large.lost)},
        {"disk_bytes", QString::number(large.diskBytes)},
        {"rss_bytes", QString::number(Bench::residentBytes())},
        {"seconds", Bench::number(Bench::secondsNow() - started, 1)},
    });
    return 0;
}
