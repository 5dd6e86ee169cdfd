#include "serverconnection.h"

#include <stomp/broker/broker.h>
#include <stomp/broker/errorframe.h>

#include <algorithm>

namespace Stomp {

namespace {

constexpr std::size_t s_readPiece = 64 * 1024;
/** Sockets copy what they cannot write at once: they get no more than this ahead. */
constexpr std::size_t s_writeAhead = 256 * 1024;

} // namespace

ServerConnection::ServerConnection(Host& host, std::shared_ptr<Broker> broker,
    std::unique_ptr<ServerTransport> transport, int lingerMs)
    : m_host(host), m_broker(std::move(broker)), m_transport(std::move(transport)),
      m_lingerMs(lingerMs), m_goodbyeMs(static_cast<int>(m_broker->options().outboxStall)),
      m_session(*m_broker, *this, host.now())
{
    connect(m_transport.get(), &ServerTransport::readable, this, &ServerConnection::read);
    connect(m_transport.get(), &ServerTransport::written, this, &ServerConnection::drained);
    connect(m_transport.get(), &ServerTransport::closed, this, &ServerConnection::lost);
    m_linger.setSingleShot(true);
    connect(&m_linger, &QTimer::timeout, m_transport.get(), &ServerTransport::abort);
}

ServerConnection::~ServerConnection()
{
    m_transport->disconnect(this);
}

void ServerConnection::read()
{
    while (const std::size_t available = m_transport->available()) {
        if (m_isClosing) {
            // Unread bytes would make the system reset the connection, and the ERROR be lost.
            m_transport->skip();
            continue;
        }
        if (!m_session.wantsInput())
            break;
        const std::size_t piece = std::min({available, s_readPiece, m_session.inputAtOnce()});
        const std::size_t size = m_transport->read(m_session.prepare(piece).first(piece));
        m_session.commit(size, m_host.now());
        if (size == 0)
            break;
    }
    m_isInputStalled = !m_session.wantsInput();
    m_host.afterInput(*this);
}

void ServerConnection::resumeInput()
{
    if (std::exchange(m_resumePending, true))
        return;
    QMetaObject::invokeMethod(this, &ServerConnection::resume, Qt::QueuedConnection);
}

void ServerConnection::resume()
{
    m_resumePending = false;
    if (!m_session.wantsInput())
        return;
    m_session.resume(m_host.now());
    read();
}

void ServerConnection::send(std::string_view bytes)
{
    touch();
    m_out += bytes;
}

void ServerConnection::touch()
{
    if (std::exchange(m_isTouched, true))
        return;
    m_confirmedEnd = m_out.size();
    m_host.touch(*this);
}

void ServerConnection::close()
{
    m_isClosing = true;
    m_linger.start(m_goodbyeMs);
    touch();
}

void ServerConnection::abort()
{
    QMetaObject::invokeMethod(m_transport.get(), &ServerTransport::abort, Qt::QueuedConnection);
}

std::size_t ServerConnection::pendingBytes() const
{
    return m_out.size() - m_outBegin + m_unsent;
}

void ServerConnection::flush()
{
    m_isTouched = false;
    const bool wasBlocked = m_session.isBlocked();
    // The transport says when what stays in it has gone; but inside its own signal it does not say
    // so again, and then nobody else would come back for the rest.
    while (true) {
        const bool hadSome = writeMore() || m_unsent > 0;
        m_transport->flush();
        m_unsent = m_transport->unsent();
        if (!hadSome || m_unsent > 0 || m_outBegin == m_out.size())
            break;
    }
    endAfterWriting();
    // For the same reason; later, because a reader that takes everything at once must not keep the
    // others waiting.
    if (wasBlocked && !m_session.isBlocked() && !std::exchange(m_drainPending, true))
        QMetaObject::invokeMethod(this, &ServerConnection::drained, Qt::QueuedConnection);
}

bool ServerConnection::writeMore()
{
    if (!m_host.mayWrite()) {
        if (m_outBegin < m_out.size())
            touch();
        return false;
    }
    bool wrote = false;
    while (m_outBegin < m_out.size() && m_unsent < s_writeAhead) {
        const std::size_t size = std::min(m_out.size() - m_outBegin, s_writeAhead - m_unsent);
        const std::size_t taken =
            m_transport->write(std::string_view(m_out).substr(m_outBegin, size));
        if (taken == 0)
            break;
        wrote = true;
        m_outBegin += taken;
        m_unsent += taken;
    }
    if (m_outBegin == m_out.size()) {
        m_outBegin = 0;
        m_confirmedEnd = 0;
        m_out.clear();
        if (m_out.capacity() > 4 * s_writeAhead)
            m_out.shrink_to_fit();
    } else if (m_outBegin > m_out.size() / 2) {
        m_out.erase(0, m_outBegin);
        m_confirmedEnd -= std::min(m_confirmedEnd, m_outBegin);
        m_outBegin = 0;
    }
    return wrote;
}

void ServerConnection::drained()
{
    m_drainPending = false;
    if (m_isGone)
        return;
    m_unsent = m_transport->unsent();
    writeMore();
    m_session.outboxDrained(m_host.now());
    if (m_isInputStalled && m_session.wantsInput())
        resumeInput();
    endAfterWriting();
    m_host.afterInput(*this);
}

void ServerConnection::endAfterWriting()
{
    if (!m_isClosing || m_isHalfClosed || pendingBytes() > 0)
        return;
    m_isHalfClosed = true;
    m_linger.start(m_lingerMs);
    m_transport->endOutput();
}

void ServerConnection::lost()
{
    m_isGone = true;
    m_linger.stop();
    m_session.connectionLost(m_host.now());
    m_host.ended(*this);
}

void ServerConnection::closeNow(const Refusal& reason)
{
    m_session.shutDown(reason, m_host.now());
    m_session.connectionLost(m_host.now());
    m_transport->disconnect(this);
    m_linger.stop();
    writeMore();
    m_isGone = true;
    m_transport->closeNow();
}

void ServerConnection::dropUnconfirmed()
{
    if (m_isTouched)
        m_out.resize(std::max(m_confirmedEnd, m_outBegin));
}

void ServerConnection::endWith(const Refusal& reason)
{
    dropUnconfirmed();
    const BrokerSkin& skin = m_broker->skin();
    const Version version = m_session.version();
    const SkinAnswer answer = answerOf(skin, reason, nullptr, version, m_session.login());
    send(errorFrame(skin, answer, reason, nullptr, version));
    close();
}

} // namespace Stomp
