#include "messagesorting.h"

#include "statesortkey.h"

#include <ui/models/messagepreview.h>

#include <stomp/messages/messagefilewriter.h>
#include <stomp/protocol/framedecoder.h>

#include <algorithm>
#include <map>
#include <string>

namespace Ui {

using Kind = Stomp::SortKey::Kind;

MessageSorting::MessageSorting(const Stomp::MessageStore& store, MessageTableModel& model,
    MessageFiltering& filtering, QObject* parent)
    : QObject(parent), m_store(store), m_model(model), m_filtering(filtering)
{
    connect(&filtering, &MessageFiltering::changed, this, &MessageSorting::filterChanged);
}

bool MessageSorting::canSortBy(int column) const
{
    return column >= 0 && column < m_model.columnCount();
}

Stomp::SortKey MessageSorting::keyOf(int column) const
{
    if (const Stomp::MessageField* field = m_model.field(column))
        return {Kind::Field, *field, {}};
    switch (static_cast<MessageColumn>(column)) {
    case MessageColumn::Time:
        break;
    case MessageColumn::Connection: {
        auto names = std::make_shared<std::map<std::uint32_t, std::string>>();
        for (std::size_t i = 0; i < m_store.sources().entries().size(); ++i) {
            const quint32 number = m_store.sources().entries()[i].source.connection;
            names->emplace(number, m_model.connectionName(number).toStdString());
        }
        return {Kind::Words, {},
            [names](std::string_view, const Stomp::MessageRow& row, std::uint64_t) {
                const auto name = names->find(row.connection);
                return name == names->end() ? std::string_view() : std::string_view(name->second);
            }};
    }
    case MessageColumn::Destination:
        return {Kind::Field, Stomp::MessageField::ofHeader("destination"), {}};
    case MessageColumn::Size:
        return {Kind::BodySize, {}, {}};
    case MessageColumn::Type:
        return {Kind::Words, {},
            [](std::string_view frame, const Stomp::MessageRow& row, std::uint64_t) {
                Stomp::FrameDecoder decoder;
                const Stomp::FrameView& view = decoder.decode(frame, row.bodyOffset, row.version);
                return Stomp::toString(
                    MessagePreview::of(view.body, view.value("content-type")).kind);
            }};
    case MessageColumn::State:
        return stateSortKey(m_store, m_model);
    case MessageColumn::Preview:
        return {Kind::Body, {}, {}};
    }
    return {Kind::Received, {}, {}};
}

int MessageSorting::columnNumber() const
{
    for (int column = 0; column < m_model.columnCount(); ++column)
        if (m_model.keyOf(column) == m_column)
            return column;
    return -1;
}

double MessageSorting::progress() const
{
    return m_isBegun && m_worker ? m_worker->progress() : 0;
}

quint64 MessageSorting::newMessages() const
{
    if (m_state == State::Off)
        return 0;
    const ShownMessages& messages = m_model.messages();
    return quint64(messages.countReachable(messages.reachable()) - messages.count());
}

void MessageSorting::sortBy(int column, bool descending)
{
    if (!canSortBy(column))
        return;
    m_column = m_model.keyOf(column);
    m_isDescending = descending;
    await();
}

void MessageSorting::sortAgain()
{
    if (m_state != State::Off)
        await();
}

void MessageSorting::await()
{
    m_state = State::Sorting;
    m_isBegun = false;
    m_filter = m_filtering.filter();
    m_gone.clear();
    // What is to be sorted: nothing that comes from now on. A paused table holds what it held.
    m_model.hold(std::nullopt);
    m_model.hold(std::min<quint64>(m_store.appendedCount(), m_model.limit()));
    m_model.setSpread(true);
    if (m_worker)
        m_worker->cancel();
    Q_EMIT changed();
}

void MessageSorting::begin()
{
    const ShownMessages& messages = m_model.messages();
    const quint64 end = std::min<quint64>(messages.reachable(), m_model.limit());
    m_model.hold(end);
    SortWorker::Job job;
    job.key = keyOf(columnNumber());
    job.descending = m_isDescending;
    job.messages = Stomp::messagesBetween(m_store.ranges(), 0, end);
    if (messages.isFiltered())
        job.only = messages.hitsUpTo(end);
    if (!m_worker)
        m_worker = std::make_unique<SortWorker>();
    m_worker->start(std::move(job));
    m_isBegun = true;
}

void MessageSorting::advance()
{
    if (m_state == State::Off)
        return;
    if (columnNumber() < 0) { // it is no longer there
        stop();
        return;
    }
    if (m_state == State::Sorted) {
        if (!m_model.isSorted()) // everything has gone
            stop();
        return;
    }
    if (!m_isBegun) {
        if (m_filtering.isHalted() || m_model.messages().reachable() >= m_model.limit())
            begin();
        return;
    }
    if (auto order = m_worker->take())
        finish(std::move(order));
}

void MessageSorting::finish(std::unique_ptr<SortedOrder> order)
{
    for (const auto& [first, end] : std::as_const(m_gone))
        for (quint64 serial = first; serial < end; ++serial)
            order->remove(serial);
    m_gone.clear();
    if (order->count() == 0) {
        stop();
        return;
    }
    m_state = State::Sorted;
    m_model.setOrder(std::move(order));
    Q_EMIT changed();
}

void MessageSorting::stop()
{
    if (m_state == State::Off)
        return;
    m_state = State::Off;
    m_column.clear();
    m_gone.clear();
    m_isBegun = false;
    if (m_worker)
        m_worker->cancel();
    m_model.hold(std::nullopt);
    m_model.setOrder(nullptr);
    m_model.setSpread(false);
    m_model.showAll();
    Q_EMIT changed();
}

void MessageSorting::removing(const Stomp::RowSpan& span)
{
    if (m_state == State::Sorting && m_isBegun && span.count > 0)
        m_gone.append(
            {m_store.serialAt(span.first), m_store.serialAt(span.first + span.count - 1) + 1});
}

void MessageSorting::filterChanged()
{
    if (m_state != State::Off && !(m_filtering.filter() == m_filter))
        await();
}

} // namespace Ui
