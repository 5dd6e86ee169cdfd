#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace Bench {

/** Listens on a free loopback port and says "port N" on standard output. The socket. */
[[nodiscard]] int listenAnywhere();
/** The next client's socket. */
[[nodiscard]] int acceptFrom(int server);

/** Says what and why on standard error, and ends the program. */
[[noreturn]] void fail(const char* what);

/** A header's value in a frame's text up to its body; empty when there is none. name as
 * "\nreceipt:". */
[[nodiscard]] std::string_view headerOf(std::string_view frame, std::string_view name);

/**
 * The broker's end of one connection: blocking, of as many words as the benches need, and with all
 * errors but the client's end being the end of the program. Owns the socket.
 */
class BrokerEnd
{
public:
    explicit BrokerEnd(int socket);
    ~BrokerEnd();
    BrokerEnd(const BrokerEnd&) = delete;
    BrokerEnd& operator=(const BrokerEnd&) = delete;

    /** The client's next frame without its NUL; empty when it has gone. Valid until the next one.
     */
    [[nodiscard]] std::string_view readFrame();
    /** Whether a further frame can be had without waiting. */
    [[nodiscard]] bool hasFrame() const;

    void write(std::string_view bytes);
    /** CONNECTED to CONNECT, else the RECEIPT that the frame asks for, if any. Held back while
     * further frames can be had, so that many go out in one piece. */
    void answer(std::string_view frame);

private:
    int m_socket;
    std::unique_ptr<char[]> m_buffer;
    std::size_t m_begin = 0; //!< of what was received and not read
    std::size_t m_end = 0;
    std::string m_answers;
};

} // namespace Bench
