// bench_memory [--messages N]: what so many messages in the store and a visible message panel take
// of memory, over the idle process and beside the raw bytes of their frames.

#include "benchsupport.h"
#include "feedwriter.h"
#include "loopwatch.h"

#include <ui/widgets/messagepanel.h>
#include <ui/workspace/messagefeed.h>
#include <ui/workspace/messagepump.h>

#include <QApplication>
#include <QTest>

#include <cstdio>

int main(int argc, char** argv)
{
    Bench::chooseDisplay();
    QApplication application(argc, argv);
    const std::uint64_t messages = Bench::argument(QStringLiteral("messages"), 1'000'000);
    const double started = Bench::secondsNow();
    Ui::MessageFeed feed(Stomp::SegmentPool::create());
    Ui::MessagePump pump(feed);
    pump.setRetention(messages * 2 * Bench::frameSize);
    Ui::MessagePanel panel(pump);
    Bench::FeedWriter writer(feed); // its frames belong to the sender's side: in the idle process
    panel.resize(1280, 800);
    panel.show();
    if (!QTest::qWaitForWindowExposed(&panel))
        return 1;
    const std::uint64_t idle = Bench::residentBytes();
    writer.write(messages);
    constexpr int timeoutMs = 40'000;
    const bool isThere = QTest::qWaitFor(
        [&] { return static_cast<std::uint64_t>(pump.model().rowCount()) == messages; }, timeoutMs);
    const std::uint64_t now = Bench::residentBytes();
    const std::uint64_t raw = pump.connectionTraffic(1).bytes;
    const Stomp::Ledger ledger = pump.ledger();
    if (!isThere || ledger.lost() != 0 || !writer.isKeptUnchanged(pump.store()) || raw == 0) {
        std::fprintf(stderr, "bench_memory: %llu of %llu messages, %lld lost, or changed\n",
            static_cast<unsigned long long>(ledger.shown),
            static_cast<unsigned long long>(messages), static_cast<long long>(ledger.lost()));
        return 1;
    }
    Bench::printResult({
        {"bench", QStringLiteral("\"memory\"")},
        {"messages", QString::number(messages)},
        {"idle_bytes", QString::number(idle)},
        {"rss_bytes", QString::number(now)},
        {"raw_bytes", QString::number(raw)},
        {"ratio", Bench::number(static_cast<double>(now - idle) / static_cast<double>(raw), 2)},
        {"lost", QString::number(ledger.lost())},
        {"seconds", Bench::number(Bench::secondsNow() - started, 1)},
    });
    return 0;
}
