#include "messageselection.h"

#include "wording.h"

#include <ui/models/messagetablemodel.h>

#include <stomp/messages/messagetext.h>

#include <QItemSelectionModel>

#include <algorithm>

namespace Ui {

MessageSelection::MessageSelection(
    const MessageTableModel& model, const QItemSelectionModel& selection)
    : m_model(model)
{
    for (const QItemSelectionRange& range : selection.selection())
        m_ranges.append({range.top(), range.bottom()});
    std::sort(m_ranges.begin(), m_ranges.end(),
        [](const Rows& a, const Rows& b) { return a.first < b.first; });
}

template <typename Visit>
void MessageSelection::forEachRow(Visit visit) const
{
    for (const Rows& rows : m_ranges)
        for (int row = rows.first; row <= rows.last; ++row)
            if (!visit(row))
                return;
}

template <typename Visit>
void MessageSelection::forEachMessage(Visit visit) const
{
    forEachRow([this, &visit](int row) {
        if (m_model.repeats(row) == 1)
            return m_model.isGap(row) || visit(m_model.serialAt(row));
        const std::vector<std::uint64_t> serials = m_model.serialsAt(row);
        return std::all_of(serials.begin(), serials.end(), visit);
    });
}

quint64 MessageSelection::messageCount() const
{
    if (!m_model.isFolded())
        return quint64(count());
    quint64 messages = 0;
    forEachRow([this, &messages](int row) {
        messages += m_model.repeats(row);
        return true;
    });
    return messages;
}

int MessageSelection::count() const
{
    int count = 0;
    for (const Rows& rows : m_ranges)
        count += rows.last - rows.first + 1;
    return count;
}

QList<std::pair<quint64, quint64>> MessageSelection::serialSpansOfSorted() const
{
    QList<quint64> serials;
    forEachRow([this, &serials](int row) {
        serials.append(m_model.serialAt(row));
        return true;
    });
    std::sort(serials.begin(), serials.end());
    QList<std::pair<quint64, quint64>> spans;
    for (const quint64 serial : std::as_const(serials)) {
        if (!spans.isEmpty() && spans.back().second + 1 == serial)
            spans.back().second = serial;
        else
            spans.append({serial, serial});
    }
    return spans;
}

QList<std::pair<quint64, quint64>> MessageSelection::serialSpans() const
{
    if (m_model.isSorted())
        return serialSpansOfSorted();
    QList<std::pair<quint64, quint64>> spans;
    for (Rows rows : m_ranges) {
        while (rows.first <= rows.last && m_model.isGap(rows.first))
            ++rows.first;
        while (rows.first <= rows.last && m_model.isGap(rows.last))
            --rows.last;
        if (rows.first <= rows.last)
            spans.append({m_model.serialAt(rows.first), m_model.lastSerialAt(rows.last)});
    }
    return spans;
}

QList<quint64> MessageSelection::waitingSerials() const
{
    QList<quint64> serials;
    forEachMessage([this, &serials](quint64 serial) {
        if (m_model.ackStateOf(serial) == Stomp::AckState::Waiting)
            serials.append(serial);
        return true;
    });
    return serials;
}

bool MessageSelection::hasWaiting() const
{
    bool found = false;
    forEachMessage([this, &found](quint64 serial) {
        found = m_model.ackStateOf(serial) == Stomp::AckState::Waiting;
        return !found;
    });
    return found;
}

QList<int> MessageSelection::messageRows(qsizetype most) const
{
    QList<int> rows;
    forEachRow([this, &rows, most](int row) {
        if (rows.size() < most && !m_model.isGap(row))
            rows << row;
        return rows.size() < most;
    });
    return rows;
}

bool MessageSelection::isUpTo(quint64 bytes) const
{
    quint64 sum = 0;
    forEachRow([this, &sum, bytes](int row) {
        sum += m_model.isGap(row) ? 0 : m_model.rowAt(row).length + 1;
        return sum <= bytes;
    });
    return sum > 0 && sum <= bytes;
}

QByteArray MessageSelection::bodies() const
{
    QByteArray all;
    forEachRow([this, &all](int row) {
        const Stomp::StoredMessage message = m_model.messageAt(row);
        if (!message)
            return true;
        if (!all.isEmpty())
            all += '\n';
        all += toBytes(message.body());
        return true;
    });
    return all;
}

QByteArray MessageSelection::frames() const
{
    QByteArray all;
    forEachRow([this, &all](int row) {
        const Stomp::StoredMessage message = m_model.messageAt(row);
        if (!message)
            return true;
        if (!all.isEmpty())
            all += '\n';
        all += toBytes(message.bytes());
        return true;
    });
    return all;
}

qsizetype MessageSelection::appendTo(Stomp::MessageText& text, std::string& out) const
{
    qsizetype messages = 0;
    forEachRow([this, &text, &out, &messages](int row) {
        if (const Stomp::StoredMessage message = m_model.messageAt(row)) {
            text.append(message.bytes(), *message.row, out);
            ++messages;
        }
        return true;
    });
    return messages;
}

} // namespace Ui
