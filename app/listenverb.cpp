#include "listenverb.h"

#include "terminal.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace App {

using namespace Qt::StringLiterals;
using Stomp::SubscriptionState;

namespace {

constexpr double practiceTraffic = 5;
constexpr std::chrono::milliseconds interruptPatience{500};
// A broker that does not read while it writes must find us reading: far above any sane prefetch.
constexpr std::size_t mostAcksUnsent = 64 * 1024 * 1024; // bytes

std::int64_t utcMicroseconds()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

} // namespace

ListenVerb::ListenVerb(ListenArguments arguments, QObject* parent)
    : QObject(parent), m_arguments(std::move(arguments)), m_output(STDOUT_FILENO),
      m_session(m_arguments.connect, *this, practiceTraffic), m_line(m_session.name())
{
    if (m_arguments.ack == Stomp::AckMode::Auto)
        m_arguments.acknowledge = false;
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ListenVerb::handleTimeout);
    connect(&m_signals, &SignalWatcher::interrupted, this, &ListenVerb::interrupt);
    connect(&m_output, &LineOutput::progressed, this, &ListenVerb::resumeWhenWritten);
    connect(&m_output, &LineOutput::failed, this, &ListenVerb::handleOutputFailure);
    connect(&m_session, &BrokerSession::opened, this, &ListenVerb::subscribe);
    connect(&m_session, &BrokerSession::ended, this, &ListenVerb::handleSessionEnd);
    connect(&m_session.client(), &Stomp::Client::subscriptionChanged, this,
        &ListenVerb::reportSubscription);
    connect(
        &m_session.client(), &Stomp::Client::bytesWritten, this, &ListenVerb::resumeWhenWritten);
}

void ListenVerb::start()
{
    m_session.open();
}

void ListenVerb::subscribe()
{
    m_isOpen = true;
    if (!m_arguments.quiet)
        say(u"connected to "_s + m_session.description());
    if (m_arguments.seconds)
        m_timer.start(std::max(1, static_cast<int>(*m_arguments.seconds * 1000)));
    Stomp::SubscribeRequest request;
    request.ack = m_arguments.ack;
    request.headers = m_arguments.headers;
    for (const std::string& destination : m_arguments.destinations) {
        request.destination = destination;
        const Stomp::SubscriptionKey key = Stomp::Client::newSubscriptionKey();
        m_subscriptions.emplace_back(key, destination);
        m_session.client().subscribe(key, request);
    }
}

void ListenVerb::reportSubscription(
    Stomp::SubscriptionKey key, SubscriptionState state, const QString& reason)
{
    const auto known = std::find_if(m_subscriptions.begin(), m_subscriptions.end(),
        [&](const auto& subscription) { return subscription.first == key; });
    if (known == m_subscriptions.end() || m_isEnding)
        return;
    const QString destination = QString::fromStdString(known->second);
    if (state == SubscriptionState::Confirmed && !m_arguments.quiet) {
        say(u"subscribed to %1, confirmed"_s.arg(destination));
    } else if (state == SubscriptionState::Assumed && !m_arguments.quiet) {
        say(u"subscribed to %1; this broker confirms nothing"_s.arg(destination));
    } else if (state == SubscriptionState::Refused) {
        // An ERROR has been explained already, and decides the exit code.
        say(u"The subscription to %1 failed: %2"_s.arg(destination, reason));
        m_isRefused = true;
        complete();
    }
}

bool ListenVerb::takeMessage(const Stomp::FrameView& frame, const Stomp::MessageOrigin& origin)
{
    if (m_isEnding) {
        ++m_surplus;
        return true;
    }
    if (!m_inChunk) {
        m_inChunk = true;
        m_chunkUtcUs = utcMicroseconds();
        if (m_received == 0)
            m_first = Clock::now();
    }
    ++m_received;
    if (m_arguments.json)
        m_line.appendJson(frame, m_chunkUtcUs, m_output.buffer());
    else if (!m_arguments.quiet)
        Stomp::MessageLine::appendPlain(frame.body, m_output.buffer());
    if (m_arguments.acknowledge && origin.ack != Stomp::AckMode::Auto)
        m_acks.add(frame, origin, m_output.position());
    if (m_arguments.count && m_received == *m_arguments.count) {
        m_isEnding = true;
        QMetaObject::invokeMethod(this, &ListenVerb::complete, Qt::QueuedConnection);
    }
    return !m_output.isFull();
}

void ListenVerb::chunkDone(std::uint64_t /*received*/)
{
    if (!m_inChunk)
        return;
    m_inChunk = false;
    m_last = Clock::now();
    m_output.flush();
    acknowledgeWritten();
    if (m_session.client().bytesToWrite() > mostAcksUnsent)
        m_session.client().pauseReading();
}

void ListenVerb::acknowledgeWritten()
{
    m_acks.acknowledgeUpTo(m_output.written(), m_session.client());
}

void ListenVerb::resumeWhenWritten()
{
    if (m_sessionCode) {
        if (m_output.isEmpty())
            finish();
        return;
    }
    acknowledgeWritten();
    if (m_isEnding && m_output.isEmpty())
        close();
    else if (!m_isEnding && !m_output.isFull()
        && m_session.client().bytesToWrite() <= mostAcksUnsent)
        m_session.client().resumeReading();
}

void ListenVerb::interrupt()
{
    if (m_sessionCode) {
        finish();
    } else if (!m_isOpen || m_isInterrupted) {
        m_session.abort();
    } else {
        // Who interrupts does not wait long for a reader that takes nothing: what is not written
        // is not acknowledged, and stays with the broker.
        m_isInterrupted = true;
        complete();
        m_timer.start(interruptPatience);
    }
}

void ListenVerb::handleTimeout()
{
    if (m_isInterrupted)
        close();
    else
        complete();
}

void ListenVerb::complete()
{
    m_isEnding = true;
    m_timer.stop();
    if (m_output.isEmpty())
        close();
}

void ListenVerb::close()
{
    m_isEnding = true;
    if (m_isClosing)
        return;
    m_isClosing = true;
    m_timer.stop();
    acknowledgeWritten(); // nothing can be sent after DISCONNECT
    m_session.client().resumeReading(); // to see the receipt of DISCONNECT
    m_session.close();
}

void ListenVerb::handleOutputFailure()
{
    if (m_output.error() != EPIPE) {
        say(u"Cannot write the messages: "_s
            + QString::fromLocal8Bit(std::strerror(m_output.error())));
    }
    if (m_sessionCode)
        finish();
    else
        close();
}

void ListenVerb::handleSessionEnd(ExitCode code)
{
    m_sessionCode = code;
    m_isEnding = true;
    // What had arrived before a connection was lost is still written, unless nobody wants it.
    if (m_output.isEmpty() || m_output.error() != 0 || m_isInterrupted)
        finish();
}

void ListenVerb::finish()
{
    if (std::exchange(m_isFinished, true))
        return;
    ExitCode code = *m_sessionCode;
    if (code == ExitCode::AsAsked) {
        const bool tooFew = m_arguments.count && m_received < *m_arguments.count;
        const bool failed = m_output.error() != 0 && m_output.error() != EPIPE;
        if (tooFew || failed || m_isRefused)
            code = ExitCode::NotAsAsked;
    }
    if (!m_output.isEmpty())
        say(u"The last lines were not written: nobody takes them."_s);
    if (m_surplus > 0) {
        say(u"%1 further messages came before the broker stopped sending; they are not written%2."_s
                .arg(m_surplus)
                .arg(m_arguments.ack == Stomp::AckMode::Auto ? QString()
                                                             : u" and not acknowledged"_s));
    }
    if (m_isOpen)
        say(summary());
    Q_EMIT finished(code);
}

QString ListenVerb::summary() const
{
    const double seconds = std::chrono::duration<double>(m_last - m_first).count();
    QString text = u"received %1 messages in %2 s"_s.arg(m_received)
                       .arg(m_received > 0 ? seconds : 0.0, 0, 'f', 3);
    if (m_received > 1 && seconds > 0) {
        const double rate = static_cast<double>(m_received) / seconds;
        text += u", %1 messages/s"_s.arg(rate, 0, 'f', rate < 10 ? 1 : 0);
    }
    return text;
}

} // namespace App
