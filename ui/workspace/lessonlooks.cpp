#include "lessonlooks.h"

#include <stomp/doctor/wording.h>

#include <QCoreApplication>
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
        if (!lane.isConnected)
            return tr("not connected");
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

} // namespace

LessonLaneLook laneLook(const Stomp::LessonLane& lane, std::size_t step)
{
    LessonLaneLook look;
    look.name = Stomp::fromBytes(lane.name);
    look.state = Words::stateOf(lane);
    look.isConnected = lane.isConnected;
    look.error = Stomp::fromBytes(lane.error);
    for (const Stomp::LessonArrival& arrival : lane.arrivals) {
        look.tokens << LessonToken{static_cast<int>(arrival.number), tokenState(arrival.state),
            arrival.redelivered, arrival.step == step};
    }
    return look;
}

void tellSent(LessonLook& look, const std::vector<Stomp::LessonSent>& sent, std::size_t step)
{
    QSet<int> received;
    for (const LessonLaneLook& lane : look.lanes) {
        for (const LessonToken& token : lane.tokens)
            received.insert(token.number);
    }
    for (const Stomp::LessonSent& one : sent) {
        const int number = static_cast<int>(one.number);
        look.sent << number;
        if (one.step == step)
            look.sentNow << number;
        if (!received.contains(number))
            look.atNobody << number;
    }
}

} // namespace Ui
