// bench_sender MESSAGES [bare]: a broker that knows one thing. Listens on a free loopback port,
// says "port N", and gives the one who connects and subscribes MESSAGES messages as fast as they
// are taken (bare: without waiting for CONNECT and SUBSCRIBE); then says "hash H" and waits for the
// end. The frames are made beforehand and written 1 MiB at a time, so that the sender is not
// measured.

#include "benchframes.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cinttypes>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

constexpr std::size_t blockSize = 1024 * 1024;

[[noreturn]] void fail(const char* what)
{
    std::perror(what);
    std::exit(1);
}

int acceptOne()
{
    const int server = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (server < 0 || ::bind(server, generic, length) < 0 || ::listen(server, 1) < 0
        || ::getsockname(server, generic, &length) < 0)
        fail("bench_sender: listen");
    std::printf("port %d\n", ntohs(address.sin_port));
    std::fflush(stdout);
    const int client = ::accept(server, nullptr, nullptr);
    if (client < 0)
        fail("bench_sender: accept");
    ::close(server);
    return client;
}

void writeAll(int client, const char* bytes, std::size_t size)
{
    while (size > 0) {
        const ssize_t written = ::send(client, bytes, size, MSG_NOSIGNAL);
        if (written <= 0)
            fail("bench_sender: send");
        bytes += written;
        size -= static_cast<std::size_t>(written);
    }
}

/** The client's next frame; an empty text when it has gone. */
std::string readFrame(int client, std::string& pending)
{
    while (true) {
        const std::size_t begin = pending.find_first_not_of('\n');
        const std::size_t end = pending.find('\0');
        if (begin != std::string::npos && end != std::string::npos) {
            std::string frame = pending.substr(begin, end - begin);
            pending.erase(0, end + 1);
            return frame;
        }
        char chunk[4096];
        const ssize_t size = ::recv(client, chunk, sizeof chunk, 0);
        if (size <= 0)
            return {};
        pending.append(chunk, static_cast<std::size_t>(size));
    }
}

std::string header(const std::string& frame, const std::string& name)
{
    const std::size_t at = frame.find('\n' + name + ':');
    if (at == std::string::npos)
        return {};
    const std::size_t value = at + name.size() + 2;
    return frame.substr(value, frame.find_first_of("\r\n", value) - value);
}

void answer(int client, const std::string& frame)
{
    std::string reply;
    if (frame.starts_with("CONNECT") || frame.starts_with("STOMP"))
        reply = "CONNECTED\nversion:1.2\nheart-beat:0,0\nserver:bench\n\n";
    else if (const std::string receipt = header(frame, "receipt"); !receipt.empty())
        reply = "RECEIPT\nreceipt-id:" + receipt + "\n\n";
    else
        return;
    writeAll(client, reply.c_str(), reply.size() + 1);
}

void sendFrames(int client, const Bench::FrameSet& set, std::uint64_t count)
{
    std::uint64_t left = count * Bench::frameSize;
    std::size_t at = 0;
    while (left > 0) {
        const std::size_t size = static_cast<std::size_t>(
            std::min<std::uint64_t>({left, blockSize, set.bytes.size() - at}));
        writeAll(client, set.bytes.data() + at, size);
        left -= size;
        at = at + size == set.bytes.size() ? 0 : at + size;
    }
}

} // namespace

int main(int argc, char** argv)
{
    const std::uint64_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 0;
    const bool bare = argc > 2 && std::strcmp(argv[2], "bare") == 0;
    if (count == 0) {
        std::fputs("usage: bench_sender MESSAGES [bare]\n", stderr);
        return 2;
    }
    Bench::FrameSet set = Bench::FrameSet::make("0");
    const int client = acceptOne();
    std::string pending;
    std::string frame;
    while (!bare && !frame.starts_with("SUBSCRIBE")) {
        frame = readFrame(client, pending);
        if (frame.empty())
            return 1;
        if (frame.starts_with("SUBSCRIBE"))
            set = Bench::FrameSet::make(header(frame, "id"));
        answer(client, frame);
    }
    sendFrames(client, set, count);
    std::printf("hash %016" PRIx64 "\n", set.hashOfFirst(count));
    std::fflush(stdout);
    while (!(frame = readFrame(client, pending)).empty())
        answer(client, frame);
    ::close(client);
    return 0;
}
