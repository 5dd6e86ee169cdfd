#include "brokerload.h"

#include "benchframes.h"
#include "benchsupport.h"
#include "brokerend.h"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string_view>
#include <thread>
#include <vector>

namespace Bench {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t blockSize = 64 * 1024;
constexpr int patienceMs = 60'000;

/** What somebody got, or is to get. */
struct Tally
{
    std::uint64_t count = 0;
    std::uint64_t sum = 0; //!< of the bodies' hashes, in any order
    std::uint64_t chain = 0; //!< of the same, in their order

    void add(std::uint64_t hash)
    {
        ++count;
        sum += hash;
        chain = chained(chain, hash);
    }
    bool operator==(const Tally&) const = default;
};

struct Sends
{
    std::vector<std::string> blocks; //!< frame after frame
    Tally expected;
};

Sends makeSends(const BrokerLoad& load)
{
    static const std::vector<std::string> bodies = [] {
        std::vector<std::string> all(distinctFrames);
        for (unsigned i = 0; i < distinctFrames; ++i)
            all[i] = orderBody(i);
        return all;
    }();
    Sends sends;
    sends.blocks.emplace_back();
    for (std::uint64_t i = 0; i < load.messages; ++i) {
        const std::string& body = bodies[i % distinctFrames];
        sends.expected.add(hashOf(body));
        std::string& block = sends.blocks.back();
        block += "SEND\ndestination:" + load.destination + "\ncontent-type:application/json\n";
        if (load.isPersistent)
            block += "persistent:true\nreceipt:r" + std::to_string(i) + '\n';
        block += "content-length:" + std::to_string(body.size()) + "\n\n" + body;
        block += '\0';
        if (block.size() >= blockSize)
            sends.blocks.emplace_back();
    }
    return sends;
}

/** A client's end of a connection: both ends read and write alike. */
class Peer
{
public:
    Peer(const BrokerAt& broker, std::string_view name)
        : m_socket(connectTo(broker.port)), m_end(m_socket), m_name(name)
    {
        if (m_socket < 0)
            return;
        std::string connect = "CONNECT\naccept-version:1.2\nhost:/\n";
        if (!broker.login.empty())
            connect += "login:" + broker.login + "\npasscode:" + broker.passcode + '\n';
        connect.append("\n\0", 2);
        m_isConnected = ask(connect, "CONNECTED");
    }

    [[nodiscard]] bool isConnected() const { return m_isConnected; }
    [[nodiscard]] int socket() const { return m_socket; }
    [[nodiscard]] BrokerEnd& end() { return m_end; }
    [[nodiscard]] const Tally& tally() const { return m_tally; }
    [[nodiscard]] std::uint64_t receipts() const { return m_receipts; }

    /** Waits for the answer, which must be this. */
    bool ask(std::string_view frame, std::string_view answer)
    {
        m_end.write(frame);
        const std::string_view said = m_end.readFrame();
        return said.starts_with(answer) || complain(said);
    }

    /** What has come, at least one frame; false: something is wrong. */
    bool take()
    {
        do {
            const std::string_view frame = m_end.readFrame();
            if (frame.starts_with("MESSAGE")) {
                const std::size_t head = frame.find("\n\n");
                if (head == std::string_view::npos)
                    return complain(frame);
                m_tally.add(hashOf(frame.substr(head + 2)));
            } else if (frame.starts_with("RECEIPT")) {
                ++m_receipts;
            } else {
                return complain(frame);
            }
        } while (m_end.hasFrame());
        return true;
    }

private:
    bool complain(std::string_view frame) const
    {
        std::fprintf(stderr, "bench: %.*s got %.*s\n", static_cast<int>(m_name.size()),
            m_name.data(), static_cast<int>(std::min<std::size_t>(frame.size(), 300)),
            frame.empty() ? "the end of the connection" : frame.data());
        return false;
    }

    int m_socket;
    BrokerEnd m_end;
    std::string_view m_name;
    bool m_isConnected = false;
    Tally m_tally;
    std::uint64_t m_receipts = 0;
};

bool subscribe(Peer& consumer, const std::string& destination)
{
    const std::string frame =
        "SUBSCRIBE\nid:1\nack:auto\nreceipt:s\ndestination:" + destination + "\n\n";
    return consumer.isConnected()
        && consumer.ask(std::string_view(frame.c_str(), frame.size() + 1), "RECEIPT");
}

/** Until so many messages have come, and receipts; false: something is wrong. */
bool takeAll(const std::vector<Peer*>& peers, std::uint64_t deliveries, std::uint64_t receipts)
{
    const int queue = ::epoll_create1(0);
    for (std::size_t i = 0; i < peers.size(); ++i) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i;
        ::epoll_ctl(queue, EPOLL_CTL_ADD, peers[i]->socket(), &event);
    }
    std::uint64_t got = 0;
    std::uint64_t confirmed = 0;
    bool isRight = true;
    while (isRight && (got < deliveries || confirmed < receipts)) {
        epoll_event ready[64];
        const int count = ::epoll_wait(queue, ready, std::size(ready), patienceMs);
        if (count <= 0) {
            std::fprintf(stderr, "bench: nothing comes any more: %llu of %llu, %llu receipts\n",
                static_cast<unsigned long long>(got), static_cast<unsigned long long>(deliveries),
                static_cast<unsigned long long>(confirmed));
            isRight = false;
        }
        for (int i = 0; isRight && i < count; ++i) {
            Peer& peer = *peers[ready[i].data.u64];
            got -= peer.tally().count;
            confirmed -= peer.receipts();
            isRight = peer.take();
            got += peer.tally().count;
            confirmed += peer.receipts();
        }
    }
    ::close(queue);
    return isRight && got == deliveries && confirmed == receipts;
}

bool isRight(const BrokerLoad& load, const std::vector<Peer*>& consumers, const Tally& expected)
{
    if (load.isTopic || consumers.size() == 1) {
        return std::all_of(consumers.begin(), consumers.end(),
            [&](const Peer* consumer) { return consumer->tally() == expected; });
    }
    Tally all;
    for (const Peer* consumer : consumers) {
        all.count += consumer->tally().count;
        all.sum += consumer->tally().sum;
    }
    return all.count == expected.count && all.sum == expected.sum;
}

} // namespace

std::optional<double> run(const BrokerAt& broker, const BrokerLoad& load)
{
    const Sends sends = makeSends(load);
    std::vector<std::unique_ptr<Peer>> owned;
    std::vector<Peer*> consumers;
    for (std::size_t i = 0; i < load.consumers; ++i) {
        consumers.push_back(owned.emplace_back(std::make_unique<Peer>(broker, "a consumer")).get());
        if (!subscribe(*consumers.back(), load.destination))
            return {};
    }
    Peer producer(broker, "the producer");
    if (!producer.isConnected())
        return {};
    std::vector<Peer*> readers = consumers;
    readers.push_back(&producer);

    const std::uint64_t deliveries = load.messages * (load.isTopic ? load.consumers : 1);
    const double began = secondsNow();
    std::thread writer([&] {
        for (const std::string& block : sends.blocks)
            producer.end().write(block);
    });
    const bool gotAll = takeAll(readers, deliveries, load.isPersistent ? load.messages : 0);
    const double seconds = secondsNow() - began;
    if (!gotAll)
        std::exit(1); // the writer may wait for ever
    writer.join();
    if (!isRight(load, consumers, sends.expected)) {
        std::fprintf(stderr, "bench: %s: not what was sent\n", load.destination.c_str());
        return {};
    }
    for (Peer* reader : readers)
        reader->end().write("DISCONNECT\n\n\0"sv);
    return static_cast<double>(deliveries) / seconds;
}

} // namespace Bench
