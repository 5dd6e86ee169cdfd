// bench_publish [--messages N] [--runs N] [--peers [--peer-messages N]]: how fast 200-byte JSON
// messages go out through the client's public API, without receipts, with a receipt each, and
// waiting for each receipt; to a sink that hashes what comes, beside the same bytes written
// without a client, and to the practice broker. Runs alternate, medians count. The sink's clock
// runs from the first SEND to DISCONNECT, which comes when all receipts are there. --peers: other
// libraries with the same sink.

#include "benchframes.h"
#include "benchpeers.h"
#include "benchsupport.h"
#include "publisher.h"

#include <QCoreApplication>

#include <cstdio>
#include <deque>

namespace {

/** What the sink says of its rate, if it got all of it. */
double rateOf(Bench::Sink& sink, std::uint64_t messages)
{
    static const Bench::FrameSet set = Bench::FrameSet::makeSends();
    const auto sent = sink.sent();
    if (sent && sent->count == messages && sent->hash == set.hashOfFirst(messages)
        && sent->seconds > 0)
        return static_cast<double>(messages) / sent->seconds;
    std::fprintf(stderr, "bench_publish: the sink got %llu of %llu messages%s\n",
        static_cast<unsigned long long>(sent ? sent->count : 0),
        static_cast<unsigned long long>(messages),
        sent && sent->count == messages ? ", changed on the way" : "");
    return 0;
}

double toSink(std::uint64_t messages, Bench::Receipts receipts)
{
    Bench::Sink sink;
    return Bench::publish(sink.port(), messages, receipts) > 0 ? rateOf(sink, messages) : 0;
}

double bareToSink(std::uint64_t messages)
{
    Bench::Sink sink;
    return Bench::publishBare(sink.port(), messages) ? rateOf(sink, messages) : 0;
}

double toPracticeBroker(std::uint64_t messages, Bench::Receipts receipts)
{
    Bench::PracticeBroker broker;
    const double seconds = Bench::publish(broker.port(), messages, receipts);
    const auto sent = broker.sent();
    if (seconds > 0 && sent == messages)
        return static_cast<double>(messages) / seconds;
    std::fprintf(stderr, "bench_publish: the practice broker got %llu of %llu messages\n",
        static_cast<unsigned long long>(sent.value_or(0)),
        static_cast<unsigned long long>(messages));
    return 0;
}

struct Lane
{
    const char* member;
    double (*run)(std::uint64_t, Bench::Receipts);
    Bench::Receipts receipts;
    std::uint64_t messages;
    std::vector<double> rates;
};

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    using Bench::Receipts;
    const std::uint64_t messages = Bench::argument(QStringLiteral("messages"), 300'000);
    const std::uint64_t few = messages / 10 + 1; // where each waits for its receipt
    const std::uint64_t runs = Bench::argument(QStringLiteral("runs"), 5);
    const double started = Bench::secondsNow();

    const auto bare = [](std::uint64_t count, Receipts) {
        return bareToSink(count);
    };
    Lane lanes[] = {
        {"bare_per_second", bare, Receipts::None, messages, {}},
        {"per_second", toSink, Receipts::None, messages, {}},
        {"receipts_per_second", toSink, Receipts::Pipelined, messages, {}},
        {"one_by_one_per_second", toSink, Receipts::OneByOne, few, {}},
        {"practice_per_second", toPracticeBroker, Receipts::None, messages, {}},
        {"practice_receipts_per_second", toPracticeBroker, Receipts::Pipelined, messages, {}},
        {"practice_one_by_one_per_second", toPracticeBroker, Receipts::OneByOne, few, {}},
    };
    std::deque<Bench::PeerRace> races;
    if (Bench::hasArgument(QStringLiteral("peers"))) {
        const std::uint64_t theirs = Bench::argument(QStringLiteral("peer-messages"), 20'000);
        races.emplace_back(Bench::PeerTask::Publish, theirs, "per_second");
        races.emplace_back(Bench::PeerTask::Pipelined, theirs, "receipts_per_second");
        races.emplace_back(Bench::PeerTask::OneByOne, theirs / 4 + 1, "one_by_one_per_second");
    }

    std::vector<double> ratios;
    for (std::uint64_t i = 0; i < runs; ++i) {
        std::printf("run %llu:", static_cast<unsigned long long>(i + 1));
        for (Lane& lane : lanes) {
            lane.rates.push_back(lane.run(lane.messages, lane.receipts));
            if (lane.rates.back() <= 0)
                return 1;
            std::printf(" %s %.0f", lane.member, lane.rates.back());
        }
        std::printf("\n");
        ratios.push_back(lanes[1].rates.back() / lanes[0].rates.back());
        for (Bench::PeerRace& race : races) {
            if (!race.run())
                return 1;
        }
    }

    std::vector<std::pair<const char*, QString>> result{
        {"bench", QStringLiteral("\"publish\"")},
        {"messages", QString::number(messages)},
        {"ratio", Bench::number(Bench::median(ratios), 2)},
    };
    for (const Lane& lane : lanes)
        result.emplace_back(lane.member, Bench::number(Bench::median(lane.rates), 0));
    for (std::size_t i = 0; i < races.size(); ++i)
        races[i].report(result, Bench::median(lanes[i + 1].rates));
    result.emplace_back("seconds", Bench::number(Bench::secondsNow() - started, 1));
    Bench::printResult(result);
    return 0;
}
