// bench_sender MESSAGES [bare | subscriptions N [RATE] | connections N]: a broker that knows one
// thing.
// Listens on a free loopback port, says "port N", and gives the one who connects and subscribes
// MESSAGES messages as fast as they are taken; then says "hash H" and waits for the end.
// bare: without waiting for CONNECT and SUBSCRIBE.
// subscriptions: waits for N of them and spreads the messages over all (Bench::routeOf); no more
// than RATE a second, some every 5 ms.
// connections: N of them at once, a thread each. Once all have subscribed and a line has come on
// standard input, each gets MESSAGES of its own: those of its destination (FrameSet::ofOne).
// The frames are made beforehand and written up to 1 MiB at a time, so that the sender is not
// measured.

#include "benchframes.h"
#include "brokerend.h"

#include <algorithm>
#include <chrono>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <latch>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr std::size_t blockSize = 1024 * 1024;

void sendFrames(Bench::BrokerEnd& client, const Bench::FrameSet& set, std::uint64_t count)
{
    std::uint64_t left = count * Bench::frameSize;
    std::size_t at = 0;
    while (left > 0) {
        const std::size_t size = static_cast<std::size_t>(
            std::min<std::uint64_t>({left, blockSize, set.bytes.size() - at}));
        client.write(std::string_view(set.bytes).substr(at, size));
        left -= size;
        at = at + size == set.bytes.size() ? 0 : at + size;
    }
}

/** The same, some every 5 ms. */
void sendFramesPaced(
    Bench::BrokerEnd& client, const Bench::FrameSet& set, std::uint64_t count, std::uint64_t rate)
{
    using Clock = std::chrono::steady_clock;
    const auto started = Clock::now();
    const std::uint64_t frames = set.bytes.size() / Bench::frameSize;
    for (std::uint64_t sent = 0, tick = 1; sent < count; ++tick) {
        std::this_thread::sleep_until(started + tick * std::chrono::milliseconds(5));
        const std::uint64_t due = std::min(count, tick * rate / 200);
        while (sent < due) {
            const std::uint64_t first = sent % frames;
            const std::uint64_t part = std::min(due - sent, frames - first);
            client.write(std::string_view(set.bytes).substr(
                first * Bench::frameSize, part * Bench::frameSize));
            sent += part;
        }
    }
}

void sayHash(const Bench::FrameSet& set, std::uint64_t count)
{
    std::printf("hash %016" PRIx64 "\n", set.hashOfFirst(count));
    std::fflush(stdout);
}

/** What the client has subscribed to, once that is so many. */
std::vector<Bench::Route> awaitSubscriptions(Bench::BrokerEnd& client, std::size_t wanted)
{
    std::vector<Bench::Route> routes;
    while (routes.size() < wanted) {
        const std::string_view frame = client.readFrame();
        if (frame.empty())
            std::exit(1);
        if (frame.starts_with("SUBSCRIBE")) {
            routes.push_back({std::string(Bench::headerOf(frame, "\ndestination:")),
                std::string(Bench::headerOf(frame, "\nid:"))});
        }
        client.answer(frame);
    }
    return routes;
}

void answerUntilTheEnd(Bench::BrokerEnd& client)
{
    for (auto frame = client.readFrame(); !frame.empty(); frame = client.readFrame())
        client.answer(frame);
}

void serveBare(int server, std::uint64_t count)
{
    const Bench::FrameSet set = Bench::FrameSet::make({Bench::Route{}});
    Bench::BrokerEnd client(Bench::acceptFrom(server));
    sendFrames(client, set, count);
    sayHash(set, count);
    answerUntilTheEnd(client);
}

void serveOne(int server, std::uint64_t count, std::size_t subscriptions, std::uint64_t rate)
{
    Bench::BrokerEnd client(Bench::acceptFrom(server));
    const Bench::FrameSet set = Bench::FrameSet::make(awaitSubscriptions(client, subscriptions));
    if (rate == 0)
        sendFrames(client, set, count);
    else
        sendFramesPaced(client, set, count, rate);
    sayHash(set, count);
    answerUntilTheEnd(client);
}

void serveMany(int server, std::uint64_t countEach, std::size_t connections)
{
    std::latch subscribed(static_cast<std::ptrdiff_t>(connections));
    std::latch go(1);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < connections; ++i) {
        threads.emplace_back([&, socket = Bench::acceptFrom(server)] {
            Bench::BrokerEnd client(socket);
            const Bench::FrameSet set =
                Bench::FrameSet::ofOne(awaitSubscriptions(client, 1).front());
            subscribed.count_down();
            go.wait();
            sendFrames(client, set, countEach);
            answerUntilTheEnd(client);
        });
    }
    subscribed.wait();
    while (std::getchar() != '\n') {
        if (std::feof(stdin))
            std::exit(1);
    }
    go.count_down();
    for (std::thread& thread : threads)
        thread.join();
}

} // namespace

int main(int argc, char** argv)
{
    const std::uint64_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 0;
    const std::string how = argc > 2 ? argv[2] : "subscriptions";
    const std::size_t many = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1;
    const std::uint64_t rate = argc > 4 ? std::strtoull(argv[4], nullptr, 10) : 0;
    if (count == 0 || many == 0
        || (how != "bare" && how != "subscriptions" && how != "connections")) {
        std::fputs("usage: bench_sender MESSAGES [bare | subscriptions N [RATE] | connections N]\n",
            stderr);
        return 2;
    }
    const int server = Bench::listenAnywhere();
    if (how == "bare")
        serveBare(server, count);
    else if (how == "subscriptions")
        serveOne(server, count, many, rate);
    else
        serveMany(server, count, many);
    return 0;
}
