#pragma once

#include <stomp/protocol/frame.h>
#include <stomp/protocol/frameparser.h>

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <deque>
#include <string>

namespace Testing {

/** A client that sends what it is told, byte for byte, and reads frames. */
class RawClient
{
public:
    /** Connects to a server on the same thread: its event loop must run meanwhile. */
    explicit RawClient(quint16 port)
    {
        m_parser.setVersion(Stomp::Version::V12);
        QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [this] {
            if (isReading)
                read();
        });
        socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    }

    [[nodiscard]] bool waitConnected()
    {
        return QTest::qWaitFor(
            [this] { return socket.state() == QAbstractSocket::ConnectedState; }, s_patience);
    }
    void say(const std::string& bytes)
    {
        socket.write(bytes.data(), static_cast<qint64>(bytes.size()));
    }
    /** Adds the NUL. */
    void sayFrame(std::string frame)
    {
        frame += '\0';
        say(frame);
    }
    void connectStomp() { sayFrame("CONNECT\naccept-version:1.2\nhost:x\n\n"); }

    [[nodiscard]] bool waitFrames(std::size_t count)
    {
        return QTest::qWaitFor([&] { return frames.size() >= count; }, s_patience);
    }
    [[nodiscard]] bool waitClosed()
    {
        return QTest::qWaitFor(
            [this] { return socket.state() == QAbstractSocket::UnconnectedState; }, s_patience);
    }
    void read()
    {
        const QByteArray bytes = socket.readAll();
        m_parser.push({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        while (m_parser.next() == Stomp::FrameParser::Result::Frame)
            frames.push_back(Stomp::Frame::copyOf(m_parser.frame()));
    }
    [[nodiscard]] bool isBroken() const { return bool(m_parser.error()); }
    [[nodiscard]] std::uint64_t lineEnds() const { return m_parser.idleLineEnds(); }

    QTcpSocket socket;
    std::deque<Stomp::Frame> frames;
    bool isReading = true;

private:
    static constexpr int s_patience = 20'000;

    Stomp::FrameParser m_parser{Stomp::FrameParser::Side::Client};
};

} // namespace Testing
