#include "messagetablemodel.h"
#include "rowremarks.h"

#include <QStringList>

#include <utility>

namespace Ui {

namespace {
constexpr int timeColumn = int(MessageColumn::Time);
}

void MessageTableModel::setTimeReading(const TimeReading& reading)
{
    if (std::exchange(m_timeReading, reading) == reading)
        return;
    Q_EMIT headerDataChanged(Qt::Horizontal, timeColumn, timeColumn);
    timesChanged();
}

void MessageTableModel::setMarkedTime(std::optional<qint64> receivedUs)
{
    if (std::exchange(m_markedUs, receivedUs) != receivedUs
        && m_timeReading.since == TimeSince::MarkedRow)
        timesChanged();
}

void MessageTableModel::timesChanged()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, timeColumn), index(rowCount() - 1, timeColumn));
}

void MessageTableModel::noteStart()
{
    if (std::exchange(m_clearedAtStart, m_store.clearedCount()) != m_store.clearedCount())
        m_startUs.reset();
    if (!m_startUs && m_store.rowCount() > 0)
        m_startUs = m_store.rowAt(0).receivedUs;
}

void MessageTableModel::noteAboveFirst()
{
    const ShownMessages::Part gone = m_removal.messages;
    if (gone.first != 0 || gone.count == 0)
        return;
    m_aboveFirstUs.reset();
    if (gone.count < m_messages.count())
        m_aboveFirstUs = m_store.rowAt(m_messages.storeRow(gone.count - 1)).receivedUs;
}

std::optional<qint64> MessageTableModel::timeSince(int row) const
{
    const qint64 received = rowAt(row).receivedUs;
    switch (m_timeReading.since) {
    case TimeSince::Clock:
        break;
    case TimeSince::Start:
        return m_startUs ? std::optional(received - *m_startUs) : std::nullopt;
    case TimeSince::MarkedRow:
        return m_markedUs ? std::optional(received - *m_markedUs) : std::nullopt;
    case TimeSince::PreviousRow:
        for (int above = row - 1; above >= 0; --above)
            if (!isGap(above))
                return received - rowAt(above).receivedUs;
        return m_aboveFirstUs ? std::optional(received - *m_aboveFirstUs) : std::nullopt;
    }
    return std::nullopt;
}

QString MessageTableModel::timeText(int row) const
{
    if (m_timeReading.since == TimeSince::Clock)
        return clockText(rowAt(row).receivedUs, m_timeReading.showsMicroseconds);
    const std::optional<qint64> since = timeSince(row);
    return since ? sinceText(*since, m_timeReading.showsMicroseconds) : QStringLiteral("\u2013");
}

QString MessageTableModel::timeTip(int row) const
{
    const QString date = tr("Received %1").arg(dateText(rowAt(row).receivedUs));
    if (m_timeReading.since == TimeSince::Clock)
        return date;
    const std::optional<qint64> since = timeSince(row);
    if (!since && m_timeReading.since == TimeSince::MarkedRow)
        return date + u'\n' + tr("No message is marked to count from");
    if (!since)
        return date + u'\n' + tr("No message is above it");
    if (*since == 0 && m_timeReading.since == TimeSince::PreviousRow)
        return date + u'\n'
            + tr("0 after the message above: both came with one read from the socket");
    return date;
}

bool MessageTableModel::isRightAligned(MessageColumn column) const
{
    return column == MessageColumn::Size
        || (column == MessageColumn::Time && m_timeReading.since != TimeSince::Clock);
}

QString MessageTableModel::timeHeader() const
{
    switch (m_timeReading.since) {
    case TimeSince::Clock:
        break;
    case TimeSince::Start:
        return tr("Since start");
    case TimeSince::PreviousRow:
        return tr("Since previous");
    case TimeSince::MarkedRow:
        return tr("Since mark");
    }
    return tr("Time");
}

QString MessageTableModel::timeHeaderTip() const
{
    const auto meaning = [this] {
        switch (m_timeReading.since) {
        case TimeSince::Clock:
            break;
        case TimeSince::Start:
            return tr("Since the first message that came, or that came after Clear");
        case TimeSince::PreviousRow:
            return tr("Since the message in the row above");
        case TimeSince::MarkedRow:
            return m_markedUs ? tr("Since the message that is marked to count from")
                              : tr("No message is marked to count from");
        }
        return tr("When it was received");
    };
    return meaning() + u'\n'
        + tr("The clock is read once for what comes with one read from the socket: such messages "
             "have the same time.");
}

QString MessageTableModel::toolTip(int row, MessageColumn column) const
{
    QStringList lines;
    if (column == MessageColumn::Time)
        lines << timeTip(row);
    else if (column == MessageColumn::Destination)
        lines << decoded(storeRowOf(row)).destination;
    if (const QString repeats = repeatsInWords(row); !repeats.isEmpty())
        lines << repeats;
    return (lines + remarksInWords(storeRowOf(row))).join(u'\n');
}

QString MessageTableModel::accessibleText(int row) const
{
    QStringList remarks = remarksInWords(storeRowOf(row));
    if (const QString repeats = repeatsInWords(row); !repeats.isEmpty())
        remarks.prepend(repeats);
    return remarks.isEmpty() ? QString()
                             : (QStringList(timeText(row)) + remarks).join(QStringLiteral(", "));
}

QVariant MessageTableModel::remark(std::size_t row, int role) const
{
    if (m_remarks.empty())
        return {};
    const Stomp::StoredMessage message = m_store.messageAt(row);
    for (const RowRemarks* remarks : m_remarks) {
        const QVariant value = remarks->remark(message, role);
        if (value.isValid())
            return value;
    }
    return {};
}

QStringList MessageTableModel::remarksInWords(std::size_t row) const
{
    QStringList all;
    for (const RowRemarks* remarks : m_remarks) {
        const QString words = remarks->words(m_store.messageAt(row));
        if (!words.isEmpty())
            all << words;
    }
    return all;
}

void MessageTableModel::remarksChanged(std::optional<quint64> serial)
{
    if (!serial) {
        allChanged();
        return;
    }
    if (const std::optional<int> row = rowOf(*serial))
        Q_EMIT dataChanged(index(*row, 0), index(*row, columnCount() - 1));
}

} // namespace Ui
