#include "client.h"

#include "clientconnection.h"
#include "framesplitter.h"

#include <QPointer>

#include <algorithm>
#include <atomic>
#include <utility>

namespace Stomp {

namespace {

bool travelsAsText(const Frame& frame)
{
    return isUtf8(frame.body)
        && std::all_of(frame.headers.begin(), frame.headers.end(),
            [](const Header& header) { return isUtf8(header.name) && isUtf8(header.value); });
}

bool mayDifferElsewhere(const ConnectionFailure& failure)
{
    return failure.stage != ConnectionFailure::Stage::Session
        && failure.reason != CloseReason::Refused && failure.reason != CloseReason::BadOptions;
}

} // namespace

void Client::Retire::operator()(ClientConnection* connection) const
{
    connection->retire();
}

Client::Client(MessageSink& sink, QObject* parent) : QObject(parent), m_sink(sink) { }

Client::~Client()
{
    for (ClientConnection* closing : findChildren<ClientConnection*>(Qt::FindDirectChildrenOnly))
        closing->hurry();
}

void Client::connectToBroker(const ClientOptions& options)
{
    const QPointer<Client> self(this);
    abort();
    if (!self)
        return;
    m_options = options;
    m_earlier.clear();
    m_untried = options.url.alternatives;
    if (m_untried.empty())
        m_untried.push_back(options.url);
    startNext();
}

void Client::connectThrough(std::unique_ptr<Transport> transport, const ClientOptions& options)
{
    const QPointer<Client> self(this);
    abort();
    if (!self)
        return;
    m_options = options;
    m_earlier.clear();
    m_untried.clear();
    start(std::move(transport), options);
}

void Client::startNext()
{
    ClientOptions options = m_options;
    options.url = m_untried.front();
    m_untried.erase(m_untried.begin());
    start(makeTransport(options), options);
}

void Client::start(std::unique_ptr<Transport> transport, const ClientOptions& options)
{
    m_address = options.url;
    m_dialect = options.dialect;
    m_headersOfLastSend = 0;
    m_connection.reset(
        new ClientConnection(*this, m_sink, std::move(transport), options, m_lastRequest));
    setState(State::Opening);
}

void Client::disconnectFromBroker()
{
    if (m_connection)
        m_connection->disconnectFromBroker();
}

void Client::abort()
{
    if (m_connection)
        m_connection->abort();
}

std::optional<SessionInfo> Client::info() const
{
    if (m_state != State::Connected && m_state != State::Disconnecting)
        return {};
    return m_connection->session().info();
}

SubscriptionKey Client::newSubscriptionKey()
{
    static std::atomic<SubscriptionKey> last{0};
    return ++last;
}

SubscriptionKey Client::subscribe(const SubscribeRequest& request)
{
    const SubscriptionKey key = newSubscriptionKey();
    subscribe(key, request);
    return key;
}

void Client::subscribe(SubscriptionKey key, const SubscribeRequest& request)
{
    const QPointer<Client> self(this);
    QString refusal = tr("not connected");
    if (m_connection) {
        refusal = QString::fromStdString(
            m_connection->submit([&](ClientSession& session, SessionTime now) {
                return session.subscribe(key, request, now);
            }));
    }
    if (!self || refusal.isEmpty())
        return;
    QMetaObject::invokeMethod(
        this,
        [this, key, refusal] {
            Q_EMIT subscriptionChanged(key, SubscriptionState::Refused, refusal);
        },
        Qt::QueuedConnection);
}

void Client::unsubscribe(SubscriptionKey key, const std::vector<Header>& headers)
{
    if (!m_connection)
        return;
    m_connection->submit([&](ClientSession& session, SessionTime now) {
        return session.unsubscribe(key, headers, now);
    });
}

RequestId Client::forget(SubscriptionKey key, const std::vector<Header>& headers)
{
    return submit(
        [&](ClientSession& session, SessionTime now) { return session.forget(key, headers, now); });
}

RequestId Client::send(Frame frame, ContentLength contentLength, bool withReceipt)
{
    return submit([&](ClientSession& session, SessionTime now) {
        if (m_dialect == Dialect::ActiveMq && m_connection->marksBinary()
            && !travelsAsText(frame)) {
            return session.refuse("this message is not valid UTF-8, so that it would be a binary "
                                  "WebSocket message, which ActiveMQ ignores");
        }
        m_headersOfLastSend = frame.headers.size() + (withReceipt ? 1 : 0)
            + (contentLength == ContentLength::Omit ? 0 : 1);
        return session.send(std::move(frame), contentLength, withReceipt, now);
    });
}

RequestId Client::acknowledge(
    const AckReference& message, const std::string& transaction, bool withReceipt)
{
    return submit([&](ClientSession& session, SessionTime now) {
        return session.acknowledge(message, transaction, withReceipt, now);
    });
}

RequestId Client::reject(const AckReference& message, const std::string& transaction,
    bool withReceipt, const std::vector<Header>& headers)
{
    return submit([&](ClientSession& session, SessionTime now) {
        return session.reject(message, transaction, withReceipt, now, headers);
    });
}

RequestId Client::begin(const std::string& transaction)
{
    return submit(
        [&](ClientSession& session, SessionTime now) { return session.begin(transaction, now); });
}

RequestId Client::commitTransaction(const std::string& transaction)
{
    return submit([&](ClientSession& session, SessionTime now) {
        return session.commitTransaction(transaction, now);
    });
}

RequestId Client::abortTransaction(const std::string& transaction)
{
    return submit([&](ClientSession& session, SessionTime now) {
        return session.abortTransaction(transaction, now);
    });
}

template <typename Request>
RequestId Client::submit(Request request)
{
    RequestId id = 0;
    QString refusal;
    if (m_connection) {
        const ClientSession::Submitted sent = m_connection->submit(request);
        id = sent.id;
        refusal = QString::fromStdString(sent.refusal);
    } else {
        id = ++m_lastRequest;
        refusal = tr("not connected");
    }
    if (!refusal.isEmpty()) {
        QMetaObject::invokeMethod(
            this,
            [this, id, refusal] { Q_EMIT requestFailed(id, RequestFailure::NotSent, refusal); },
            Qt::QueuedConnection);
    }
    return id;
}

quint64 Client::unacknowledged(SubscriptionKey key) const
{
    return m_connection ? m_connection->session().unacknowledged().outstanding(key) : 0;
}

void Client::pauseReading()
{
    if (m_connection)
        m_connection->setReadingPaused(true);
}

void Client::resumeReading()
{
    if (m_connection)
        m_connection->setReadingPaused(false);
}

bool Client::isReadingPaused() const
{
    return m_connection && m_connection->isReadingPaused();
}

std::size_t Client::bytesToWrite() const
{
    return m_connection ? m_connection->bytesToWrite() : 0;
}

void Client::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged(state);
}

void Client::ended(std::optional<ConnectionFailure> failure)
{
    const QPointer<Client> self(this);
    m_lastRequest = m_connection->session().lastRequest();
    m_connection.reset();
    if (failure) {
        failure->address = m_address;
        failure->headersOfLastSend = m_headersOfLastSend;
        if (!m_untried.empty() && mayDifferElsewhere(*failure)) {
            m_earlier.push_back(std::move(*failure));
            startNext();
            return;
        }
        if (failure->stage != ConnectionFailure::Stage::Session)
            failure->earlier = std::exchange(m_earlier, {});
    }
    setState(State::Disconnected);
    if (!self)
        return;
    if (failure)
        Q_EMIT failed(*failure);
    else
        Q_EMIT disconnected();
}

} // namespace Stomp
