// bench_subscriptions [--messages N] [--subscriptions N] [--runs N]: one connection with many
// subscriptions, and messages that are spread over all of them; proved for each subscription by
// itself. Beside it the same number of messages to one subscription, and the bare loop; runs
// alternate, medians count. cost_ratio: a message's cost with many, over that with one.

#include "benchframes.h"
#include "benchsupport.h"
#include "receiver.h"

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

namespace {

constexpr int runTimeoutMs = 40'000;

/** Messages a second; 0 when a subscription has not got what is its own. */
double run(std::uint64_t messages, std::uint64_t subscriptions)
{
    std::vector<std::string> destinations;
    std::vector<Bench::Route> routes;
    for (unsigned i = 0; i < subscriptions; ++i) {
        destinations.push_back(Bench::numberedDestination(i));
        routes.push_back({destinations.back(), {}});
    }
    Bench::Sender sender(messages, Bench::Sender::subscriptions(subscriptions));
    Bench::Receiver receiver(destinations, messages);
    bool allConfirmed = false;
    receiver.onSubscribed = [&] {
        allConfirmed = true;
    };
    receiver.onDone = [] {
        QCoreApplication::quit();
    };
    QTimer timeout;
    timeout.setSingleShot(true);
    timeout.callOnTimeout([] { QCoreApplication::exit(1); });
    timeout.start(runTimeoutMs);
    receiver.start(sender.port());
    const bool finished = QCoreApplication::exec() == 0;
    receiver.stop();
    if (!finished || !allConfirmed || !receiver.isRight(Bench::FrameSet::make(routes)))
        return 0;
    return static_cast<double>(messages) / (receiver.ended() - receiver.began());
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const std::uint64_t messages = Bench::argument(QStringLiteral("messages"), 1'000'000);
    const std::uint64_t subscriptions = Bench::argument(QStringLiteral("subscriptions"), 1000);
    const std::uint64_t runs = Bench::argument(QStringLiteral("runs"), 7);
    const double started = Bench::secondsNow();
    std::vector<double> bare;
    std::vector<double> one;
    std::vector<double> many;
    std::vector<double> ratios;
    std::vector<double> costs;
    for (std::uint64_t i = 0; i < runs; ++i) {
        bare.push_back(Bench::bareLoop(messages));
        one.push_back(run(messages, 1));
        many.push_back(run(messages, subscriptions));
        if (bare.back() <= 0 || one.back() <= 0 || many.back() <= 0)
            return 1;
        ratios.push_back(many.back() / bare.back());
        costs.push_back(one.back() / many.back());
        std::printf("run %llu: %.0f messages/s with %llu subscriptions, %.0f with one, bare loop "
                    "%.0f, cost ratio %.2f\n",
            static_cast<unsigned long long>(i + 1), many.back(),
            static_cast<unsigned long long>(subscriptions), one.back(), bare.back(), costs.back());
    }
    Bench::printResult({
        {"bench", QStringLiteral("\"subscriptions\"")},
        {"messages", QString::number(messages)},
        {"subscriptions", QString::number(subscriptions)},
        {"per_second", Bench::number(Bench::median(many), 0)},
        {"one_subscription_per_second", Bench::number(Bench::median(one), 0)},
        {"cost_ratio", Bench::number(Bench::median(costs), 2)},
        {"bare_per_second", Bench::number(Bench::median(bare), 0)},
        {"ratio", Bench::number(Bench::median(ratios), 2)},
        {"seconds", Bench::number(Bench::secondsNow() - started, 1)},
    });
    return 0;
}
