#include "dropwatch.h"

#include "connection.h"
#include "messagepump.h"

#include <ui/models/messagetablemodel.h>

#include <stomp/protocol/framedecoder.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace Ui {

using Stomp::AckState;

quint64 DropWatch::Report::deliveredAgain() const
{
    quint64 sum = 0;
    for (const Receiver& receiver : receivers)
        sum += receiver.messages;
    return sum;
}

DropWatch::DropWatch(MessagePump& pump, NameOf nameOf)
    : QObject(&pump.model()), m_pump(pump), m_nameOf(std::move(nameOf))
{
    pump.model().addRemarks(*this);
    connect(&pump, &MessagePump::ledgerChanged, this, &DropWatch::lookAtNew);
}

const DropWatch::Report& DropWatch::report() const
{
    static const Report none;
    return m_drops.empty() ? none : m_drops.back().report;
}

QList<DropWatch::Report> DropWatch::reports() const
{
    QList<Report> all;
    for (const Drop& drop : m_drops)
        all.append(drop.report);
    return all;
}

void DropWatch::drop(Connection* connection)
{
    const auto end = [this](std::list<Drop>::iterator drop) {
        disconnect(drop->ending);
        m_drops.erase(drop);
    };
    const auto earlier = std::ranges::find(
        m_drops, connection->number(), [](const Drop& drop) { return drop.report.connection; });
    if (earlier != m_drops.end())
        end(earlier);
    else if (m_drops.size() == mostDrops)
        end(m_drops.begin());
    Drop& drop = m_drops.emplace_back();
    drop.report.connection = connection->number();
    drop.report.isByBody = connection->dialect() == Stomp::Dialect::RabbitMq;
    drop.lookedAt = m_pump.store().appendedCount(); // others may get them before we hear of the end
    drop.sessionStart = m_pump.model().sessionStart(connection->number());
    drop.ending = connect(connection, &Connection::stateChanged, this, [this, connection, &drop] {
        if (connection->state() != Connection::State::Disconnected
            && connection->state() != Connection::State::Failed)
            return;
        disconnect(drop.ending);
        noteReturned(drop);
    });
    connection->abort();
    Q_EMIT changed();
}

void DropWatch::noteReturned(Drop& drop)
{
    m_pump.flush(); // what came before the end belongs to it
    const Stomp::MessageStore& store = m_pump.store();
    const MessageTableModel& model = m_pump.model();
    Report& report = drop.report;
    report.hasEnded = true;
    drop.endedAt = store.appendedCount();
    const std::size_t first = store.rowFrom(drop.sessionStart);
    std::size_t looked = 0;
    for (std::size_t row = store.rowCount(); row-- > first;) {
        if (++looked > mostRows) {
            report.isPartial = true;
            break;
        }
        if (store.rowAt(row).connection != report.connection
            || model.ackStateOf(store.serialAt(row)) != AckState::Lapsed)
            continue;
        ++report.returned;
        if (drop.waited.size() < mostWatched)
            drop.waited.emplace(keyOf(store.messageAt(row), report.isByBody), store.serialAt(row));
        else
            report.isPartial = true;
    }
    Q_EMIT changed();
    lookAtNew();
}

std::size_t DropWatch::keyOf(const Stomp::StoredMessage& message, bool isByBody)
{
    Stomp::FrameDecoder decoder;
    const Stomp::FrameView& frame =
        decoder.decode(message.bytes(), message.row->bodyOffset, message.row->version);
    const std::hash<std::string_view> hash;
    const std::size_t destination = hash(frame.value("destination"));
    const std::size_t own = hash(isByBody ? frame.body : frame.value("message-id"));
    return destination * 31 + own;
}

void DropWatch::lookAtNew()
{
    bool found = false;
    for (Drop& drop : m_drops)
        found = lookFor(drop) || found;
    if (!found)
        return;
    m_pump.model().remarksChanged();
    Q_EMIT changed();
}

bool DropWatch::lookFor(Drop& drop)
{
    if (drop.waited.empty())
        return false;
    const Stomp::MessageStore& store = m_pump.store();
    bool found = false;
    for (std::size_t row = store.rowFrom(drop.lookedAt); row < store.rowCount(); ++row) {
        const Stomp::MessageRow& facts = store.rowAt(row);
        const quint64 serial = store.serialAt(row);
        if ((facts.flags & Stomp::RedeliveredFlag) == 0
            || (facts.connection == drop.report.connection && serial < drop.endedAt)
            || m_before.contains(serial)) // it is another drop's
            continue;
        const auto [begin, end] =
            drop.waited.equal_range(keyOf(store.messageAt(row), drop.report.isByBody));
        if (begin == end)
            continue;
        // Of those that are alike the oldest comes again first.
        const auto oldest = std::min_element(
            begin, end, [](const auto& a, const auto& b) { return a.second < b.second; });
        m_next.insert(oldest->second, serial);
        m_before.insert(serial, drop.report.connection);
        drop.waited.erase(oldest);
        count(drop.report, facts);
        found = true;
    }
    drop.lookedAt = store.appendedCount();
    return found;
}

void DropWatch::count(Report& report, const Stomp::MessageRow& row)
{
    for (Receiver& receiver : report.receivers) {
        if (receiver.connection == row.connection && receiver.subscription == row.subscription) {
            ++receiver.messages;
            return;
        }
    }
    report.receivers.append({row.connection, row.subscription, 1});
}

QVariant DropWatch::remark(const Stomp::StoredMessage&, int) const
{
    return {};
}

QString DropWatch::words(const Stomp::StoredMessage& message) const
{
    const Stomp::MessageStore& store = m_pump.store();
    if (const auto next = m_next.constFind(message.serial); next != m_next.cend()) {
        const auto row = store.rowOf(*next);
        return row ? tr("delivered again to %1").arg(m_nameOf(store.rowAt(*row).connection))
                   : tr("delivered again");
    }
    if (const auto before = m_before.constFind(message.serial); before != m_before.cend())
        return tr("returned by %1 before").arg(m_nameOf(*before));
    return {};
}

} // namespace Ui
