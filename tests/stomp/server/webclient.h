#pragma once

#include <stomp/protocol/frame.h>
#include <stomp/protocol/frameparser.h>

#include <QSslConfiguration>
#include <QSslSocket>
#include <QTest>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <deque>
#include <string>

namespace Testing {

/** A WebSocket that sends what it is told, message for message, and keeps what comes. */
class WebClient
{
public:
    struct Message
    {
        std::string bytes;
        bool isText;
    };

    explicit WebClient(const QString& url,
        const QStringList& subprotocols = {QStringLiteral("v12.stomp")}, const QString& origin = {})
        : socket(origin)
    {
        m_parser.setVersion(Stomp::Version::V12);
        QObject::connect(&socket, &QWebSocket::connected, &socket, [this] { wasOpen = true; });
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
            [this](const QString& text) { take(text.toStdString(), true); });
        QObject::connect(&socket, &QWebSocket::binaryMessageReceived, &socket,
            [this](const QByteArray& bytes) { take(bytes.toStdString(), false); });
        QObject::connect(&socket, &QWebSocket::disconnected, &socket, [this] { isGone = true; });
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setPeerVerifyMode(QSslSocket::VerifyNone);
        socket.setSslConfiguration(tls);
        QWebSocketHandshakeOptions options;
        options.setSubprotocols(subprotocols);
        socket.open(QUrl(url), options);
    }

    [[nodiscard]] bool waitOpen()
    {
        return QTest::qWaitFor([this] { return wasOpen || isGone; }, 20'000) && wasOpen;
    }
    /** Opens, and says CONNECT. */
    [[nodiscard]] bool connectStomp()
    {
        if (!waitOpen())
            return false;
        sayFrame("CONNECT\naccept-version:1.2\nhost:x\n\n");
        return waitFrames(1);
    }
    void say(const std::string& bytes) { socket.sendTextMessage(QString::fromStdString(bytes)); }
    void sayBinary(const std::string& bytes)
    {
        socket.sendBinaryMessage(QByteArray::fromStdString(bytes));
    }
    /** Adds the NUL. */
    void sayFrame(std::string frame)
    {
        frame += '\0';
        say(frame);
    }
    [[nodiscard]] bool waitFrames(std::size_t count)
    {
        return QTest::qWaitFor([&] { return frames.size() >= count; }, 20'000);
    }
    [[nodiscard]] bool waitClosed()
    {
        return QTest::qWaitFor([this] { return isGone; }, 20'000);
    }

    QWebSocket socket;
    std::deque<Message> messages;
    std::deque<Stomp::Frame> frames;
    bool wasOpen = false;
    bool isGone = false;

private:
    void take(std::string bytes, bool isText)
    {
        m_parser.push(bytes);
        while (m_parser.next() == Stomp::FrameParser::Result::Frame)
            frames.push_back(Stomp::Frame::copyOf(m_parser.frame()));
        messages.push_back({std::move(bytes), isText});
    }

    Stomp::FrameParser m_parser{Stomp::FrameParser::Side::Client};
};

} // namespace Testing
