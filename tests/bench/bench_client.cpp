// bench_client [--messages N] [--runs N] [--peers [--peer-messages N]]: how fast messages come
// through the client's public API, each looked into (destination, subscription, body) and proved by
// a hash, beside a bare loop over the same bytes; runs alternate, medians count. --peers: other
// libraries in turn with it, with fewer messages.

#include "benchframes.h"
#include "benchpeers.h"
#include "benchsupport.h"

#include <stomp/client/client.h>

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>
#include <optional>

namespace {

constexpr int runTimeoutMs = 40'000;

/** Counts and hashes messages; ends the event loop with the last one. */
class HashingSink : public Stomp::MessageSink
{
public:
    explicit HashingSink(std::uint64_t wanted) : m_wanted(wanted) { }

    bool takeMessage(const Stomp::FrameView& frame, const Stomp::MessageOrigin& origin) override
    {
        if (count++ == 0)
            began = Bench::secondsNow();
        foreignOnes += origin.subscription != subscription;
        hash = Bench::chained(hash,
            Bench::hashOfMessage(
                frame.value("destination"), frame.value("subscription"), frame.body));
        return true;
    }

    void chunkDone(std::uint64_t received) override
    {
        counted = received;
        if (count >= m_wanted) {
            ended = Bench::secondsNow();
            QCoreApplication::quit();
        }
    }

    Stomp::SubscriptionKey subscription = 0;
    std::uint64_t count = 0;
    std::uint64_t counted = 0;
    std::uint64_t foreignOnes = 0;
    std::uint64_t hash = 0;
    double began = 0;
    double ended = 0;

private:
    std::uint64_t m_wanted;
};

/** Messages a second; 0 when anything was lost, changed or out of order. */
double runClient(std::uint64_t messages)
{
    Bench::Sender sender(messages);
    if (!sender.port())
        return 0;
    HashingSink sink(messages);
    Stomp::Client client(sink);
    Stomp::ClientOptions options;
    options.url.host = "127.0.0.1";
    options.url.port = sender.port();
    QObject::connect(&client, &Stomp::Client::connected, &client, [&] {
        Stomp::SubscribeRequest request;
        request.destination = std::string(Bench::destination);
        sink.subscription = Stomp::Client::newSubscriptionKey();
        client.subscribe(sink.subscription, request);
    });
    QObject::connect(&client, &Stomp::Client::failed, &client, [](const auto& failure) {
        std::fprintf(stderr, "bench_client: %s\n", qPrintable(failure.detail));
        QCoreApplication::exit(1);
    });
    QTimer::singleShot(runTimeoutMs, &client, [] { QCoreApplication::exit(1); });
    client.connectToBroker(options);
    const bool finished = QCoreApplication::exec() == 0;
    const auto expected = sender.expectedHash();
    client.abort();
    const bool right = finished && expected && sink.hash == *expected && sink.count == messages
        && sink.counted == messages && sink.foreignOnes == 0;
    if (!right) {
        std::fprintf(stderr, "bench_client: %llu messages, %llu of another subscription, hash %s\n",
            static_cast<unsigned long long>(sink.count),
            static_cast<unsigned long long>(sink.foreignOnes),
            expected && sink.hash == *expected ? "right" : "wrong");
        return 0;
    }
    return static_cast<double>(messages) / (sink.ended - sink.began);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const std::uint64_t messages = Bench::argument(QStringLiteral("messages"), 2'000'000);
    const std::uint64_t runs = Bench::argument(QStringLiteral("runs"), 7);
    const double started = Bench::secondsNow();
    std::vector<double> ours;
    std::vector<double> bare;
    std::vector<double> ratios;
    std::optional<Bench::PeerRace> peers;
    if (Bench::hasArgument(QStringLiteral("peers")))
        peers.emplace(Bench::PeerTask::Receive,
            Bench::argument(QStringLiteral("peer-messages"), 30'000), "per_second");
    for (std::uint64_t i = 0; i < runs; ++i) {
        bare.push_back(Bench::bareLoop(messages));
        ours.push_back(runClient(messages));
        if (ours.back() <= 0 || bare.back() <= 0)
            return 1;
        ratios.push_back(ours.back() / bare.back());
        std::printf("run %llu: %.0f messages/s, bare loop %.0f, ratio %.2f\n",
            static_cast<unsigned long long>(i + 1), ours.back(), bare.back(), ratios.back());
        if (peers && !peers->run())
            return 1;
    }
    std::vector<std::pair<const char*, QString>> result{
        {"bench", QStringLiteral("\"client\"")},
        {"messages", QString::number(messages)},
        {"per_second", Bench::number(Bench::median(ours), 0)},
        {"bare_per_second", Bench::number(Bench::median(bare), 0)},
        {"ratio", Bench::number(Bench::median(ratios), 2)},
    };
    if (peers)
        peers->report(result, Bench::median(ours));
    result.emplace_back("seconds", Bench::number(Bench::secondsNow() - started, 1));
    Bench::printResult(result);
    return 0;
}
