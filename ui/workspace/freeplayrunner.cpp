#include "freeplayrunner.h"

#include "iothread.h"
#include "lessonlooks.h"

#include <stomp/doctor/diagnosis.h>
#include <stomp/doctor/wording.h>

#include <utility>

namespace Ui {

using Stomp::DestinationKind;
using Stomp::FreePlay;
using Stomp::FreePlayRecord;

namespace {

LessonLook::State lookState(FreePlay::State state)
{
    switch (state) {
    case FreePlay::State::Connecting:
        return LessonLook::State::Connecting;
    case FreePlay::State::Ready:
        return LessonLook::State::Ready;
    case FreePlay::State::Sending:
        return LessonLook::State::Running;
    case FreePlay::State::NotOffered:
        return LessonLook::State::NotOffered;
    case FreePlay::State::Failed:
        return LessonLook::State::Failed;
    case FreePlay::State::Stopped:
        break;
    }
    return LessonLook::State::Stopped;
}

/** Those of the lanes who got the message. */
QStringList whoGot(const LessonLook& look, int number)
{
    QStringList names;
    for (const LessonLaneLook& lane : look.lanes) {
        for (const LessonToken& token : lane.tokens) {
            if (token.number == number) {
                names << lane.name;
                break;
            }
        }
    }
    return names;
}

} // namespace

FreePlayRunner::FreePlayRunner(IoThread& thread, Stomp::ClientOptions options, QObject* parent)
    : LessonPlayer(parent), m_thread(thread), m_options(std::move(options))
{ }

FreePlayRunner::~FreePlayRunner()
{
    end();
}

QString FreePlayRunner::titleOf(DestinationKind kind)
{
    return kind == DestinationKind::Topic ? tr("Try a topic by hand") : tr("Try a queue by hand");
}

void FreePlayRunner::open(DestinationKind kind)
{
    end();
    m_kind = kind;
    FreePlayRecord empty;
    empty.destination = kind == DestinationKind::Topic ? "topic" : "queue";
    for (const char* name : {"A", "B"})
        empty.lanes.emplace_back().name = name;
    take(FreePlay::State::Stopped, empty);
}

void FreePlayRunner::start()
{
    end();
    m_failure.clear();
    m_cameTrue = -1;
    m_play = new FreePlay(m_kind, m_options);
    connect(m_play, &FreePlay::failed, this, [this](const Stomp::ConnectionFailure& failure) {
        const Stomp::Diagnosis diagnosis = Stomp::explain(failure, m_options);
        m_failure = QStringList{diagnosis.what, diagnosis.cause, diagnosis.remedy}.join(u' ');
    });
    connect(m_play, &FreePlay::changed, this, &FreePlayRunner::take);
    const FreePlayRecord record = m_play->record();
    m_thread.adopt(m_play);
    m_thread.post([play = m_play] { play->start(); });
    take(FreePlay::State::Connecting, record);
}

void FreePlayRunner::step()
{
    if (!m_play || look().state != LessonLook::State::Ready)
        return;
    m_forecast.note(look());
    m_thread.post([play = m_play] { play->send(); });
}

void FreePlayRunner::stop()
{
    if (m_play && isRunning())
        m_thread.post([play = m_play] { play->stop(); });
}

void FreePlayRunner::addConsumer(int /*place*/)
{
    if (m_play)
        m_thread.post([play = m_play] { play->add(); });
}

void FreePlayRunner::join(int lane)
{
    if (m_play)
        m_thread.post([play = m_play, lane] { play->join(static_cast<std::size_t>(lane)); });
}

void FreePlayRunner::leave(int lane)
{
    if (m_play)
        m_thread.post([play = m_play, lane] { play->leave(static_cast<std::size_t>(lane)); });
}

void FreePlayRunner::kill(int lane)
{
    if (m_play)
        m_thread.post([play = m_play, lane] { play->kill(static_cast<std::size_t>(lane)); });
}

void FreePlayRunner::setPace(int lane, LessonLaneLook::Pace pace)
{
    if (m_play) {
        m_thread.post([play = m_play, lane, pace] {
            play->setPace(static_cast<std::size_t>(lane), lanePace(pace));
        });
    }
}

void FreePlayRunner::end()
{
    if (!m_play)
        return;
    m_play->disconnect(this); // its end closes its connections, and all goes back
    std::exchange(m_play, nullptr)->deleteLater();
}

/** Where the last message went, and which of the answers that was. */
void FreePlayRunner::reveal(LessonLook& look)
{
    if (look.sent.isEmpty())
        return;
    const int number = look.sent.constLast();
    const QStringList who = whoGot(look, number);
    look.released = MessageForecast::tell(number, who);
    if (this->look().state == LessonLook::State::Running) // now; what moves later is no answer
        m_cameTrue = m_forecast.cameTrue(who);
    look.cameTrue = m_cameTrue;
}

/** What a queue still has of us. */
QString FreePlayRunner::leftOf(const LessonLook& look, const QString& destination) const
{
    if (m_kind != DestinationKind::Queue)
        return {};
    int left = 0;
    for (const int number : look.sent) {
        bool isDone = false;
        for (const LessonLaneLook& lane : look.lanes) {
            for (const LessonToken& token : lane.tokens) {
                isDone =
                    isDone || (token.number == number && token.state == LessonToken::State::Acked);
            }
        }
        left += isDone ? 0 : 1;
    }
    return left == 0
        ? QString()
        : tr("%n message(s) that nobody acknowledged stay in %1.", "", left).arg(destination);
}

void FreePlayRunner::take(FreePlay::State state, const FreePlayRecord& record)
{
    const std::size_t step = record.sent.size();
    LessonLook look;
    look.state = lookState(state);
    look.isFreePlay = true;
    look.hasAcks = record.hasAcks;
    look.mostLanes = static_cast<int>(FreePlay::mostConsumers);
    look.joinable = {0};
    look.title = titleOf(m_kind);
    look.summary = m_kind == DestinationKind::Topic
        ? tr("A topic with consumers that you add, send away, put to sleep or kill, each on a "
             "connection of its own. Nothing is expected: see what this broker does.")
        : tr("A queue with consumers that you add, send away, put to sleep or kill, each on a "
             "connection of its own. Nothing is expected: see what this broker does.");
    look.broker = Stomp::fromBytes(record.server);
    look.step = static_cast<int>(step);
    std::vector<const Stomp::LessonLane*> lanes;
    for (const Stomp::LessonLane& lane : record.lanes)
        lanes.push_back(&lane);
    LessonPlaceLook place{Stomp::fromBytes(record.destination),
        m_kind == DestinationKind::Topic ? LessonPlaceLook::Kind::Topic
                                         : LessonPlaceLook::Kind::Queue};
    tellRecord(look, {{Stomp::freePlayPlace, place}}, lanes, record.sent, step);
    look.problem = Stomp::fromBytes(record.problem);
    switch (look.state) {
    case LessonLook::State::Ready:
        reveal(look);
        if (step < FreePlay::mostMessages)
            MessageForecast::ask(look, static_cast<int>(look.sent.size()) + 1);
        else
            look.problem = tr("%1 messages are the most of one round. Stop, and start again.")
                               .arg(FreePlay::mostMessages);
        look.say = tr("Step sends the next message; change the consumers as you like.");
        break;
    case LessonLook::State::Stopped:
        look.outcomeText = leftOf(look, Stomp::fromBytes(record.destination));
        break;
    case LessonLook::State::NotOffered:
        look.problem = tr("This broker has no queues: whatever a destination is called, every "
                          "subscriber gets a copy and nothing is kept. Try a topic.");
        break;
    case LessonLook::State::Failed:
        if (!m_failure.isEmpty())
            look.problem = m_failure;
        break;
    default:
        break;
    }
    setLook(std::move(look));
}

} // namespace Ui
