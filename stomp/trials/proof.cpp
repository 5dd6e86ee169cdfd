#include "proof.h"

#include "prooflistener.h"

#include <stomp/dialect/dialectfacts.h>

#include <QUuid>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>
#include <string_view>
#include <utility>

namespace Stomp {

namespace {

constexpr Millis receiptTimeout = 10'000;
constexpr int mostDetail = 300; // letters of an ERROR's body
/** Where none is to be expected: how long a subscription may take to stand. */
constexpr Millis subscriptionTime = 2'000;

bool isOpen(const Client& client)
{
    return client.state() == Client::State::Connected;
}

bool isGone(const Client& client)
{
    return client.state() == Client::State::Disconnected;
}

/** Whether the lanes together got each of first..last. */
bool haveAll(std::initializer_list<const ProofLane*> lanes, std::uint32_t first, std::uint32_t last)
{
    std::set<std::uint32_t> got;
    for (const ProofLane* lane : lanes) {
        for (const ProofArrival& arrival : lane->arrivals) {
            if (arrival.number >= first && arrival.number <= last)
                got.insert(arrival.number);
        }
    }
    return got.size() == last - first + 1;
}

} // namespace

Proof::Proof(ProofRequest request, QObject* parent)
    : QObject(parent), m_request(std::move(request)), m_producer(m_sink, this), m_timer(this),
      m_patience(this)
{
    m_evidence.destination = m_request.destination;
    m_evidence.ownSubscribers = m_request.ownSubscribers;
    m_evidence.run = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    m_request.options.session.receiptTimeout = receiptTimeout;
    // Four connections cannot have the same client-id.
    std::erase_if(m_request.options.session.headers,
        [](const Header& header) { return header.name == "client-id"; });
    m_a = std::make_unique<ProofListener>(m_evidence.a, m_evidence.run, this);
    m_b = std::make_unique<ProofListener>(m_evidence.b, m_evidence.run, this);
    m_late = std::make_unique<ProofListener>(m_evidence.late, m_evidence.run, this);
    m_timer.setSingleShot(true);
    m_patience.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Proof::handleQuiet);

    connect(&m_producer, &Client::connected, this, [this](const SessionInfo& info) {
        m_evidence.server = info.server;
        m_evidence.dialect = m_producer.dialect();
        m_evidence.receipts = factsOf(m_evidence.dialect).receipts.value == Receipts::EveryFrame;
        if (!m_evidence.receipts)
            m_request.options.session.receiptTimeout = subscriptionTime;
        // One of the addresses of a failover: URL is the broker of all four.
        m_request.options.url = m_producer.address();
        m_a->connectToBroker(m_request.options);
        m_b->connectToBroker(m_request.options);
    });
    connect(&m_producer, &Client::requestConfirmed, this, [this] {
        ++m_evidence.taken;
        if (m_unanswered > 0 && --m_unanswered == 0)
            advance();
    });
    connect(&m_producer, &Client::requestFailed, this,
        [this](RequestId, RequestFailure failure, const QString& reason) {
            switch (failure) {
            case RequestFailure::NotSent:
            case RequestFailure::Error:
                fail(ProofEnd::Refused, reason);
                break;
            case RequestFailure::NoReceipt:
                fail(ProofEnd::NotConfirmed, reason);
                break;
            case RequestFailure::SessionEnded: // failed() tells of it
                break;
            }
        });
    connect(&m_producer, &Client::errorReceived, this, [this](const Frame& frame) { note(frame); });
    connect(
        &m_producer, &Client::stayedOpenAfterError, this, [this] { fail(ProofEnd::Refused, {}); });
    connect(&m_producer, &Client::failed, this, [this](const ConnectionFailure& failure) {
        if (!m_report.failure && m_step != Step::Closing)
            m_report.failure = failure;
        fail(endOf(failure), failure.detail);
        finishWhenClosed();
    });
    connect(&m_producer, &Client::disconnected, this, &Proof::finishWhenClosed);
    for (ProofListener* listener : {m_a.get(), m_b.get(), m_late.get()})
        watch(*listener);
}

Proof::~Proof()
{
    m_producer.disconnect(this);
}

void Proof::watch(ProofListener& listener)
{
    connect(&listener, &ProofListener::connected, this, &Proof::advance);
    connect(&listener, &ProofListener::subscribed, this, &Proof::advance);
    connect(&listener, &ProofListener::arrived, this, &Proof::handleArrival);
    connect(&listener, &ProofListener::crowded, this, [this] { fail(ProofEnd::Crowded, {}); });
    connect(&listener, &ProofListener::refused, this,
        [this](const QString& reason) { fail(ProofEnd::Refused, reason); });
    connect(&listener, &ProofListener::errorReceived, this,
        [this](const Frame& frame) { note(frame); });
    connect(&listener, &ProofListener::failed, this, [this](const ConnectionFailure& failure) {
        if (!m_report.failure && m_step != Step::Closing)
            m_report.failure = failure;
        fail(endOf(failure), failure.detail);
        finishWhenClosed();
    });
    connect(&listener, &ProofListener::left, this, [this] {
        advance();
        finishWhenClosed();
    });
}

void Proof::start()
{
    m_producer.connectToBroker(m_request.options);
}

void Proof::stop()
{
    fail(ProofEnd::Stopped, {});
}

void Proof::go(Step step)
{
    m_step = step;
    Q_EMIT progressed(m_step, m_evidence);
}

/** Takes the next step when everything that this one waits for is there. */
void Proof::advance()
{
    switch (m_step) {
    case Step::Connecting:
        if (!isOpen(m_producer) || !isOpen(m_a->client()) || !isOpen(m_b->client()))
            return;
        go(Step::Subscribing);
        m_a->subscribe(m_request.destination, m_request.subscribeHeaders);
        m_b->subscribe(m_request.destination, m_request.subscribeHeaders);
        return;
    case Step::Subscribing:
        if (!isSubscribed(m_evidence.a) || !isSubscribed(m_evidence.b))
            return;
        go(Step::SendingToBoth);
        send(1, m_evidence.shared);
        return;
    case Step::SendingToBoth:
        go(Step::WaitingForBoth);
        m_patience.start(m_request.patience);
        m_timer.start(m_request.quiet);
        return;
    case Step::Leaving:
        if (!isGone(m_a->client()) || !isGone(m_b->client()))
            return;
        go(Step::SendingToNobody);
        send(m_evidence.shared + 1, m_evidence.shared + m_evidence.unattended);
        return;
    case Step::SendingToNobody:
        go(Step::WaitingForLate);
        m_late->connectToBroker(m_request.options);
        return;
    case Step::WaitingForLate:
        if (m_evidence.late.subscription == ProofLane::Subscription::None) {
            m_late->subscribe(m_request.destination, m_request.subscribeHeaders);
        } else if (isSubscribed(m_evidence.late)) {
            m_patience.start(m_request.patience);
            m_timer.start(m_request.quiet);
        }
        return;
    case Step::WaitingForBoth:
    case Step::Closing:
    case Step::Done:
        return;
    }
}

const char* Proof::audience(std::uint32_t number) const
{
    if (number <= m_evidence.shared)
        return "two subscribers";
    return number == m_evidence.probe ? "the late subscriber" : "nobody";
}

void Proof::send(std::uint32_t first, std::uint32_t last)
{
    m_unanswered = m_evidence.receipts ? last - first + 1 : 0;
    for (std::uint32_t number = first; number <= last && m_step != Step::Closing; ++number) {
        Frame frame;
        frame.command = "SEND";
        frame.headers = {{"destination", m_request.destination},
            {"content-type", "application/json"}, {std::string(runHeader), m_evidence.run},
            {std::string(numberHeader), std::to_string(number)}};
        frame.headers.insert(
            frame.headers.end(), m_request.sendHeaders.begin(), m_request.sendHeaders.end());
        frame.body = R"({"number":)" + std::to_string(number) + R"(,"sentTo":")" + audience(number)
            + R"(","run":")" + m_evidence.run + "\"}";
        m_evidence.sent = number;
        m_producer.send(std::move(frame), ContentLength::Omit, m_evidence.receipts);
    }
    Q_EMIT progressed(m_step, m_evidence);
    if (!m_evidence.receipts && m_step != Step::Closing)
        QMetaObject::invokeMethod(this, &Proof::advance, Qt::QueuedConnection);
}

bool Proof::isSubscribed(const ProofLane& lane) const
{
    return lane.subscription == ProofLane::Subscription::Confirmed
        || lane.subscription == ProofLane::Subscription::Assumed;
}

void Proof::handleArrival()
{
    if (m_timer.isActive())
        m_timer.start(m_request.quiet);
    Q_EMIT progressed(m_step, m_evidence);
}

/** Nothing came for a while. That some came, and not all, is waited for longer: a busy broker. */
void Proof::handleQuiet()
{
    const std::uint32_t shared = m_evidence.shared;
    const bool isEnough = m_step == Step::WaitingForBoth
        ? haveAll({&m_evidence.a, &m_evidence.b}, 1, shared)
        : m_evidence.late.arrivals.empty() || m_evidence.probe != 0
            || haveAll({&m_evidence.late}, shared + 1, shared + m_evidence.unattended);
    if (!isEnough && m_patience.isActive()) {
        m_timer.start(m_request.quiet);
        return;
    }
    if (m_step == Step::WaitingForBoth) {
        go(Step::Leaving);
        m_a->leave();
        m_b->leave();
    } else if (m_step == Step::WaitingForLate && m_evidence.probe == 0
        && m_evidence.late.subscription == ProofLane::Subscription::Assumed) {
        m_evidence.probe = m_evidence.sent + 1;
        send(m_evidence.probe, m_evidence.probe);
    } else if (m_step == Step::WaitingForLate) {
        close();
    }
}

/** RabbitMQ's refusals name no receipt, and close: AMQP's codes tell them from a broker that ends.
 */
ProofEnd Proof::endOf(const ConnectionFailure& failure) const
{
    static constexpr std::array<std::string_view, 5> refusals{
        "access_refused", "not_found", "precondition_failed", "resource_locked", "not_allowed"};
    if (m_step == Step::Connecting || m_evidence.dialect != Dialect::RabbitMq
        || failure.reason != CloseReason::ErrorFrame || !failure.errorFrame)
        return ProofEnd::NotConnected;
    const bool isRefusal =
        std::ranges::find(refusals, failure.errorFrame->value("message")) != refusals.end();
    return isRefusal ? ProofEnd::Refused : ProofEnd::NotConnected;
}

void Proof::note(const Frame& error)
{
    m_evidence.wasError |= m_step != Step::Connecting;
    // RabbitMQ may stumble over the next SEND before it says why it has refused the one before.
    constexpr std::string_view stumbled = "Processing error";
    if (!m_report.error || m_report.error->value("message") == stumbled)
        m_report.error = error;
}

void Proof::fail(ProofEnd end, const QString& reason)
{
    if (m_step == Step::Closing || m_step == Step::Done)
        return;
    m_evidence.end = end;
    m_evidence.reason = reason.toStdString();
    // RabbitMQ's message is a mere code, its body says what it means (stomp-facts 3.7).
    if (end == ProofEnd::Refused && m_evidence.dialect == Dialect::RabbitMq && m_report.error) {
        m_evidence.reason = m_report.error->value("message");
        const QString body = QString::fromStdString(m_report.error->body).simplified();
        if (!body.isEmpty())
            m_evidence.reason.append(": ").append(body.left(mostDetail).toStdString());
    }
    if (end == ProofEnd::Crowded || end == ProofEnd::Stopped) {
        // Without waiting for what is still to be read: the broker has it all back.
        go(Step::Closing);
        m_timer.stop();
        for (ProofListener* listener : {m_a.get(), m_b.get(), m_late.get()})
            listener->abort();
        m_producer.abort();
        finishWhenClosed();
        return;
    }
    close();
}

void Proof::close()
{
    go(Step::Closing);
    m_timer.stop();
    for (ProofListener* listener : {m_a.get(), m_b.get(), m_late.get()}) {
        if (!isGone(listener->client()))
            listener->leave();
    }
    if (!isGone(m_producer))
        m_producer.disconnectFromBroker();
    finishWhenClosed();
}

void Proof::finishWhenClosed()
{
    if (m_step != Step::Closing || !isGone(m_producer) || !isGone(m_a->client())
        || !isGone(m_b->client()) || !isGone(m_late->client()))
        return;
    go(Step::Done);
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT finished(m_report); }, Qt::QueuedConnection);
}

} // namespace Stomp
