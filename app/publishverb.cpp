#include "publishverb.h"

#include "terminal.h"

#include <stomp/dialect/bodykind.h>

#include <utility>

namespace App {

using namespace Qt::StringLiterals;

namespace {

// Small enough for a broker that syncs each message to a slow disk to confirm in time.
constexpr quint64 mostOutstanding = 500;
constexpr std::size_t mostUnsent = 4 * 1024 * 1024; // bytes
constexpr std::chrono::milliseconds progressInterval{200};

QString counted(quint64 count)
{
    return count == 1 ? u"1 message"_s : u"%1 messages"_s.arg(count);
}

} // namespace

PublishVerb::PublishVerb(PublishArguments arguments, QObject* parent)
    : QObject(parent), m_arguments(std::move(arguments)), m_source(m_arguments),
      m_session(m_arguments.connect, *this, 0)
{
    m_frame.command = "SEND";
    m_frame.add("destination", m_arguments.destination);
    for (const Stomp::Header& header : m_arguments.headers)
        m_frame.add(header.name, header.value);
    m_rateTimer.setSingleShot(true);
    m_rateTimer.setTimerType(Qt::PreciseTimer);
    m_progressTimer.setInterval(progressInterval);

    using Stomp::Client;
    Client& client = m_session.client();
    connect(&m_signals, &SignalWatcher::interrupted, this, &PublishVerb::interrupt);
    connect(&m_source, &BodySource::ready, this, &PublishVerb::connectIfReady);
    connect(&m_source, &BodySource::failed, this, [this] { fail(m_source.errorString()); });
    connect(&m_rateTimer, &QTimer::timeout, this, &PublishVerb::pump);
    connect(&m_progressTimer, &QTimer::timeout, this, &PublishVerb::showState);
    connect(&m_session, &BrokerSession::opened, this, [this] {
        m_isOpen = true;
        if (isTerminal(STDERR_FILENO))
            m_progressTimer.start();
        pump();
    });
    connect(&m_session, &BrokerSession::ended, this, &PublishVerb::finish);
    connect(&client, &Client::bytesWritten, this, &PublishVerb::pump);
    connect(&client, &Client::requestConfirmed, this, &PublishVerb::confirm);
    connect(&client, &Client::requestFailed, this,
        [this](Stomp::RequestId, Stomp::RequestFailure failure, const QString& reason) {
            handleRequestFailure(failure, reason);
        });
}

void PublishVerb::start()
{
    if (!m_source.open()) {
        say(m_source.errorString());
        Q_EMIT finished(ExitCode::Usage);
        return;
    }
    connectIfReady();
}

void PublishVerb::connectIfReady()
{
    if (m_isOpen) {
        pump();
        return;
    }
    // One body is read whole before the broker is troubled; lines may come slowly for ever.
    const bool isReady = m_source.hasBody() || m_arguments.body == PublishArguments::Body::Lines;
    if (!isReady || std::exchange(m_isConnecting, true))
        return;
    if (m_arguments.body != PublishArguments::Body::Lines
        && m_arguments.kind == Stomp::BodyKind::Text
        && m_source.body().find('\0') != std::string_view::npos) {
        say(u"--text: the body has a NUL, which only --bytes can carry."_s);
        Q_EMIT finished(ExitCode::Usage);
        return;
    }
    m_session.open();
}

bool PublishVerb::takeMessage(const Stomp::FrameView& /*frame*/, const Stomp::MessageOrigin&)
{
    return true; // nothing was subscribed to
}

void PublishVerb::chunkDone(std::uint64_t /*received*/) { }

void PublishVerb::pump()
{
    if (!m_isOpen)
        return;
    while (!m_isEnding && m_source.hasBody() && m_outstanding < mostOutstanding
        && m_session.client().bytesToWrite() < mostUnsent && isDue()) {
        sendOne();
    }
    if (m_isEnding || isAllSent())
        complete();
}

bool PublishVerb::isDue()
{
    if (!m_arguments.rate || m_sent == 0)
        return true;
    const std::chrono::duration<double> offset(static_cast<double>(m_sent) / *m_arguments.rate);
    const auto wait = offset - (Clock::now() - m_first);
    if (wait.count() <= 0)
        return true;
    if (!m_rateTimer.isActive())
        m_rateTimer.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
    return false;
}

void PublishVerb::sendOne()
{
    if (m_copies == 0) {
        const std::string_view body = m_source.body();
        if (m_arguments.kind == Stomp::BodyKind::Text
            && body.find('\0') != std::string_view::npos) {
            fail(u"--text: a line has a NUL, which only --bytes can carry."_s);
            return;
        }
        m_frame.body = body;
        m_contentLength =
            Stomp::contentLengthFor(m_session.client().dialect(), m_arguments.kind, m_frame.body);
    }
    if (m_sent == 0)
        m_first = Clock::now();
    m_session.client().send(m_frame, m_contentLength, m_arguments.receipts);
    ++m_sent;
    if (m_arguments.receipts)
        ++m_outstanding;
    if (++m_copies == m_arguments.count) {
        m_copies = 0;
        m_source.advance();
    }
}

void PublishVerb::confirm()
{
    ++m_confirmed;
    --m_outstanding;
    m_last = Clock::now();
    // Half a window at a time: a system call then carries many frames.
    if (m_outstanding <= mostOutstanding / 2 || m_isEnding)
        pump();
}

void PublishVerb::handleRequestFailure(Stomp::RequestFailure failure, const QString& reason)
{
    if (m_arguments.receipts)
        --m_outstanding;
    if (failure == Stomp::RequestFailure::NotSent)
        --m_sent;
    switch (failure) {
    case Stomp::RequestFailure::NotSent:
        fail(u"The message cannot be sent: %1"_s.arg(reason));
        break;
    case Stomp::RequestFailure::NoReceipt:
        fail(u"The broker did not confirm a message: %1"_s.arg(reason));
        break;
    case Stomp::RequestFailure::Error: // explained already, and the session decides what follows
    case Stomp::RequestFailure::SessionEnded:
        m_hasFailed = true;
        m_isEnding = true;
        break;
    }
}

void PublishVerb::complete()
{
    m_isEnding = true;
    m_rateTimer.stop();
    if (m_outstanding > 0 || m_isClosing || m_hasFailed)
        return;
    m_isClosing = true;
    m_session.close();
}

void PublishVerb::fail(const QString& reason)
{
    m_isEnding = true;
    if (std::exchange(m_hasFailed, true))
        return;
    say(reason);
    if (!m_isConnecting) {
        Q_EMIT finished(ExitCode::NotAsAsked);
        return;
    }
    m_isClosing = true;
    m_session.close();
}

void PublishVerb::interrupt()
{
    if (!m_isConnecting)
        Q_EMIT finished(ExitCode::NotAsAsked);
    else if (!m_isOpen || std::exchange(m_isInterrupted, true))
        m_session.abort();
    else
        complete();
}

void PublishVerb::showState()
{
    QString text = u"sent %1"_s.arg(m_sent);
    if (m_arguments.receipts)
        text += u", confirmed %1"_s.arg(m_confirmed);
    showProgress(text);
}

void PublishVerb::finish(ExitCode code)
{
    m_progressTimer.stop();
    endProgress();
    if (!m_arguments.receipts && code == ExitCode::AsAsked)
        m_last = Clock::now();
    const bool isConfirmed = !m_arguments.receipts || m_confirmed == m_sent;
    // Who interrupts lines ends their input; a count is a promise.
    const bool isDone = isAllSent()
        || (m_isInterrupted && m_copies == 0 && m_arguments.body == PublishArguments::Body::Lines);
    if (code == ExitCode::AsAsked && (!isConfirmed || !isDone || m_hasFailed))
        code = ExitCode::NotAsAsked;
    if (m_isOpen)
        say(summary());
    Q_EMIT finished(code);
}

QString PublishVerb::summary() const
{
    const double seconds = m_sent > 0 && m_last > m_first
        ? std::chrono::duration<double>(m_last - m_first).count()
        : 0.0;
    // Success is never inferred from silence: what is not confirmed is sent, not published.
    const bool isPublished = m_arguments.receipts && m_confirmed == m_sent && !m_hasFailed;
    QString text = isPublished ? u"published "_s : u"sent "_s;
    text += u"%1 in %2 s, "_s.arg(counted(m_sent)).arg(seconds, 0, 'f', 3);
    if (isPublished)
        text += u"all confirmed"_s;
    else if (m_arguments.receipts)
        text += u"%1 confirmed"_s.arg(m_confirmed);
    else
        text += u"no receipts asked for"_s;
    return text;
}

} // namespace App
