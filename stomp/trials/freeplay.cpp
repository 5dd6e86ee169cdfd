#include "freeplay.h"

#include "lessonconsumer.h"
#include "lessonhand.h"
#include "prooflistener.h"

#include <stomp/dialect/dialectfacts.h>

#include <QUuid>

#include <algorithm>
#include <utility>

namespace Stomp {

namespace {

constexpr const char* queueLife = "600000"; // ms without a consumer
constexpr std::size_t firstConsumers = 2;
constexpr Millis subscriptionTime = 1'500; // where no receipt is to be expected

} // namespace

struct FreePlay::Player
{
    LessonLane lane;
    std::unique_ptr<LessonConsumer> consumer;
    std::unique_ptr<LessonHand> hand;
};

FreePlay::FreePlay(
    DestinationKind kind, ClientOptions options, FreePlayPatience patience, QObject* parent)
    : QObject(parent), m_kind(kind), m_options(std::move(options)), m_patience(patience),
      m_quiet(this)
{
    m_record.run = QUuid::createUuid().toString(QUuid::Id128).left(8).toStdString();
    m_record.destination =
        (kind == DestinationKind::Topic ? "/topic/try-" : "/queue/try-") + m_record.run;
    std::erase_if(
        m_options.session.headers, [](const Header& header) { return header.name == "client-id"; });
    m_quiet.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, [this] { setState(State::Ready); });
    m_producerLane.name = "producer";
    m_producer = std::make_unique<LessonConsumer>(m_producerLane, m_record.run, m_step, this);
    connect(m_producer.get(), &LessonConsumer::done, this, &FreePlay::handleSent);
    connect(
        m_producer.get(), &LessonConsumer::failed, this, [this](const ConnectionFailure& failure) {
            Q_EMIT failed(failure);
            fail(failure.detail);
        });
    for (std::size_t i = 0; i < firstConsumers; ++i)
        addPlayer();
}

FreePlay::~FreePlay() = default;

void FreePlay::start()
{
    m_producer->connectToBroker(m_options);
}

void FreePlay::stop()
{
    endAll();
    setState(State::Stopped);
}

FreePlayRecord FreePlay::record() const
{
    FreePlayRecord record = m_record;
    for (const auto& player : m_players)
        record.lanes.push_back(player->lane);
    return record;
}

void FreePlay::tell()
{
    Q_EMIT changed(m_state, record());
}

void FreePlay::setState(State state)
{
    m_state = state;
    tell();
}

/** The producer's session says what broker it is. */
void FreePlay::greet()
{
    m_record.dialect = m_producer->client().dialect();
    if (const auto info = m_producer->client().info())
        m_record.server = info->server;
    m_options.url = m_producer->client().address();
    if (factsOf(m_record.dialect).receipts.value != Receipts::EveryFrame)
        m_options.session.receiptTimeout = subscriptionTime;
    m_record.hasAcks = knowsAcks(m_record.dialect);
    if (!m_record.hasAcks && m_kind == DestinationKind::Queue) {
        endAll();
        setState(State::NotOffered);
        return;
    }
    setState(State::Ready);
    for (std::size_t i = 0; i < m_players.size(); ++i)
        join(i);
}

void FreePlay::fail(const QString& why)
{
    m_record.problem = why.toStdString();
    endAll();
    setState(State::Failed);
}

/** RabbitMQ keeps the queues that it makes: this one is to go some time after us. To Artemis a name
 * says nothing: it is told what the destination is. */
void FreePlay::addHeaders(std::vector<Header>& headers, RoutingUse use) const
{
    if (m_record.dialect == Dialect::RabbitMq && m_kind == DestinationKind::Queue)
        headers.push_back({"x-expires", queueLife});
    if (const auto routing = routingHeader(m_record.dialect, m_kind, use))
        headers.push_back(*routing);
}

void FreePlay::send()
{
    if (m_state != State::Ready || m_step >= mostMessages)
        return;
    ++m_step;
    m_record.problem.clear();
    const auto number = static_cast<std::uint32_t>(m_step);
    Frame frame;
    frame.command = "SEND";
    frame.headers = {{"destination", m_record.destination}, {"content-type", "application/json"},
        {std::string(runHeader), m_record.run},
        {std::string(numberHeader), std::to_string(number)}};
    addHeaders(frame.headers, RoutingUse::Send);
    frame.body = R"({"number":)" + std::to_string(number) + R"(,"lesson":"free play"})";
    LessonSent sent{number, m_step};
    sent.destination = freePlayPlace;
    m_record.sent.push_back(std::move(sent));
    m_producerLane.error.clear();
    setState(State::Sending);
    m_producer->send(
        std::move(frame), factsOf(m_record.dialect).receipts.value == Receipts::EveryFrame);
}

void FreePlay::handleSent()
{
    if (m_state == State::Connecting) {
        greet();
    } else if (m_state == State::Sending) {
        m_record.problem = m_producerLane.error;
        if (!m_producerLane.isConnected) {
            fail(QString::fromStdString(m_producerLane.error));
            return;
        }
        m_record.sent.back().isConfirmed = m_producerLane.error.empty();
        m_quiet.start(m_patience.quiet);
        tell();
    }
}

void FreePlay::addPlayer()
{
    auto owned = std::make_unique<Player>();
    Player& player = *owned;
    player.lane.name = std::string(1, static_cast<char>('A' + m_players.size()));
    player.consumer = std::make_unique<LessonConsumer>(player.lane, m_record.run, m_step, this);
    player.hand = std::make_unique<LessonHand>(
        player.lane, *player.consumer, m_patience.quick, m_patience.slow, this);
    player.hand->hold();
    LessonConsumer* consumer = player.consumer.get();
    connect(consumer, &LessonConsumer::changed, this, &FreePlay::tell);
    connect(player.hand.get(), &LessonHand::changed, this, &FreePlay::tell);
    connect(
        consumer, &LessonConsumer::failed, this, [this, &player](const ConnectionFailure& failure) {
            player.lane.error = failure.detail.toStdString();
            tell();
        });
    m_players.push_back(std::move(owned));
}

void FreePlay::add()
{
    if (m_players.size() >= mostConsumers)
        return;
    addPlayer();
    join(m_players.size() - 1);
}

LessonHand* FreePlay::hand(std::size_t lane) const
{
    const bool isOpen = m_state == State::Ready || m_state == State::Sending;
    return isOpen && lane < m_players.size() ? m_players[lane]->hand.get() : nullptr;
}

void FreePlay::join(std::size_t lane)
{
    LessonHand* one = hand(lane);
    if (!one)
        return;
    LessonAction action;
    action.verb = LessonAction::Verb::Subscribe;
    action.destination = freePlayPlace;
    addHeaders(action.headers, RoutingUse::Subscribe);
    one->remember({action, m_record.destination, m_record.dialect});
    one->join(m_options);
}

void FreePlay::leave(std::size_t lane)
{
    if (LessonHand* one = hand(lane))
        one->leave();
}

void FreePlay::kill(std::size_t lane)
{
    if (LessonHand* one = hand(lane))
        one->kill();
}

void FreePlay::setPace(std::size_t lane, LessonLane::Pace pace)
{
    if (LessonHand* one = hand(lane))
        one->setPace(pace);
}

/** What is not acknowledged goes back. */
void FreePlay::endAll()
{
    m_quiet.stop();
    for (const auto& player : m_players) {
        player->hand->end();
        player->consumer->end();
        player->lane.isConnected = false;
        player->lane.subscribedTo.clear();
        for (LessonArrival& arrival : player->lane.arrivals) {
            if (arrival.state == LessonArrival::State::Waiting)
                arrival.state = LessonArrival::State::Returned;
        }
    }
    m_producer->end();
}

} // namespace Stomp
