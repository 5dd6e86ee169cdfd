#pragma once

#include <QSslSocket>
#include <QTcpSocket>

namespace Stomp {

/** Whether a socket shows what it has received. */
class ReadGate
{
public:
    virtual ~ReadGate() = default;

    void setShut(bool shut) { m_isShut = shut; }
    [[nodiscard]] bool isShut() const { return m_isShut; }

private:
    bool m_isShut = false;
};

/**
 * A socket that seems empty while its gate is shut. QWebSocket reads all that its socket has, and
 * cannot be told to wait; after each message it asks the socket whether there is more.
 */
template <typename Socket>
class GatedSocket final : public Socket, public ReadGate
{
public:
    using Socket::Socket;

    [[nodiscard]] qint64 bytesAvailable() const override
    {
        return isShut() ? 0 : Socket::bytesAvailable();
    }
};

} // namespace Stomp
