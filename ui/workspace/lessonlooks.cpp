#include "lessonlooks.h"

#include <stomp/dialect/destination.h>
#include <stomp/doctor/wording.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QSet>

namespace Ui {

namespace {

/** Words of a lane. */
class Words
{
    Q_DECLARE_TR_FUNCTIONS(Ui::LessonLooks)

public:
    [[nodiscard]] static QString stateOf(const Stomp::LessonLane& lane)
    {
        using Pace = Stomp::LessonLane::Pace;
        if (lane.isBusy)
            return lane.isConnected ? tr("comes or goes …") : tr("connecting …");
        if (!lane.isConnected)
            return tr("not connected");
        if (lane.pace == Pace::Asleep)
            return tr("asleep: sends no ACK");
        if (lane.pace == Pace::Slow)
            return tr("slow: ACK after 4 s");
        if (lane.subscribedTo.empty())
            return tr("connected");
        return tr("subscribed, %1").arg(Stomp::fromBytes(Stomp::toString(lane.ack)));
    }
};

LessonToken::State tokenState(Stomp::LessonArrival::State state)
{
    switch (state) {
    case Stomp::LessonArrival::State::Taken:
        return LessonToken::State::Taken;
    case Stomp::LessonArrival::State::Waiting:
        return LessonToken::State::Waiting;
    case Stomp::LessonArrival::State::Acked:
        return LessonToken::State::Acked;
    case Stomp::LessonArrival::State::Nacked:
        return LessonToken::State::Nacked;
    case Stomp::LessonArrival::State::Returned:
        break;
    }
    return LessonToken::State::Returned;
}

LessonLaneLook::Pace lookPace(Stomp::LessonLane::Pace pace)
{
    switch (pace) {
    case Stomp::LessonLane::Pace::Slow:
        return LessonLaneLook::Pace::Slow;
    case Stomp::LessonLane::Pace::Asleep:
        return LessonLaneLook::Pace::Asleep;
    case Stomp::LessonLane::Pace::Quick:
        break;
    }
    return LessonLaneLook::Pace::Quick;
}

/** -1: none of them. */
int placeOf(const std::vector<LessonPlaceKey>& places, const std::string& key)
{
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i].key == key)
            return static_cast<int>(i);
    }
    return -1;
}

LessonLaneLook laneLook(
    const Stomp::LessonLane& lane, const std::vector<LessonPlaceKey>& places, std::size_t step)
{
    LessonLaneLook look;
    look.name = Stomp::fromBytes(lane.name);
    look.state = Words::stateOf(lane);
    look.isConnected = lane.isConnected;
    look.isBusy = lane.isBusy;
    look.pace = lookPace(lane.pace);
    look.place = lane.isConnected ? placeOf(places, lane.subscribedTo) : -1;
    look.error = Stomp::fromBytes(lane.error);
    for (const Stomp::LessonArrival& arrival : lane.arrivals) {
        look.tokens << LessonToken{static_cast<int>(arrival.number), tokenState(arrival.state),
            arrival.redelivered, arrival.step == step, placeOf(places, arrival.destination),
            !arrival.transaction.empty()};
    }
    return look;
}

/** By our own clock: expired messages are not told of. */
bool isThere(const Stomp::LessonSent& sent)
{
    using Transaction = Stomp::LessonSent::Transaction;
    if (sent.state == Transaction::Open || sent.state == Transaction::Aborted)
        return false;
    return sent.expires == 0 || sent.expires > QDateTime::currentMSecsSinceEpoch();
}

/** What became of a message that was sent to a place. It may come from elsewhere, such as a dead
 * letter queue: from a place that nothing was sent to. */
LessonToken tokenOfSent(
    const LessonLook& look, const QSet<int>& sentTo, int number, int place, bool isTopic)
{
    LessonToken token{number, isTopic ? LessonToken::State::Unheard : LessonToken::State::Waiting,
        false, false, place};
    for (const LessonLaneLook& lane : look.lanes) {
        for (const LessonToken& one : lane.tokens) {
            const bool isIt = one.number == number
                && (one.place == place || one.place < 0 || !sentTo.contains(one.place));
            if (!isIt)
                continue;
            if (isTopic || one.state != LessonToken::State::Returned) {
                token.state = LessonToken::State::Taken;
                return token;
            }
            token.state = LessonToken::State::Returned;
        }
    }
    return token;
}

} // namespace

Stomp::LessonLane::Pace lanePace(LessonLaneLook::Pace pace)
{
    switch (pace) {
    case LessonLaneLook::Pace::Slow:
        return Stomp::LessonLane::Pace::Slow;
    case LessonLaneLook::Pace::Asleep:
        return Stomp::LessonLane::Pace::Asleep;
    case LessonLaneLook::Pace::Quick:
        break;
    }
    return Stomp::LessonLane::Pace::Quick;
}

LessonPlaceLook placeLook(Stomp::Dialect dialect, const std::string& name)
{
    const Stomp::DestinationKind kind = kindOf(dialect, name);
    const bool isTopic =
        kind == Stomp::DestinationKind::Topic || kind == Stomp::DestinationKind::TempTopic;
    return {Stomp::fromBytes(name),
        isTopic ? LessonPlaceLook::Kind::Topic : LessonPlaceLook::Kind::Queue};
}

void tellRecord(LessonLook& look, const std::vector<LessonPlaceKey>& places,
    const std::vector<const Stomp::LessonLane*>& lanes, const std::vector<Stomp::LessonSent>& sent,
    std::size_t step)
{
    for (const LessonPlaceKey& place : places)
        look.places << place.look;
    for (const Stomp::LessonLane* lane : lanes)
        look.lanes << laneLook(*lane, places, step);
    QSet<int> sentTo;
    for (const Stomp::LessonSent& one : sent)
        sentTo.insert(placeOf(places, one.destination));
    for (const Stomp::LessonSent& one : sent) {
        const int number = static_cast<int>(one.number);
        look.sent << number;
        if (one.step == step)
            look.sentNow << number;
        const int place = placeOf(places, one.destination);
        if (!isThere(one)) {
            const int index = static_cast<int>(look.sent.size()) - 1;
            look.notThere << index;
            if (one.state == Stomp::LessonSent::Transaction::Open)
                look.inTransaction << index;
            continue;
        }
        if (place < 0)
            continue;
        LessonPlaceLook& at = look.places[place];
        LessonToken token =
            tokenOfSent(look, sentTo, number, place, at.kind == LessonPlaceLook::Kind::Topic);
        token.isNew = one.step == step;
        if (token.state != LessonToken::State::Taken)
            at.tokens << token;
    }
}

} // namespace Ui
