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

void DropWatch::drop(Connection* connection)
{
    disconnect(m_ending);
    m_waited.clear();
    m_next.clear();
    m_before.clear();
    m_report = {};
    m_report.connection = connection->number();
    m_report.isByBody = connection->dialect() == Stomp::Dialect::RabbitMq;
    m_lookedAt = m_pump.store().appendedCount(); // others may get them before we hear of the end
    m_sessionStart = m_pump.model().sessionStart(connection->number());
    m_ending = connect(connection, &Connection::stateChanged, this, [this, connection] {
        if (connection->state() != Connection::State::Disconnected
            && connection->state() != Connection::State::Failed)
            return;
        disconnect(m_ending);
        noteReturned();
    });
    connection->abort();
    Q_EMIT changed();
}

void DropWatch::noteReturned()
{
    m_pump.flush(); // what came before the end belongs to it
    const Stomp::MessageStore& store = m_pump.store();
    const MessageTableModel& model = m_pump.model();
    m_report.hasEnded = true;
    m_endedAt = store.appendedCount();
    const std::size_t first = store.rowFrom(m_sessionStart);
    std::size_t looked = 0;
    for (std::size_t row = store.rowCount(); row-- > first;) {
        if (++looked > mostRows) {
            m_report.isPartial = true;
            break;
        }
        if (store.rowAt(row).connection != m_report.connection
            || model.ackStateOf(store.serialAt(row)) != AckState::Lapsed)
            continue;
        ++m_report.returned;
        if (m_waited.size() < mostWatched)
            m_waited.emplace(keyOf(store.messageAt(row)), store.serialAt(row));
        else
            m_report.isPartial = true;
    }
    Q_EMIT changed();
    lookAtNew();
}

std::size_t DropWatch::keyOf(const Stomp::StoredMessage& message) const
{
    Stomp::FrameDecoder decoder;
    const Stomp::FrameView& frame =
        decoder.decode(message.bytes(), message.row->bodyOffset, message.row->version);
    const std::hash<std::string_view> hash;
    const std::size_t destination = hash(frame.value("destination"));
    const std::size_t own = hash(m_report.isByBody ? frame.body : frame.value("message-id"));
    return destination * 31 + own;
}

void DropWatch::lookAtNew()
{
    if (m_waited.empty())
        return;
    const Stomp::MessageStore& store = m_pump.store();
    bool found = false;
    for (std::size_t row = store.rowFrom(m_lookedAt); row < store.rowCount(); ++row) {
        const Stomp::MessageRow& facts = store.rowAt(row);
        if ((facts.flags & Stomp::RedeliveredFlag) == 0
            || (facts.connection == m_report.connection && store.serialAt(row) < m_endedAt))
            continue;
        const auto [begin, end] = m_waited.equal_range(keyOf(store.messageAt(row)));
        if (begin == end)
            continue;
        // Of those that are alike the oldest comes again first.
        const auto oldest = std::min_element(
            begin, end, [](const auto& a, const auto& b) { return a.second < b.second; });
        m_next.insert(oldest->second, store.serialAt(row));
        m_before.insert(store.serialAt(row), oldest->second);
        m_waited.erase(oldest);
        count(facts);
        found = true;
    }
    m_lookedAt = store.appendedCount();
    if (!found)
        return;
    m_pump.model().remarksChanged();
    Q_EMIT changed();
}

void DropWatch::count(const Stomp::MessageRow& row)
{
    for (Receiver& receiver : m_report.receivers) {
        if (receiver.connection == row.connection && receiver.subscription == row.subscription) {
            ++receiver.messages;
            return;
        }
    }
    m_report.receivers.append({row.connection, row.subscription, 1});
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
    if (m_before.contains(message.serial))
        return tr("returned by %1 before").arg(m_nameOf(m_report.connection));
    return {};
}

} // namespace Ui
