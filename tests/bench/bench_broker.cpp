// bench_broker [--messages N] [--runs N] [--peers]: how many messages a second the practice broker
// delivers: one producer, and 1 to 16 consumers of a queue or 1 to 100 of a topic, not persistent;
// and to one consumer of a queue persistent, with a receipt each, from a store file. --peers: the
// same to ActiveMQ Classic and RabbitMQ, which it starts, with the same client; brokers alternate,
// medians count. Each message's body is checked. In each row the consumers get N messages in all,
// and a tenth of it where they are persistent. ratio: of the practice broker to the faster of the
// others; of the first row, and the lowest of those that are not persistent.

#include "benchsupport.h"
#include "brokerload.h"

#include <support/realbroker.h>

#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace {

/** A disk is slow: so much fewer messages. */
constexpr std::uint64_t s_persistentPart = 10;

struct Row
{
    QString member;
    bool isTopic = false;
    std::size_t consumers = 1;
    bool isPersistent = false;
};

/** One of the brokers: what it is called, where it is, and what it reached in each row. */
struct Lane
{
    QString member; //!< of the result, between a row's and "per_second"
    Bench::BrokerAt volatileOne;
    Bench::BrokerAt persistentOne;
    std::vector<std::vector<double>> rates;
};

Bench::BrokerAt placeOf(const RealBroker& broker)
{
    const Stomp::BrokerUrl url = broker.url();
    return {url.port, url.user, url.password.value_or(std::string())};
}

/** Both instances of each, which end with this. */
struct Others
{
    std::vector<RealBroker> brokers;

    bool start(std::vector<Lane>& lanes)
    {
        for (const char* kind : {"activemq", "rabbitmq"}) {
            const QString name = QString::fromLatin1(kind);
            RealBroker& inMemory = brokers.emplace_back(RealBroker::own(name));
            const Bench::BrokerAt first = placeOf(inMemory);
            RealBroker& onDisk = brokers.emplace_back(RealBroker::ownOnDisk(name));
            if (first.port == 0 || !onDisk.isValid()) {
                std::fprintf(stderr, "bench_broker: %s does not start: %s\n", kind,
                    qPrintable(onDisk.error()));
                return false;
            }
            lanes.push_back({name + u'_', first, placeOf(onDisk), {}});
        }
        return true;
    }
};

/** Of the practice broker to the fastest of the others, run by run. */
double ratioOf(const std::vector<Lane>& lanes, std::size_t row)
{
    std::vector<double> ratios;
    for (std::size_t i = 0; i < lanes.front().rates[row].size(); ++i) {
        double fastest = 0;
        for (std::size_t lane = 1; lane < lanes.size(); ++lane)
            fastest = std::max(fastest, lanes[lane].rates[row][i]);
        ratios.push_back(lanes.front().rates[row][i] / fastest);
    }
    return Bench::median(ratios);
}

bool runRow(std::vector<Lane>& lanes, const Row& row, std::size_t index, std::uint64_t messages,
    bool counts)
{
    Bench::BrokerLoad load;
    load.isTopic = row.isTopic;
    load.consumers = row.consumers;
    load.isPersistent = row.isPersistent;
    const std::uint64_t part = row.isPersistent ? s_persistentPart
        : row.isTopic                           ? row.consumers
                                                : 1;
    load.messages = std::max<std::uint64_t>(messages / part, 1);
    load.destination = row.isTopic ? "/topic/bench." : "/queue/bench.";
    load.destination += row.member.toStdString();
    for (Lane& lane : lanes) {
        const auto rate =
            Bench::run(row.isPersistent ? lane.persistentOne : lane.volatileOne, load);
        if (!rate)
            return false;
        if (counts) {
            lane.rates[index].push_back(*rate);
            std::printf(" %s%s %.0f", qPrintable(lane.member), qPrintable(row.member), *rate);
            std::fflush(stdout);
        }
    }
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const std::uint64_t messages = Bench::argument(QStringLiteral("messages"), 30'000);
    const std::uint64_t runs = Bench::argument(QStringLiteral("runs"), 3);
    const double started = Bench::secondsNow();
    const std::vector<Row> rows{
        {QStringLiteral("queue_1"), false, 1, false},
        {QStringLiteral("queue_4"), false, 4, false},
        {QStringLiteral("queue_16"), false, 16, false},
        {QStringLiteral("topic_1"), true, 1, false},
        {QStringLiteral("topic_10"), true, 10, false},
        {QStringLiteral("topic_100"), true, 100, false},
        {QStringLiteral("persistent"), false, 1, true},
    };

    const QTemporaryDir folder;
    const Bench::PracticeBroker inMemory;
    const Bench::PracticeBroker onDisk(folder.filePath(QStringLiteral("store.db")));
    std::vector<Lane> lanes{{QString(), {inMemory.port()}, {onDisk.port()}, {}}};
    Others others;
    if (Bench::hasArgument(QStringLiteral("peers")) && !others.start(lanes))
        return 1;
    const bool compares = lanes.size() > 1;
    for (Lane& lane : lanes)
        lane.rates.resize(rows.size());
    // What is compiled while it runs gets the time to be.
    if (compares
        && !(runRow(lanes, rows[0], 0, messages, false)
            && runRow(lanes, rows[4], 4, messages, false)))
        return 1;
    for (std::uint64_t i = 0; i < runs; ++i) {
        std::printf("run %llu:", static_cast<unsigned long long>(i + 1));
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (!runRow(lanes, rows[row], row, messages, true))
                return 1;
        }
        std::printf("\n");
    }

    std::vector<std::pair<const char*, QString>> result{
        {"bench", QStringLiteral("\"broker\"")},
        {"messages", QString::number(messages)},
        {"per_second", Bench::number(Bench::median(lanes[0].rates[0]), 0)},
    };
    std::vector<std::pair<QByteArray, QString>> details;
    double lowest = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (const Lane& lane : lanes) {
            details.emplace_back((rows[row].member + u'_' + lane.member).toLatin1() + "per_second",
                Bench::number(Bench::median(lane.rates[row]), 0));
        }
        if (!compares)
            continue;
        const double ratio = ratioOf(lanes, row);
        details.emplace_back(
            (rows[row].member + u'_').toLatin1() + "ratio", Bench::number(ratio, 2));
        if (!rows[row].isPersistent)
            lowest = row == 0 ? ratio : std::min(lowest, ratio);
    }
    if (compares) {
        result.emplace_back("ratio", Bench::number(ratioOf(lanes, 0), 2));
        result.emplace_back("lowest_ratio", Bench::number(lowest, 2));
    }
    for (const auto& [member, value] : details)
        result.emplace_back(member.constData(), value);
    result.emplace_back("seconds", Bench::number(Bench::secondsNow() - started, 1));
    Bench::printResult(result);
    return 0;
}
