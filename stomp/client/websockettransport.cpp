#include "websockettransport.h"

#include "websocketworker.h"

namespace Stomp {

WebSocketTransport::WebSocketTransport(const WebSocketOptions& options, QObject* parent)
    : Transport(parent), m_worker(new WebSocketWorker(m_pipe, options))
{
    m_thread.setObjectName(QStringLiteral("websocket"));
    connect(m_worker, &WebSocketWorker::opened, this, [this](const TransportEvidence& evidence) {
        m_evidence = evidence;
        m_isOpen = true;
        Q_EMIT opened();
    });
    connect(m_worker, &WebSocketWorker::failed, this,
        [this](TransportError error, const QString& reason, const TransportEvidence& evidence) {
            m_evidence = evidence;
            Q_EMIT failed(error, reason);
        });
    connect(m_worker, &WebSocketWorker::stored, this, &WebSocketTransport::readyRead);
    connect(m_worker, &WebSocketWorker::sent, this, &WebSocketTransport::bytesWritten);
    connect(m_worker, &WebSocketWorker::closed, this,
        [this](const QString& reason, const TransportEvidence& evidence) {
            m_evidence = evidence;
            m_isOpen = false;
            Q_EMIT closed(reason);
        });
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
}

WebSocketTransport::~WebSocketTransport()
{
    m_pipe.stop();
    if (!m_thread.isRunning()) {
        delete m_worker;
        return;
    }
    m_thread.quit();
    m_thread.wait();
}

void WebSocketTransport::open()
{
    m_thread.start();
    QMetaObject::invokeMethod(m_worker, &WebSocketWorker::open, Qt::QueuedConnection);
}

void WebSocketTransport::close()
{
    if (m_pipe.close())
        tellWorker();
}

void WebSocketTransport::abort()
{
    m_isOpen = false;
    m_worker->disconnect(this);
    m_pipe.stop();
    QMetaObject::invokeMethod(m_worker, &WebSocketWorker::abort, Qt::QueuedConnection);
}

std::size_t WebSocketTransport::read(std::span<char> into)
{
    return m_pipe.read(into);
}

void WebSocketTransport::write(std::string_view bytes)
{
    if (!m_isOpen)
        return;
    std::vector<WebSocketMessage> messages = m_splitter.split(bytes);
    if (!messages.empty() && m_pipe.send(std::move(messages)))
        tellWorker();
}

std::size_t WebSocketTransport::bytesToWrite() const
{
    return m_pipe.bytesToSend();
}

std::optional<std::chrono::steady_clock::time_point> WebSocketTransport::lastArrival() const
{
    return m_worker->arrivals().last();
}

void WebSocketTransport::poll()
{
    if (m_pipe.hasBytes())
        Q_EMIT readyRead();
}

void WebSocketTransport::tellWorker()
{
    QMetaObject::invokeMethod(m_worker, &WebSocketWorker::sendOutgoing, Qt::QueuedConnection);
}

} // namespace Stomp
