#pragma once

#include "faultproxy.h"

#include <QByteArray>
#include <QList>
#include <QMutex>
#include <QThread>

#include <memory>
#include <utility>

namespace Testing {

/** A frame as its bytes have it: nothing is unescaped. */
struct WireFrame
{
    QByteArray command;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    bool isFromClient = false;
    int number = 0; //!< over all connections, in the order in which they were whole

    /** Of the first header of that name; empty when there is none. */
    [[nodiscard]] QByteArray value(const char* name) const
    {
        for (const auto& [key, value] : headers) {
            if (key == name)
                return value;
        }
        return {};
    }
};

/** Cuts a stream into frames by the letter of the specification, and shares nothing with the
 * parser of the console, for which it is a second opinion. */
class WireSplitter
{
public:
    [[nodiscard]] QList<WireFrame> push(const QByteArray& bytes)
    {
        m_rest += bytes;
        QList<WireFrame> frames;
        while (takeOne(frames))
            ;
        return frames;
    }

private:
    bool takeOne(QList<WireFrame>& frames)
    {
        qsizetype start = 0; // behind heart-beats
        while (start < m_rest.size() && (m_rest[start] == '\n' || m_rest[start] == '\r'))
            ++start;
        m_rest.remove(0, start);
        const qsizetype head = m_rest.indexOf("\n\n");
        if (head < 0)
            return false;
        WireFrame frame;
        const QList<QByteArray> lines = m_rest.left(head).split('\n');
        frame.command = lines.constFirst();
        for (const QByteArray& line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            frame.headers.append({line.left(colon), line.mid(colon + 1)});
        }
        const qsizetype body = head + 2;
        const QByteArray length = frame.value("content-length");
        const qsizetype end =
            length.isEmpty() ? m_rest.indexOf('\0', body) : body + length.toLongLong();
        if (end < 0 || end >= m_rest.size())
            return false;
        frame.body = m_rest.mid(body, end - body);
        m_rest.remove(0, end + 1);
        frames.append(frame);
        return true;
    }

    QByteArray m_rest;
};

/** All frames on the connections that are made to a broker through port(). Carries them on a thread
 * of its own: a test whose own thread is busy with its widgets does not keep the broker waiting. */
class WireRecord
{
public:
    struct Connection
    {
        QList<WireFrame> frames; //!< of both sides, in their order
        bool isOpen = true;
    };

    explicit WireRecord(quint16 broker)
    {
        m_home.moveToThread(&m_thread);
        m_thread.start();
        onItsThread([this, broker] {
            m_proxy = std::make_unique<FaultProxy>(broker);
            m_proxy->onPassed = [this](int number, bool isFromClient, const QByteArray& bytes) {
                take(number, isFromClient, bytes);
            };
            m_proxy->onEnded = [this](int number) {
                const QMutexLocker lock(&m_mutex);
                at(number);
                m_connections[number].isOpen = false;
            };
            m_port = m_proxy->port();
        });
    }
    ~WireRecord()
    {
        onItsThread([this] { m_proxy.reset(); });
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(WireRecord)

    [[nodiscard]] quint16 port() const { return m_port; }
    /** As they are now, in the order in which they were made. */
    [[nodiscard]] QList<Connection> connections() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_connections;
    }
    /** How many frames there are so far: the next one has this number. */
    [[nodiscard]] int frames() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_frames;
    }

private:
    struct Ends
    {
        WireSplitter fromClient, fromBroker;
    };

    template <typename Call>
    void onItsThread(Call call)
    {
        QMetaObject::invokeMethod(&m_home, call, Qt::BlockingQueuedConnection);
    }
    void take(int number, bool isFromClient, const QByteArray& bytes)
    {
        const QMutexLocker lock(&m_mutex);
        Ends& ends = at(number);
        for (WireFrame& frame : (isFromClient ? ends.fromClient : ends.fromBroker).push(bytes)) {
            frame.isFromClient = isFromClient;
            frame.number = m_frames++;
            m_connections[number].frames.append(frame);
        }
    }
    Ends& at(int number)
    {
        while (m_ends.size() <= number) {
            m_ends.append(Ends());
            m_connections.append(Connection());
        }
        return m_ends[number];
    }

    mutable QMutex m_mutex; //!< for what follows
    QList<Ends> m_ends;
    QList<Connection> m_connections;
    int m_frames = 0;

    quint16 m_port = 0;
    QThread m_thread;
    QObject m_home; //!< on it
    std::unique_ptr<FaultProxy> m_proxy; //!< on it
};

} // namespace Testing
