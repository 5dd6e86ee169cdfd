#pragma once

#include <stomp/server/practiceserver.h>

#include <QThread>

namespace Testing {

/** A practice broker on a free port, on the caller's thread: needs its event loop. Stops with its
 * scope. isRunning() first; when false, error() says why. */
class PracticeFixture
{
public:
    explicit PracticeFixture(const Stomp::PracticeOptions& options = {}) : m_server(options)
    {
        m_isRunning = m_server.start();
    }

    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    [[nodiscard]] QString error() const { return m_server.errorString(); }
    [[nodiscard]] quint16 port() const { return m_server.port(); }
    [[nodiscard]] QString url() const { return m_server.url(); }
    [[nodiscard]] Stomp::PracticeServer& server() { return m_server; }
    [[nodiscard]] Stomp::BrokerSnapshot snapshot() const { return m_server.snapshot(); }

private:
    Stomp::PracticeServer m_server;
    bool m_isRunning = false;
};

/** The same on a thread of its own: goes on while the test's thread is busy. */
class ThreadedPracticeFixture
{
public:
    explicit ThreadedPracticeFixture(const Stomp::PracticeOptions& options = {})
        : m_server(new Stomp::PracticeServer(options))
    {
        m_server->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
        m_thread.start();
        onItsThread([this] {
            m_isRunning = m_server->start();
            m_error = m_server->errorString();
            m_port = m_server->port();
            m_url = m_server->url();
            m_urls = m_server->urls();
        });
    }

    ~ThreadedPracticeFixture()
    {
        stop();
        m_thread.quit();
        m_thread.wait();
    }

    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString url() const { return m_url; }
    /** Of each listener. */
    [[nodiscard]] QStringList urls() const { return m_urls; }
    [[nodiscard]] Stomp::BrokerSnapshot snapshot()
    {
        Stomp::BrokerSnapshot result;
        onItsThread([&] { result = m_server->snapshot(); });
        return result;
    }

    /** "The broker was killed": what clients see when it goes while they are connected. */
    void stop()
    {
        onItsThread([this] { m_server->stop(); });
    }
    /** On the same port as before. */
    [[nodiscard]] bool startAgain()
    {
        bool started = false;
        onItsThread([&] { started = m_server->startAt(m_port); });
        return started;
    }

private:
    template <typename Call>
    void onItsThread(Call call)
    {
        QMetaObject::invokeMethod(m_server, call, Qt::BlockingQueuedConnection);
    }

    QThread m_thread;
    Stomp::PracticeServer* m_server;
    bool m_isRunning = false;
    QString m_error;
    quint16 m_port = 0;
    QString m_url;
    QStringList m_urls;
};

} // namespace Testing
