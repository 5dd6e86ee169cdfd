// bench_filter [--messages N] [--runs N] [--shapes on|off] [--column FIELD]: so many messages in
// the store, a filter on a field of their JSON bodies typed into the line above a visible table,
// while a timer of 1 ms watches the window's event loop. Each run takes the filter away again. What
// is found is counted beforehand. With shape watch, and with a column that looks into every body
// that is painted, as told.

#include "benchsupport.h"
#include "feedwriter.h"
#include "loopwatch.h"

#include <ui/widgets/filterline.h>
#include <ui/widgets/messagepanel.h>
#include <ui/widgets/tablecolumns.h>
#include <ui/workspace/messagefeed.h>
#include <ui/workspace/messagepump.h>

#include <QApplication>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <cstdio>

namespace {

constexpr int runTimeoutMs = 40'000;
const QString condition = QStringLiteral("$.order.qty > 90");

bool isWanted(std::uint64_t message)
{
    return message % Bench::distinctFrames % 97 > 90; // as orderBody() has it
}

struct Run
{
    double firstMs = 0; //!< until the first row is there
    double seconds = 0; //!< until all is looked at
    std::uint64_t shown = 0;
    std::uint64_t hidden = 0;
    std::int64_t lost = 0;
    bool hasEnded = false;
    Bench::StallMeter stalls;
    Bench::MachineWatch::Stalls machine;
};

/** Until all is looked at. */
Run runFilter(Ui::MessagePump& pump, Ui::MessagePanel& panel)
{
    Run run;
    const double started = Bench::secondsNow();
    QObject guard;
    QObject::connect(&pump.model(), &QAbstractItemModel::rowsInserted, &guard, [&run, started] {
        if (run.firstMs == 0)
            run.firstMs = (Bench::secondsNow() - started) * 1000;
    });
    QObject::connect(
        &pump, &Ui::MessagePump::ledgerChanged, &guard, [&pump, &run](const Stomp::Ledger& ledger) {
            if (ledger.waiting > 0 || pump.filtering().isBusy())
                return;
            run.hasEnded = true;
            QCoreApplication::quit();
        });
    QTimer::singleShot(runTimeoutMs, &guard, [] { QCoreApplication::quit(); });
    Bench::LoopWatch watch;
    panel.filterLine()->setFilter(condition, Ui::FilterMode::Auto);
    QCoreApplication::exec();
    run.seconds = Bench::secondsNow() - started;
    watch.stop();
    run.stalls = watch.stalls();
    run.machine = watch.machine();
    const Stomp::Ledger ledger = pump.ledger();
    run.shown = ledger.shown;
    run.hidden = ledger.hidden;
    run.lost = ledger.lost();
    panel.filterLine()->clear();
    return run;
}

} // namespace

int main(int argc, char** argv)
{
    Bench::chooseDisplay();
    QApplication application(argc, argv);
    const std::uint64_t messages = Bench::argument(QStringLiteral("messages"), 1'000'000);
    const std::uint64_t runs = Bench::argument(QStringLiteral("runs"), 9);
    const double started = Bench::secondsNow();
    std::uint64_t expected = 0;
    for (std::uint64_t i = 0; i < messages; ++i)
        expected += isWanted(i) ? 1 : 0;

    Ui::MessageFeed feed(Stomp::SegmentPool::create());
    Ui::MessagePump pump(feed);
    pump.setRetention(messages * 2 * Bench::frameSize);
    const bool hasShapes = Bench::isSwitchedOn(QStringLiteral("shapes"));
    pump.shapes().setOn(hasShapes); // it learns while the first filters search
    Bench::FeedWriter writer(feed);
    writer.write(messages);
    const bool isFull = QTest::qWaitFor(
        [&] { return static_cast<std::uint64_t>(pump.model().rowCount()) == messages; },
        runTimeoutMs);
    Ui::MessagePanel panel(pump);
    panel.resize(1280, 800);
    const QString column = Bench::textArgument(QStringLiteral("column"));
    if (!column.isEmpty())
        panel.columns().add(Stomp::MessageField::parse(column.toStdString()).field);
    panel.show();
    if (!isFull || !QTest::qWaitForWindowExposed(&panel))
        return 1;

    std::vector<double> seconds;
    std::vector<double> first;
    Bench::StallMeter stalls;
    double machineMax = 0;
    for (std::uint64_t i = 0; i < runs; ++i) {
        const Run run = runFilter(pump, panel);
        if (!run.hasEnded || run.shown != expected || run.shown + run.hidden != messages
            || run.lost != 0) {
            std::fprintf(stderr, "bench_filter: %llu found of %llu, %llu hidden, %lld lost\n",
                static_cast<unsigned long long>(run.shown),
                static_cast<unsigned long long>(expected),
                static_cast<unsigned long long>(run.hidden), static_cast<long long>(run.lost));
            return 1;
        }
        seconds.push_back(run.seconds);
        first.push_back(run.firstMs);
        stalls.add(run.stalls);
        machineMax = std::max(machineMax, run.machine.maxMs);
        std::printf("run %llu: %.3f s, first row after %.0f ms; stalls: p99 %.1f ms, worst %.1f ms "
                    "(the machine's: p99 %.1f ms, worst %.1f ms)\n",
            static_cast<unsigned long long>(i + 1), run.seconds, run.firstMs,
            run.stalls.percentileMs(0.99), run.stalls.maxMs(), run.machine.p99Ms,
            run.machine.maxMs);
    }
    const double all = Bench::median(seconds);
    Bench::printResult({
        {"bench", QStringLiteral("\"filter\"")},
        {"messages", QString::number(messages)},
        {"shapes", hasShapes ? QStringLiteral("true") : QStringLiteral("false")},
        {"found", QString::number(expected)},
        {"filter_seconds", Bench::number(all, 3)},
        {"per_second", Bench::number(static_cast<double>(messages) / all, 0)},
        {"first_ms", Bench::number(Bench::median(first), 0)},
        {"stall_p99_ms", Bench::number(stalls.percentileMs(0.99), 1)},
        {"stall_max_ms", Bench::number(stalls.maxMs(), 1)},
        {"machine_stall_max_ms", Bench::number(machineMax, 1)},
        {"lost", QStringLiteral("0")},
        {"rss_bytes", QString::number(Bench::residentBytes())},
        {"seconds", Bench::number(Bench::secondsNow() - started, 1)},
    });
    return 0;
}
