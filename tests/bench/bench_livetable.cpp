// bench_livetable [--messages N] [--runs N] [--shapes on|off] [--rate-percent P]: messages from
// another process through TCP and the client into the store and a visible message panel, while a
// timer of 1 ms watches the window's event loop. Beside it a bare loop over the same bytes; runs
// alternate, medians count. After each run all that was stored is proved by a hash. --rate-percent:
// after each run another one at so much of its speed, for some seconds; the stalls are of those.

#include "benchframes.h"
#include "benchsupport.h"
#include "loopwatch.h"

#include <stomp/client/client.h>
#include <stomp/protocol/framedecoder.h>

#include <ui/widgets/messagepanel.h>
#include <ui/widgets/tablecolumns.h>
#include <ui/workspace/feedsink.h>
#include <ui/workspace/iothread.h>
#include <ui/workspace/messagefeed.h>
#include <ui/workspace/messagepump.h>

#include <QApplication>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <cstdio>

namespace {

constexpr int runTimeoutMs = 40'000;
/** How long messages come at less than full speed. */
constexpr std::uint64_t pacedSeconds = 4;

/** Notes when the first message came. */
class TimedSink : public Ui::FeedSink
{
public:
    using FeedSink::FeedSink;

    bool takeMessage(const Stomp::FrameView& frame, const Stomp::MessageOrigin& origin) override
    {
        if (began.load(std::memory_order_relaxed) == 0)
            began.store(Bench::secondsNow(), std::memory_order_relaxed);
        return FeedSink::takeMessage(frame, origin);
    }

    std::atomic<double> began = 0;
};

struct Run
{
    double perSecond = 0;
    std::int64_t lost = 0;
    std::uint64_t rows = 0;
    std::uint64_t rssBytes = 0;
    std::uint64_t rawBytes = 0;
    std::uint64_t behind = 0; //!< of shape watch, when the last message was in the table
    bool isRight = false;
    Bench::StallMeter stalls;
    Bench::MachineWatch::Stalls machine;
};

std::uint64_t hashOf(const Stomp::MessageStore& store)
{
    Stomp::FrameDecoder decoder;
    std::uint64_t hash = 0;
    for (std::size_t row = 0; row < store.rowCount(); ++row) {
        const Stomp::StoredMessage message = store.messageAt(row);
        const Stomp::FrameView& frame =
            decoder.decode(message.bytes(), message.row->bodyOffset, message.row->version);
        hash = Bench::chained(hash,
            Bench::hashOfMessage(
                frame.value("destination"), frame.value("subscription"), frame.body));
    }
    return hash;
}

/** One console: feed, pump and a shown panel in this thread, a client in another. rate: messages a
 * second at most; 0: full speed. */
Run runTable(std::uint64_t messages, std::uint64_t rate = 0)
{
    Run run;
    Bench::Sender sender(messages, Bench::Sender::paced(rate));
    if (!sender.port())
        return run;
    Ui::MessageFeed feed(Stomp::SegmentPool::create());
    Ui::MessagePump pump(feed);
    pump.setRetention(messages * 2 * Bench::frameSize); // all of them are proved afterwards
    pump.shapes().setOn(Bench::isSwitchedOn(QStringLiteral("shapes")));
    Ui::MessagePanel panel(pump);
    panel.resize(1280, 800);
    // --column '$.order.qty': with a column that looks into every body that is painted.
    const QString column = Bench::textArgument(QStringLiteral("column"));
    if (!column.isEmpty())
        panel.columns().add(Stomp::MessageField::parse(column.toStdString()).field);
    panel.show();
    if (!QTest::qWaitForWindowExposed(&panel))
        return run;

    TimedSink sink(feed, 1);
    double ended = 0;
    {
        Ui::IoThread thread(QStringLiteral("bench"));
        auto* client = new Stomp::Client(sink);
        thread.adopt(client);
        feed.setResume([&thread, client] { thread.post([client] { client->resumeReading(); }); });
        QObject::connect(client, &Stomp::Client::connected, client, [client] {
            Stomp::SubscribeRequest request;
            request.destination = std::string(Bench::destination);
            client->subscribe(request);
        });
        QObject::connect(client, &Stomp::Client::failed, &panel, [](const auto& failure) {
            std::fprintf(stderr, "bench_livetable: %s\n", qPrintable(failure.detail));
            QCoreApplication::exit(1);
        });
        QObject::connect(&pump, &Ui::MessagePump::ledgerChanged, &panel,
            [&ended, &run, &pump, messages](const Stomp::Ledger& ledger) {
                if (ledger.received < messages || ledger.waiting > 0)
                    return;
                ended = Bench::secondsNow();
                run.behind = pump.shapes().behind();
                QCoreApplication::quit();
            });
        Stomp::ClientOptions options;
        options.url.host = "127.0.0.1";
        options.url.port = sender.port();

        QTimer::singleShot(runTimeoutMs, &panel, [] { QCoreApplication::exit(1); });
        Bench::LoopWatch watch;
        thread.post([client, options] { client->connectToBroker(options); });
        QCoreApplication::exec();
        watch.stop();
        run.stalls = watch.stalls();
        run.machine = watch.machine();
        thread.post([client] {
            client->abort();
            client->deleteLater();
        });
    }
    const Stomp::Ledger ledger = pump.ledger();
    run.lost = ledger.lost();
    run.rows = static_cast<std::uint64_t>(pump.model().rowCount());
    run.rssBytes = Bench::residentBytes();
    run.rawBytes = pump.connectionTraffic(1).bytes;
    const auto expected = sender.expectedHash();
    run.isRight = ended > 0 && run.lost == 0 && run.rows == messages
        && pump.connectionTraffic(1).messages == messages && expected
        && hashOf(pump.store()) == *expected;
    if (ended > 0)
        run.perSecond = static_cast<double>(messages) / (ended - sink.began.load());
    return run;
}

/** Says so when it is not. */
bool isComplete(const Run& run, std::uint64_t messages)
{
    if (!run.isRight)
        std::fprintf(stderr, "bench_livetable: %llu of %llu messages, %lld lost%s\n",
            static_cast<unsigned long long>(run.rows), static_cast<unsigned long long>(messages),
            static_cast<long long>(run.lost),
            run.rows == messages ? ", or changed on the way" : "");
    return run.isRight;
}

} // namespace

int main(int argc, char** argv)
{
    Bench::chooseDisplay();
    QApplication application(argc, argv);
    const std::uint64_t messages = Bench::argument(QStringLiteral("messages"), 1'000'000);
    const std::uint64_t runs = Bench::argument(QStringLiteral("runs"), 7);
    const std::uint64_t percent = Bench::argument(QStringLiteral("rate-percent"), 100);
    std::vector<double> paced;
    const double started = Bench::secondsNow();
    std::vector<double> ours;
    std::vector<double> bare;
    std::vector<double> ratios;
    Bench::StallMeter stalls;
    double machineMax = 0;
    Run last;
    for (std::uint64_t i = 0; i < runs; ++i) {
        bare.push_back(Bench::bareLoop(messages));
        last = runTable(messages);
        if (!isComplete(last, messages) || bare.back() <= 0)
            return 1;
        ours.push_back(last.perSecond);
        ratios.push_back(ours.back() / bare.back());
        if (percent < 100) {
            const auto rate = static_cast<std::uint64_t>(last.perSecond) * percent / 100 + 1;
            last = runTable(rate * pacedSeconds, rate);
            if (!isComplete(last, rate * pacedSeconds))
                return 1;
        }
        paced.push_back(last.perSecond);
        stalls.add(last.stalls);
        machineMax = std::max(machineMax, last.machine.maxMs);
        std::printf("run %llu: %.0f messages/s, bare loop %.0f, ratio %.2f; stalls: p99 %.1f ms, "
                    "worst %.1f ms (the machine's: p99 %.1f ms, worst %.1f ms)\n",
            static_cast<unsigned long long>(i + 1), ours.back(), bare.back(), ratios.back(),
            last.stalls.percentileMs(0.99), last.stalls.maxMs(), last.machine.p99Ms,
            last.machine.maxMs);
    }
    Bench::printResult({
        {"bench", QStringLiteral("\"livetable\"")},
        {"messages", QString::number(messages)},
        {"shapes",
            Bench::isSwitchedOn(QStringLiteral("shapes")) ? QStringLiteral("true")
                                                          : QStringLiteral("false")},
        {"shapes_behind", QString::number(last.behind)},
        {"per_second", Bench::number(Bench::median(ours), 0)},
        {"bare_per_second", Bench::number(Bench::median(bare), 0)},
        {"ratio", Bench::number(Bench::median(ratios), 2)},
        {"rate_percent", QString::number(percent)},
        {"paced_per_second", Bench::number(Bench::median(paced), 0)},
        {"stall_p99_ms", Bench::number(stalls.percentileMs(0.99), 1)},
        {"stall_max_ms", Bench::number(stalls.maxMs(), 1)},
        {"machine_stall_max_ms", Bench::number(machineMax, 1)},
        {"lost", QString::number(last.lost)},
        {"rss_bytes", QString::number(last.rssBytes)},
        {"raw_bytes", QString::number(last.rawBytes)},
        {"seconds", Bench::number(Bench::secondsNow() - started, 1)},
    });
    return 0;
}
