#pragma once

#include <stomp/protocol/brokerurl.h>
#include <stomp/protocol/frameparser.h>
#include <stomp/protocol/framewriter.h>

#include <QHostAddress>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace Testing {

/**
 * A server on loopback that says exactly what a test wants, well-behaved or not. Reads the frames
 * of its clients and hands them to onFrame; answers nothing by itself.
 */
class ScriptedServer : public QObject
{

public:
    /** One client's connection. */
    class Peer : public QObject
    {
    public:
        explicit Peer(ScriptedServer& server, QTcpSocket* socket)
            : QObject(&server), m_socket(socket)
        {
            socket->setParent(this);
            connect(socket, &QTcpSocket::readyRead, this, [this, &server] {
                const QByteArray bytes = m_socket->readAll();
                received.append(bytes.constData(), std::size_t(bytes.size()));
                m_parser.push({bytes.constData(), std::size_t(bytes.size())});
                while (m_parser.next() == Stomp::FrameParser::Result::Frame) {
                    frames.push_back(Stomp::Frame::copyOf(m_parser.frame()));
                    if (server.onFrame)
                        server.onFrame(*this, Stomp::Frame(frames.back()));
                }
            });
            connect(socket, &QTcpSocket::disconnected, this, [this] {
                isGone = true;
                m_drip.stop();
            });
            connect(&m_drip, &QTimer::timeout, this, [this] {
                if (m_dripping.empty())
                    m_drip.stop();
                else
                    write({&m_dripping.front(), 1});
                m_socket->flush();
                if (!m_dripping.empty())
                    m_dripping.pop_front();
            });
        }

        void write(std::string_view bytes) { m_socket->write(bytes.data(), qint64(bytes.size())); }
        /** Hands to the kernel what was written. */
        void flush() { m_socket->flush(); }
        /** One byte at a time, each in a segment of its own. */
        void drip(std::string_view bytes)
        {
            m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            m_dripping.insert(m_dripping.end(), bytes.begin(), bytes.end());
            m_drip.start(0);
        }
        /** Closes in order, after what was written. */
        void hangUp() { m_socket->disconnectFromHost(); }
        /** Dies: the connection is reset, what was written and not read may be lost. */
        void reset()
        {
#ifdef Q_OS_UNIX
            const struct linger now
            {
                1, 0
            };
            ::setsockopt(
                int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
#endif
            m_socket->abort();
        }
        /** Stops reading what the client sends. */
        void stopReading()
        {
            m_socket->disconnect(this);
            m_socket->setReadBufferSize(1);
        }
        [[nodiscard]] qint64 bytesToWrite() const
        {
            return m_socket->bytesToWrite();
        }

        std::string received;
        std::vector<Stomp::Frame> frames;
        bool isGone = false;

    private:
        QTcpSocket* m_socket;
        Stomp::FrameParser m_parser{Stomp::FrameParser::Side::Server};
        QTimer m_drip;
        std::deque<char> m_dripping;
    };

    ScriptedServer()
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* socket = m_server.nextPendingConnection()) {
                peers.push_back(new Peer(*this, socket));
                if (onConnection)
                    onConnection(*peers.back());
            }
        });
    }

    [[nodiscard]] quint16 port() const
    {
        return m_server.serverPort();
    }
    [[nodiscard]] Stomp::BrokerUrl url() const
    {
        Stomp::BrokerUrl url;
        url.host = "127.0.0.1";
        url.port = port();
        return url;
    }
    void stopListening()
    {
        m_server.close();
    }
    [[nodiscard]] Peer* last() const
    {
        return peers.empty() ? nullptr : peers.back();
    }

    /** Bytes for a client, in 1.2 and always with content-length where there is a body. */
    [[nodiscard]] static std::string frame(std::string_view command,
        std::vector<Stomp::Header> headers = {}, std::string_view body = {})
    {
        Stomp::Frame one{std::string(command), std::move(headers), std::string(body)};
        std::string bytes;
        const auto length = body.empty() ? Stomp::ContentLength::Omit : Stomp::ContentLength::Write;
        if (Stomp::FrameWriter{}.write(one, length, bytes) != Stomp::WriteError::None)
            qFatal("the test's frame cannot be written");
        return bytes;
    }
    /** A broker that takes everybody and gives every receipt. */
    void behave(const std::string& heartBeat = "0,0")
    {
        onFrame = [heartBeat](Peer& peer, const Stomp::Frame& one) {
            if (one.command == "CONNECT")
                peer.write(frame("CONNECTED", {{"version", "1.2"}, {"heart-beat", heartBeat}}));
            if (const auto receipt = one.header("receipt"))
                peer.write(frame("RECEIPT", {{"receipt-id", std::string(*receipt)}}));
        };
    }

    std::function<void(Peer&)> onConnection;
    std::function<void(Peer&, const Stomp::Frame&)> onFrame;
    std::vector<QPointer<Peer>> peers;

private:
    QTcpServer m_server;
};

} // namespace Testing
