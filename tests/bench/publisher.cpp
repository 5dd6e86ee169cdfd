#include "publisher.h"

#include "benchframes.h"
#include "benchsupport.h"

#include <stomp/client/client.h>

#include <QCoreApplication>
#include <QTimer>

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <tuple>

namespace Bench {

namespace {

constexpr int runTimeoutMs = 40'000;
constexpr std::size_t mostUnsent = 1024 * 1024;
constexpr std::size_t blockSize = 1024 * 1024;

/** Nobody subscribes here. */
class NoMessages : public Stomp::MessageSink
{
public:
    bool takeMessage(const Stomp::FrameView&, const Stomp::MessageOrigin&) override { return true; }
    void chunkDone(std::uint64_t) override { }
};

const std::vector<Stomp::Frame>& orders()
{
    static const std::vector<Stomp::Frame> frames = [] {
        std::vector<Stomp::Frame> all(distinctFrames);
        for (unsigned i = 0; i < distinctFrames; ++i) {
            all[i].add("destination", destination);
            all[i].add("content-type", "application/json");
            all[i].body = orderBody(i);
        }
        return all;
    }();
    return frames;
}

class Publisher
{
public:
    Publisher(std::uint64_t messages, Receipts receipts)
        : m_messages(messages), m_receipts(receipts), m_client(m_noMessages)
    {
        QObject::connect(&m_client, &Stomp::Client::connected, &m_client, [this] {
            m_began = secondsNow();
            pump();
        });
        QObject::connect(&m_client, &Stomp::Client::bytesWritten, &m_client, [this] { pump(); });
        QObject::connect(&m_client, &Stomp::Client::requestConfirmed, &m_client, [this] {
            ++m_confirmed;
            if (m_receipts == Receipts::OneByOne || m_confirmed == m_messages)
                pump();
        });
        QObject::connect(&m_client, &Stomp::Client::requestFailed, &m_client,
            [this](Stomp::RequestId, Stomp::RequestFailure, const QString& reason) {
                if (m_failures++ == 0)
                    std::fprintf(stderr, "bench: %s\n", qPrintable(reason));
                QCoreApplication::exit(1);
            });
        QObject::connect(&m_client, &Stomp::Client::failed, &m_client,
            [](const Stomp::ConnectionFailure& failure) {
                std::fprintf(stderr, "bench: %s\n", qPrintable(failure.detail));
                QCoreApplication::exit(1);
            });
        QObject::connect(&m_client, &Stomp::Client::disconnected, &m_client, [this] {
            m_ended = secondsNow();
            QCoreApplication::quit();
        });
        QTimer::singleShot(runTimeoutMs, &m_client, [] { QCoreApplication::exit(1); });
    }

    double run(quint16 port)
    {
        Stomp::ClientOptions options;
        options.url.host = "127.0.0.1";
        options.url.port = port;
        m_client.connectToBroker(options);
        const bool finished = QCoreApplication::exec() == 0;
        const std::uint64_t wanted = m_receipts == Receipts::None ? 0 : m_messages;
        if (finished && m_sent == m_messages && m_confirmed == wanted)
            return m_ended - m_began;
        std::fprintf(stderr, "bench: %llu sent, %llu confirmed of %llu\n",
            static_cast<unsigned long long>(m_sent), static_cast<unsigned long long>(m_confirmed),
            static_cast<unsigned long long>(m_messages));
        return 0;
    }

private:
    void pump()
    {
        if (m_client.state() != Stomp::Client::State::Connected)
            return; // CONNECT has bytes, too
        const bool waits = m_receipts == Receipts::OneByOne;
        while (m_sent < m_messages && m_client.bytesToWrite() < mostUnsent
            && (!waits || m_sent == m_confirmed)) {
            m_client.send(orders()[m_sent % distinctFrames], Stomp::ContentLength::Write,
                m_receipts != Receipts::None);
            ++m_sent;
        }
        if (m_sent == m_messages && (m_receipts == Receipts::None || m_confirmed == m_messages))
            m_client.disconnectFromBroker();
    }

    const std::uint64_t m_messages;
    const Receipts m_receipts;
    NoMessages m_noMessages;
    std::uint64_t m_sent = 0;
    std::uint64_t m_confirmed = 0;
    std::uint64_t m_failures = 0;
    double m_began = 0;
    double m_ended = 0;
    Stomp::Client m_client;
};

bool writeAll(int socket, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written =
            ::send(socket, bytes.data(), std::min(bytes.size(), blockSize), MSG_NOSIGNAL);
        if (written <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

double publish(quint16 port, std::uint64_t messages, Receipts receipts)
{
    std::ignore = orders();
    return Publisher(messages, receipts).run(port);
}

bool publishBare(quint16 port, std::uint64_t messages)
{
    using namespace std::string_view_literals;
    static const std::string sends = FrameSet::makeSends().bytes;
    const int socket = connectTo(port);
    bool written = socket >= 0;
    for (std::uint64_t left = messages; written && left > 0;) {
        const std::uint64_t now = std::min<std::uint64_t>(left, distinctFrames);
        std::size_t size = sends.size();
        if (now < distinctFrames) {
            size = 0;
            for (std::uint64_t i = 0; i < now; ++i)
                size = sends.find('\0', size) + 1;
        }
        written = writeAll(socket, std::string_view(sends).substr(0, size));
        left -= now;
    }
    written = written && writeAll(socket, "DISCONNECT\n\n\0"sv);
    if (socket >= 0)
        ::close(socket);
    return written;
}

} // namespace Bench
