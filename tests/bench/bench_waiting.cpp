// bench_waiting [--messages N]: what the practice broker's memory grows by while messages wait in
// one queue, against the bytes of their SEND frames: with bodies of 200 bytes, in frames of 288
// bytes and of 412. Fails when it is more than 1.5 times their bytes. Then takes them all out
// again, and proves that they are what was sent, in order.

#include "benchframes.h"
#include "benchsupport.h"
#include "brokerend.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

namespace {

using namespace std::string_view_literals;

constexpr double mostRatio = 1.5;
constexpr std::size_t blockSize = 1024 * 1024;

/** Of the same size all. */
class Frames
{
public:
    explicit Frames(std::size_t size)
    {
        for (unsigned i = 0; i < Bench::distinctFrames; ++i) {
            const std::string body = Bench::orderBody(i);
            std::string frame = "SEND\ndestination:" + std::string(Bench::destination)
                + "\ncontent-type:application/json\ncontent-length:" + std::to_string(body.size());
            const std::size_t rest = body.size() + "\n\n\0"sv.size();
            if (const std::size_t now = frame.size() + rest; now < size) {
                frame += "\nx-fill:";
                frame.resize(size - rest, 'f');
            }
            frame += "\n\n" + body;
            frame += '\0';
            m_size = frame.size();
            m_bytes += frame;
            m_hashes.push_back(Bench::hashOf(body));
        }
    }

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::uint64_t hash(std::uint64_t i) const
    {
        return m_hashes[i % Bench::distinctFrames];
    }
    void sendAll(Bench::BrokerEnd& producer, std::uint64_t messages) const
    {
        for (std::uint64_t left = messages * m_size; left > 0;) {
            const std::string_view all =
                std::string_view(m_bytes).substr(0, std::min<std::uint64_t>(left, m_bytes.size()));
            for (std::size_t at = 0; at < all.size(); at += blockSize)
                producer.write(all.substr(at, blockSize));
            left -= all.size();
        }
    }

private:
    std::size_t m_size = 0;
    std::string m_bytes;
    std::vector<std::uint64_t> m_hashes;
};

bool ask(Bench::BrokerEnd& end, std::string_view frame, std::string_view answer)
{
    end.write(frame);
    const std::string_view said = end.readFrame();
    if (said.starts_with(answer))
        return true;
    std::fprintf(stderr, "bench_waiting: %.*s\n",
        static_cast<int>(std::min<std::size_t>(300, said.size())), said.data());
    return false;
}

bool takeAll(Bench::BrokerEnd& consumer, const Frames& frames, std::uint64_t messages)
{
    consumer.write("SUBSCRIBE\nid:1\nack:auto\ndestination:/queue/bench.orders\n\n\0"sv);
    for (std::uint64_t i = 0; i < messages; ++i) {
        const std::string_view frame = consumer.readFrame();
        const std::size_t head = frame.find("\n\n");
        if (!frame.starts_with("MESSAGE") || head == std::string_view::npos
            || Bench::hashOf(frame.substr(head + 2)) != frames.hash(i)) {
            std::fprintf(stderr, "bench_waiting: message %llu is not what was sent\n",
                static_cast<unsigned long long>(i));
            return false;
        }
    }
    return true;
}

struct Result
{
    std::uint64_t rawBytes = 0;
    std::uint64_t grownBy = 0;

    [[nodiscard]] double ratio() const
    {
        return static_cast<double>(grownBy) / static_cast<double>(rawBytes);
    }
};

std::optional<Result> measure(std::size_t frameSize, std::uint64_t messages)
{
    const Frames frames(frameSize);
    Bench::PracticeBroker broker;
    const int socket = Bench::connectTo(broker.port());
    if (socket < 0)
        return {};
    Bench::BrokerEnd client(socket);
    if (!ask(client, "CONNECT\naccept-version:1.2\nhost:/\n\n\0"sv, "CONNECTED"))
        return {};
    const std::uint64_t before = broker.residentBytes();
    frames.sendAll(client, messages);
    // The receipt comes when all before it has been taken.
    if (!ask(client, "BEGIN\ntransaction:t\nreceipt:all\n\n\0"sv, "RECEIPT"))
        return {};
    const std::uint64_t after = broker.residentBytes();
    if (before == 0 || after < before || !takeAll(client, frames, messages))
        return {};
    const std::optional<std::uint64_t> sent = broker.sent();
    if (sent != messages) {
        std::fprintf(stderr, "bench_waiting: the broker counted %llu messages\n",
            static_cast<unsigned long long>(sent.value_or(0)));
        return {};
    }
    return Result{frames.size() * messages, after - before};
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const std::uint64_t messages = Bench::argument(QStringLiteral("messages"), 1'000'000);
    const double started = Bench::secondsNow();
    const auto small = measure(0, messages);
    const auto usual = measure(Bench::frameSize, messages);
    if (!small || !usual)
        return 1;
    Bench::printResult({
        {"bench", QStringLiteral("\"waiting\"")},
        {"messages", QString::number(messages)},
        {"rss_bytes", QString::number(usual->grownBy)},
        {"raw_bytes", QString::number(usual->rawBytes)},
        {"ratio", Bench::number(usual->ratio(), 2)},
        {"small_rss_bytes", QString::number(small->grownBy)},
        {"small_raw_bytes", QString::number(small->rawBytes)},
        {"small_ratio", Bench::number(small->ratio(), 2)},
        {"seconds", Bench::number(Bench::secondsNow() - started, 1)},
    });
    return usual->ratio() <= mostRatio && small->ratio() <= mostRatio ? 0 : 1;
}
