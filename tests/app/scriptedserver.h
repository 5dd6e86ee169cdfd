#pragma once

#include <stomp/protocol/frameparser.h>

#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <memory>
#include <vector>

namespace Testing {

/**
 * A STOMP server that does what the test says: keeps every frame that clients send, and answers
 * each with what onFrame returns, as bytes. By itself it greets, and confirms what asks for it.
 */
class ScriptedServer : public QObject
{
public:
    ScriptedServer()
    {
        m_listening = m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            m_parser = Stomp::FrameParser(Stomp::FrameParser::Side::Server);
            m_socket.reset(m_server.nextPendingConnection());
            connect(m_socket.get(), &QTcpSocket::readyRead, this, &ScriptedServer::read);
            if (onConnection)
                m_socket->write(onConnection());
        });
    }

    /** What is sent before the client has said anything. */
    std::function<QByteArray()> onConnection;
    std::function<QByteArray(const Stomp::Frame&)> onFrame = [](const Stomp::Frame& frame) {
        return politeAnswer(frame);
    };

    [[nodiscard]] bool isListening() const { return m_listening; }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }
    [[nodiscard]] QString url(const QString& user = {}, const QString& path = {}) const
    {
        const QString at = user.isEmpty() ? QString() : user + u'@';
        return u"stomp://" + at + u"127.0.0.1:" + QString::number(port()) + path;
    }
    [[nodiscard]] QTcpSocket* socket() const { return m_socket.get(); }
    void send(const QByteArray& bytes) { m_socket->write(bytes); }
    void closeAfterSending() { m_socket->disconnectFromHost(); }

    [[nodiscard]] const std::vector<Stomp::Frame>& frames() const { return m_frames; }
    [[nodiscard]] std::vector<Stomp::Frame> frames(std::string_view command) const
    {
        std::vector<Stomp::Frame> chosen;
        for (const Stomp::Frame& frame : m_frames) {
            if (frame.command == command)
                chosen.push_back(frame);
        }
        return chosen;
    }
    [[nodiscard]] std::size_t count(std::string_view command) const
    {
        return frames(command).size();
    }

    [[nodiscard]] static QByteArray politeAnswer(const Stomp::Frame& frame)
    {
        if (frame.command == "CONNECT" || frame.command == "STOMP")
            return frameBytes("CONNECTED\nversion:1.2\nserver:Scripted/1\n\n");
        return receiptOf(frame);
    }
    /** RECEIPT, when the frame asks for it. */
    [[nodiscard]] static QByteArray receiptOf(const Stomp::Frame& frame)
    {
        if (!frame.header("receipt"))
            return {};
        return frameBytes("RECEIPT\nreceipt-id:"
            + QByteArray::fromStdString(std::string(frame.value("receipt"))) + "\n\n");
    }
    /** With the NUL that ends it. */
    [[nodiscard]] static QByteArray frameBytes(const QByteArray& text) { return text + '\0'; }

private:
    void read()
    {
        const QByteArray bytes = m_socket->readAll();
        m_parser.push({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        while (m_parser.next() == Stomp::FrameParser::Result::Frame) {
            m_frames.push_back(Stomp::Frame::copyOf(m_parser.frame()));
            if (m_frames.back().command == "CONNECT")
                m_parser.setVersion(Stomp::Version::V12);
            const QByteArray answer = onFrame(m_frames.back());
            if (!answer.isEmpty())
                m_socket->write(answer);
        }
    }

    QTcpServer m_server;
    bool m_listening = false;
    Stomp::FrameParser m_parser{Stomp::FrameParser::Side::Server};
    std::unique_ptr<QTcpSocket> m_socket;
    std::vector<Stomp::Frame> m_frames;
};

} // namespace Testing
