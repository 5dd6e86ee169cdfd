// bench_connections [--connections N] [--messages N] [--runs N]: many connections at once, all on
// this one thread. All connect and subscribe; then all get N messages each at the same time, of
// their own, which is proved for each. Memory is that of this process, in the first run, which
// nothing came before. Beside it as many messages in all over one connection; runs alternate,
// medians count. cost_ratio: a message's cost with many connections, over that with one.

#include "benchframes.h"
#include "benchsupport.h"
#include "machinewatch.h"
#include "receiver.h"

#include <QCoreApplication>
#include <QDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace {

constexpr int runTimeoutMs = 40'000;

qsizetype openDescriptors()
{
    return QDir(QStringLiteral("/proc/self/fd"))
        .entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System)
        .size();
}

struct Run
{
    bool isRight = false;
    double perSecond = 0;
    double connectSeconds = 0; //!< until all have subscribed, with receipts
    std::uint64_t idleBytes = 0; //!< a connection, once it has subscribed
    std::uint64_t busyBytes = 0; //!< a connection, once it has got its messages
    double descriptors = 0; //!< a connection
};

Run run(std::uint64_t connections, std::uint64_t messagesEach)
{
    Run result;
    Bench::Sender sender(messagesEach, Bench::Sender::connections(connections));
    const std::uint64_t memoryBefore = Bench::residentBytes();
    const qsizetype descriptorsBefore = openDescriptors();
    const auto eachOf = [connections, memoryBefore](std::uint64_t memory) {
        return memory > memoryBefore ? (memory - memoryBefore) / connections : 0;
    };

    const double started = Bench::secondsNow();
    std::vector<std::unique_ptr<Bench::Receiver>> receivers;
    std::uint64_t subscribed = 0;
    std::uint64_t done = 0;
    for (unsigned i = 0; i < connections; ++i) {
        receivers.push_back(std::make_unique<Bench::Receiver>(
            std::vector{Bench::numberedDestination(i)}, messagesEach));
        receivers.back()->onSubscribed = [&] {
            if (++subscribed < connections)
                return;
            result.connectSeconds = Bench::secondsNow() - started;
            result.idleBytes = eachOf(Bench::residentBytes());
            result.descriptors = static_cast<double>(openDescriptors() - descriptorsBefore)
                / static_cast<double>(connections);
            sender.go();
        };
        receivers.back()->onDone = [&] {
            if (++done == connections)
                QCoreApplication::quit();
        };
        receivers.back()->start(sender.port());
    }
    QTimer timeout;
    timeout.setSingleShot(true);
    timeout.callOnTimeout([] { QCoreApplication::exit(1); });
    timeout.start(runTimeoutMs);
    const bool finished = QCoreApplication::exec() == 0;
    result.busyBytes = eachOf(Bench::residentBytes());

    double began = receivers.front()->began();
    double ended = 0;
    result.isRight = finished && subscribed == connections;
    for (unsigned i = 0; i < connections; ++i) {
        const Bench::Receiver& one = *receivers[i];
        const auto set = Bench::FrameSet::ofOne({Bench::numberedDestination(i), {}});
        result.isRight = result.isRight && one.isRight(set);
        began = std::min(began, one.began());
        ended = std::max(ended, one.ended());
    }
    if (result.isRight)
        result.perSecond = static_cast<double>(messagesEach * connections) / (ended - began);
    else
        std::fprintf(stderr, "bench_connections: %llu of %llu subscribed, %llu got all\n",
            static_cast<unsigned long long>(subscribed),
            static_cast<unsigned long long>(connections), static_cast<unsigned long long>(done));
    return result;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const std::uint64_t connections = Bench::argument(QStringLiteral("connections"), 500);
    const std::uint64_t each = Bench::argument(QStringLiteral("messages"), 2000);
    const std::uint64_t runs = Bench::argument(QStringLiteral("runs"), 5);
    const double started = Bench::secondsNow();
    std::vector<double> many;
    std::vector<double> one;
    std::vector<double> costs;
    std::vector<double> connecting;
    Run first;
    for (std::uint64_t i = 0; i < runs; ++i) {
        const Run crowd = run(connections, each);
        const Run single = run(1, each * connections);
        if (!crowd.isRight || !single.isRight)
            return 1;
        if (i == 0)
            first = crowd;
        many.push_back(crowd.perSecond);
        one.push_back(single.perSecond);
        costs.push_back(single.perSecond / crowd.perSecond);
        connecting.push_back(crowd.connectSeconds);
        std::printf("run %llu: %llu connections in %.3f s, %.0f messages/s; over one connection "
                    "%.0f, cost ratio %.2f\n",
            static_cast<unsigned long long>(i + 1), static_cast<unsigned long long>(connections),
            crowd.connectSeconds, crowd.perSecond, single.perSecond, costs.back());
    }
    Bench::printResult({
        {"bench", QStringLiteral("\"connections\"")},
        {"connections", QString::number(connections)},
        {"messages", QString::number(connections * each)},
        {"per_second", Bench::number(Bench::median(many), 0)},
        {"one_connection_per_second", Bench::number(Bench::median(one), 0)},
        {"cost_ratio", Bench::number(Bench::median(costs), 2)},
        {"connect_seconds", Bench::number(Bench::median(connecting), 3)},
        {"idle_bytes_each", QString::number(first.idleBytes)},
        {"busy_bytes_each", QString::number(first.busyBytes)},
        {"descriptors_each", Bench::number(first.descriptors, 2)},
        {"rss_bytes", QString::number(Bench::residentBytes())},
        {"seconds", Bench::number(Bench::secondsNow() - started, 1)},
    });
    return 0;
}
