#include "brokerend.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace Bench {

namespace {

/** Far more than a frame. */
constexpr std::size_t bufferSize = 256 * 1024;

} // namespace

void fail(const char* what)
{
    std::perror(what);
    std::exit(1);
}

int listenAnywhere()
{
    const int server = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (server < 0 || ::bind(server, generic, length) < 0 || ::listen(server, SOMAXCONN) < 0
        || ::getsockname(server, generic, &length) < 0)
        fail("bench: listen");
    std::printf("port %d\n", ntohs(address.sin_port));
    std::fflush(stdout);
    return server;
}

int acceptFrom(int server)
{
    const int client = ::accept(server, nullptr, nullptr);
    if (client < 0)
        fail("bench: accept");
    const int noDelay = 1;
    ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &noDelay, sizeof noDelay);
    return client;
}

std::string_view headerOf(std::string_view frame, std::string_view name)
{
    const std::string_view head = frame.substr(0, frame.find("\n\n"));
    const std::size_t at = head.find(name);
    if (at == std::string_view::npos)
        return {};
    const std::string_view value = head.substr(at + name.size());
    return value.substr(0, value.find_first_of("\r\n"));
}

BrokerEnd::BrokerEnd(int socket)
    : m_socket(socket), m_buffer(std::make_unique_for_overwrite<char[]>(bufferSize))
{ }

BrokerEnd::~BrokerEnd()
{
    ::close(m_socket);
}

std::string_view BrokerEnd::readFrame()
{
    std::size_t searched = 0;
    while (true) {
        while (m_begin < m_end && m_buffer[m_begin] == '\n')
            ++m_begin;
        const std::string_view held(m_buffer.get() + m_begin, m_end - m_begin);
        const std::size_t end = held.find('\0', std::min(searched, held.size()));
        if (end != std::string_view::npos) {
            m_begin += end + 1;
            return held.substr(0, end);
        }
        searched = held.size();
        std::memmove(m_buffer.get(), held.data(), held.size());
        m_begin = 0;
        m_end = held.size();
        const ssize_t size = ::recv(m_socket, m_buffer.get() + m_end, bufferSize - m_end, 0);
        if (size <= 0)
            return {};
        m_end += static_cast<std::size_t>(size);
    }
}

bool BrokerEnd::hasFrame() const
{
    return std::memchr(m_buffer.get() + m_begin, 0, m_end - m_begin) != nullptr;
}

void BrokerEnd::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (written <= 0)
            fail("bench: send");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void BrokerEnd::answer(std::string_view frame)
{
    if (frame.starts_with("CONNECT") || frame.starts_with("STOMP")) {
        m_answers += "CONNECTED\nversion:1.2\nheart-beat:0,0\nserver:bench\n\n";
        m_answers += '\0';
    } else if (const std::string_view receipt = headerOf(frame, "\nreceipt:"); !receipt.empty()) {
        m_answers += "RECEIPT\nreceipt-id:";
        m_answers += receipt;
        m_answers += "\n\n";
        m_answers += '\0';
    }
    if (m_answers.empty() || hasFrame())
        return;
    write(m_answers);
    m_answers.clear();
}

} // namespace Bench
