// bench_sink: a broker that takes messages as fast as they come. Listens on a free loopback port,
// says "port N", answers one client's CONNECT and whatever asks for a receipt, and hashes what is
// sent. At the end of the connection it says "sent COUNT HASH SECONDS": from the first SEND to
// DISCONNECT, which a publisher sends once it has all of its receipts.

#include "benchframes.h"
#include "brokerend.h"

#include <chrono>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

using Clock = std::chrono::steady_clock;

struct Tally
{
    std::uint64_t count = 0;
    std::uint64_t hash = 0;
    Clock::time_point began;

    void add(std::string_view frame)
    {
        if (count++ == 0)
            began = Clock::now();
        const std::size_t head = frame.find("\n\n");
        const std::string_view body =
            head == std::string_view::npos ? std::string_view() : frame.substr(head + 2);
        hash = Bench::chained(
            hash, Bench::hashOfMessage(Bench::headerOf(frame, "\ndestination:"), {}, body));
        const std::string_view length = Bench::headerOf(frame, "\ncontent-length:");
        if (!length.empty() && std::to_string(body.size()) != length) {
            std::fputs("bench_sink: a content-length is wrong\n", stderr);
            std::exit(1);
        }
    }
};

} // namespace

int main()
{
    Bench::BrokerEnd client(Bench::acceptFrom(Bench::listenAnywhere()));
    Tally tally;
    Clock::time_point ended;
    for (auto frame = client.readFrame(); !frame.empty(); frame = client.readFrame()) {
        if (frame.starts_with("SEND"))
            tally.add(frame);
        else if (frame.starts_with("DISCONNECT"))
            ended = Clock::now();
        client.answer(frame);
    }
    const double seconds =
        ended > tally.began ? std::chrono::duration<double>(ended - tally.began).count() : 0;
    std::printf("sent %" PRIu64 " %016" PRIx64 " %.9f\n", tally.count, tally.hash, seconds);
    return 0;
}
