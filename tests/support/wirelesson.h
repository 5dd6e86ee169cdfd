#pragma once

#include "wirerecord.h"

#include <ui/workspace/lessonlook.h>

#include <stomp/trials/lessonrecord.h>

#include <QDateTime>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <functional>

namespace Testing {

/**
 * What the connections of a lesson carried, told as the lesson's drawing is to tell it. Which lane
 * a connection is follows from the lesson's file: the window's own and the producer's come first,
 * then one for each "connect". Knows nothing of what the console has made of the frames.
 */
class WireLesson
{
public:
    using State = Ui::LessonToken::State;

    /** isOver: the lesson has ended its connections, and its drawing stays as it was before. */
    WireLesson(
        const WireRecord& record, const Stomp::Lesson& lesson, Stomp::Dialect dialect, bool isOver)
        : m_connections(record.connections())
    {
        QHash<QString, Stomp::LessonAction::Verb> last;
        for (const std::string& name : lesson.consumers)
            m_lanes.append(Lane{QString::fromStdString(name)});
        for (const Stomp::LessonStep& step : lesson.steps) {
            for (const Stomp::LessonAction& action : actionsFor(step, dialect)) {
                using enum Stomp::LessonAction::Verb;
                const QString who = QString::fromStdString(action.who);
                if (action.verb == Connect)
                    m_order.append(who);
                if (action.verb == Connect || action.verb == Leave || action.verb == Kill)
                    last[who] = action.verb;
            }
        }
        for (qsizetype i = 1; i < m_connections.size(); ++i) {
            noteSent(m_connections[i]);
            if (i - firstLane >= m_order.size())
                continue;
            const QString who = m_order.value(i - firstLane);
            for (Lane& lane : m_lanes) {
                const bool isLast = m_order.lastIndexOf(who) == i - firstLane;
                const bool isFrozen =
                    isOver && isLast && last.value(who) == Stomp::LessonAction::Verb::Connect;
                if (lane.name == who && i >= firstLane)
                    follow(lane, m_connections[i], isFrozen);
            }
        }
        std::ranges::sort(m_sent, {}, &Sent::frame);
    }

    /** As LessonLanes describes what it draws. */
    [[nodiscard]] QString description(const QList<Ui::LessonPlaceLook>& places) const
    {
        const auto open = std::ranges::count(m_sent, Fate::Open, &Sent::fate);
        const auto there = std::ranges::count_if(m_sent, &Sent::isThere);
        const auto gone = m_sent.size() - there - open;
        QString sent = QStringLiteral("%1 message(s) sent").arg(m_sent.size());
        if (open > 0)
            sent += QStringLiteral(", %1 of them in an open transaction").arg(open);
        if (gone > 0)
            sent += QStringLiteral(", %1 of them not committed or expired").arg(gone);
        QStringList lines{sent};
        for (const Ui::LessonPlaceLook& place : places) {
            QStringList numbers;
            for (const auto& [number, state] : waitingAt(place.name.toUtf8()))
                numbers << QString::number(number);
            lines << QStringLiteral("%1 %2, with no consumer: %3")
                         .arg(isTopic(place.name.toUtf8()) ? QStringLiteral("topic")
                                                           : QStringLiteral("queue"),
                             place.name, orNothing(numbers, u", ", u"nothing"));
        }
        for (const Lane& lane : m_lanes) {
            QStringList tokens;
            for (const Arrival& one : lane.arrivals)
                tokens << textOf(one);
            lines << QStringLiteral("%1, %2: %3")
                         .arg(lane.name, stateOf(lane),
                             orNothing(tokens, u"; ", u"nothing received"));
        }
        return lines.join(u'\n');
    }

    /** What was sent there and no consumer has, and what became of it. */
    [[nodiscard]] QList<std::pair<int, State>> waitingAt(const QByteArray& place) const
    {
        QList<std::pair<int, State>> waiting;
        for (const Sent& sent : m_sent) {
            if (sent.destination != place || !sent.isThere())
                continue;
            bool hasCome = false;
            bool isHeld = false;
            for (const Lane& lane : m_lanes) {
                for (const Arrival& one : lane.arrivals) {
                    // What comes from where nothing was sent to has moved there: a dead letter.
                    const bool isIt = one.number == sent.number
                        && (one.destination == place || !wasSentTo(one.destination));
                    hasCome = hasCome || isIt;
                    isHeld = isHeld || (isIt && one.state != State::Returned);
                }
            }
            if (isTopic(place) && !hasCome)
                waiting.append({sent.number, State::Unheard});
            else if (!isTopic(place) && !isHeld)
                waiting.append({sent.number, hasCome ? State::Returned : State::Waiting});
        }
        return waiting;
    }

    /** What these lanes would have made of the step; stepOf tells in which one a frame came. */
    [[nodiscard]] std::vector<std::string> unmet(
        const std::vector<Stomp::LessonExpectation>& expectations, std::size_t step,
        const std::function<std::size_t(int)>& stepOf) const
    {
        Stomp::LessonRecord record;
        for (const Lane& lane : m_lanes) {
            Stomp::LessonLane& told = record.lanes.emplace_back();
            told.name = lane.name.toStdString();
            for (const Arrival& one : lane.arrivals)
                told.arrivals.push_back(
                    {static_cast<std::uint32_t>(one.number), one.isRedelivered, stepOf(one.frame)});
        }
        return Stomp::unmet(expectations, record, step);
    }

    [[nodiscard]] bool isAllClosed() const
    {
        return std::none_of(m_connections.begin() + 1, m_connections.end(),
            [](const WireRecord::Connection& one) { return one.isOpen; });
    }

private:
    static constexpr qsizetype firstLane = 2;

    enum class Fate : quint8
    {
        Sent,
        Open,
        Committed,
        Aborted,
    };
    struct Sent
    {
        int number = 0;
        QByteArray destination, transaction;
        qint64 expires = 0;
        Fate fate = Fate::Sent;
        int frame = 0;

        [[nodiscard]] bool isThere() const
        {
            return fate != Fate::Open && fate != Fate::Aborted
                && (expires == 0 || expires > QDateTime::currentMSecsSinceEpoch());
        }
    };
    struct Arrival
    {
        int number = 0;
        bool isRedelivered = false;
        State state = State::Taken;
        QByteArray destination, subscription, ack;
        int frame = 0;
    };
    struct Lane
    {
        QString name;
        bool isConnected = false;
        QByteArray mode = {}; //!< of its subscription; empty: it has none
        QList<Arrival> arrivals = {};
    };

    static int numberOf(const WireFrame& frame)
    {
        return QJsonDocument::fromJson(frame.body).object().value(u"number").toInt();
    }
    static bool isTopic(const QByteArray& place) { return place.startsWith("/topic/"); }
    [[nodiscard]] bool wasSentTo(const QByteArray& place) const
    {
        return std::ranges::find(m_sent, place, &Sent::destination) != m_sent.end();
    }
    static QString orNothing(const QStringList& parts, QStringView between, QStringView nothing)
    {
        return parts.isEmpty() ? nothing.toString() : parts.join(between);
    }
    static QString stateOf(const Lane& lane)
    {
        if (!lane.isConnected)
            return QStringLiteral("not connected");
        return lane.mode.isEmpty() ? QStringLiteral("connected")
                                   : u"subscribed, " + QString::fromUtf8(lane.mode);
    }
    static QString textOf(const Arrival& one)
    {
        static const QHash<State, QString> words{{State::Taken, QStringLiteral("received")},
            {State::Waiting, QStringLiteral("waits for its acknowledgement")},
            {State::Acked, QStringLiteral("acknowledged")},
            {State::Nacked, QStringLiteral("refused")},
            {State::Returned, QStringLiteral("given back")}};
        return QString::number(one.number) + u' ' + words.value(one.state)
            + (one.isRedelivered ? QStringLiteral(", redelivered") : QString());
    }

    void noteSent(const WireRecord::Connection& connection)
    {
        QList<Sent> sent;
        const auto end = [&sent](const QByteArray& transaction, Fate fate) {
            for (Sent& one : sent) {
                if (one.fate == Fate::Open && one.transaction == transaction)
                    one.fate = fate;
            }
        };
        for (const WireFrame& frame : connection.frames) {
            const QByteArray transaction = frame.value("transaction");
            if (frame.command == "SEND")
                sent.append({numberOf(frame), frame.value("destination"), transaction,
                    frame.value("expires").toLongLong(),
                    transaction.isEmpty() ? Fate::Sent : Fate::Open, frame.number});
            else if (frame.command == "COMMIT" || frame.command == "ABORT")
                end(transaction, frame.command == "COMMIT" ? Fate::Committed : Fate::Aborted);
        }
        m_sent += sent;
    }

    static void follow(Lane& lane, const WireRecord::Connection& connection, bool isFrozen)
    {
        QHash<QByteArray, QByteArray> modes; // of the subscriptions
        const qsizetype first = lane.arrivals.size();
        for (const WireFrame& frame : connection.frames) {
            if (frame.command == "CONNECTED") {
                lane.isConnected = true;
            } else if (frame.command == "SUBSCRIBE") {
                const QByteArray mode = frame.value("ack");
                modes[frame.value("id")] = mode.isEmpty() ? QByteArray("auto") : mode;
            } else if (frame.command == "UNSUBSCRIBE") {
                modes.remove(frame.value("id"));
            } else if (frame.command == "MESSAGE") {
                const QByteArray subscription = frame.value("subscription");
                const bool isAuto = modes.value(subscription, "auto") == "auto";
                lane.arrivals.append({numberOf(frame), frame.value("redelivered") == "true",
                    isAuto ? State::Taken : State::Waiting, frame.value("destination"),
                    subscription, frame.value("ack"), frame.number});
            } else if (frame.command == "ACK" || frame.command == "NACK") {
                settle(lane, first, modes, frame);
            }
        }
        lane.mode = modes.isEmpty() ? QByteArray() : modes.begin().value();
        if (connection.isOpen || isFrozen)
            return;
        lane.isConnected = false;
        lane.mode.clear();
        for (qsizetype i = first; i < lane.arrivals.size(); ++i) {
            if (lane.arrivals[i].state == State::Waiting)
                lane.arrivals[i].state = State::Returned;
        }
    }
    /** In client mode an ACK takes all before it on its subscription along. */
    static void settle(Lane& lane, qsizetype first, const QHash<QByteArray, QByteArray>& modes,
        const WireFrame& frame)
    {
        const auto at = std::find_if(lane.arrivals.begin() + first, lane.arrivals.end(),
            [&](const Arrival& one) { return one.ack == frame.value("id"); });
        if (at == lane.arrivals.end())
            return;
        const bool isAck = frame.command == "ACK";
        const bool isCumulative = isAck && modes.value(at->subscription) == "client";
        for (auto one = isCumulative ? lane.arrivals.begin() + first : at; one <= at; ++one) {
            if (one->state == State::Waiting && one->subscription == at->subscription)
                one->state = isAck ? State::Acked : State::Nacked;
        }
    }

    QList<WireRecord::Connection> m_connections;
    QStringList m_order; //!< names of consumers, as they connect
    QList<Lane> m_lanes;
    QList<Sent> m_sent;
};

} // namespace Testing
