#include "messagemarks.h"

#include "messagetablemodel.h"

#include <stomp/protocol/framedecoder.h>

#include <algorithm>
#include <utility>

namespace Ui {

MessageMarks::MessageMarks(MessageTableModel& model) : QObject(&model), m_model(model)
{
    model.addRemarks(*this);
}

bool MessageMarks::bookmark(const Stomp::StoredMessage& message, const QString& note)
{
    if (!message)
        return true;
    if (hasBookmark(message.serial)) {
        setNote(message.serial, note);
        return true;
    }
    if (m_bookmarks.size() >= mostBookmarks)
        return false;
    Stomp::FrameDecoder decoder;
    const std::string_view destination =
        decoder.decode(message.bytes(), message.row->bodyOffset, message.row->version)
            .value("destination");
    m_bookmarks.insert(message.serial,
        {message.serial, message.row->receivedUs,
            QString::fromUtf8(destination.data(), qsizetype(destination.size())), note});
    tell(message.serial);
    return true;
}

void MessageMarks::setNote(quint64 serial, const QString& note)
{
    const auto found = m_bookmarks.find(serial);
    if (found != m_bookmarks.end() && std::exchange(found->note, note) != note)
        tell(serial);
}

void MessageMarks::forget(quint64 serial)
{
    if (m_bookmarks.remove(serial) > 0)
        tell(serial);
}

void MessageMarks::forgetAll()
{
    for (const quint64 serial : m_bookmarks.keys())
        forget(serial);
}

QList<int> MessageMarks::shownRows() const
{
    QList<int> rows;
    for (const Bookmark& bookmark : m_bookmarks)
        if (const std::optional<int> row = m_model.rowOf(bookmark.serial))
            rows << *row;
    std::sort(rows.begin(), rows.end());
    return rows;
}

MessageMarks::Step MessageMarks::nextBookmark(int row) const
{
    const QList<int> rows = shownRows();
    if (rows.isEmpty())
        return {};
    const auto next = std::upper_bound(rows.begin(), rows.end(), row);
    return next == rows.end() ? Step{rows.first(), true} : Step{*next, false};
}

MessageMarks::Step MessageMarks::previousBookmark(int row) const
{
    const QList<int> rows = shownRows();
    if (rows.isEmpty())
        return {};
    const auto next = std::lower_bound(rows.begin(), rows.end(), row);
    return next == rows.begin() ? Step{rows.last(), true} : Step{*std::prev(next), false};
}

void MessageMarks::setTimeMark(const Stomp::StoredMessage& message)
{
    if (!message)
        return;
    const std::optional<quint64> before = std::exchange(m_timeMark, message.serial);
    m_model.setMarkedTime(message.row->receivedUs);
    if (before && before != m_timeMark)
        m_model.remarksChanged(before);
    tell(message.serial);
}

void MessageMarks::clearTimeMark()
{
    const std::optional<quint64> before = std::exchange(m_timeMark, std::nullopt);
    m_model.setMarkedTime({});
    if (before)
        tell(*before);
}

void MessageMarks::tell(quint64 serial)
{
    m_model.remarksChanged(serial);
    Q_EMIT changed();
}

QVariant MessageMarks::remark(const Stomp::StoredMessage& message, int role) const
{
    if (role != MarkRole)
        return {};
    const int marks = (hasBookmark(message.serial) ? BookmarkMark : 0)
        | (m_timeMark == message.serial ? TimeMark : 0);
    return marks == 0 ? QVariant() : QVariant(marks);
}

QString MessageMarks::words(const Stomp::StoredMessage& message) const
{
    QStringList parts;
    if (m_timeMark == message.serial)
        parts << tr("marked: times are told since this message");
    if (const auto found = m_bookmarks.find(message.serial); found != m_bookmarks.end())
        parts << (found->note.isEmpty() ? tr("bookmarked") : tr("bookmark: %1").arg(found->note));
    return parts.join(QStringLiteral(", "));
}

} // namespace Ui
