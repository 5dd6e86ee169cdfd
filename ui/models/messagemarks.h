#pragma once

#include "rowremarks.h"

#include <QMap>
#include <QObject>

#include <optional>

namespace Ui {

class MessageTableModel;

/** A message that the user has marked to find it again; outlives the message. */
struct Bookmark
{
    quint64 serial = 0;
    qint64 receivedUs = 0;
    QString destination;
    QString note;

    bool operator==(const Bookmark&) const = default;
};

/**
 * The marks of a message table, by the messages' serials: bookmarks with notes, and the one message
 * that times are told since. Tells the table. A mark stays when its message has gone.
 */
class MessageMarks : public QObject, public RowRemarks
{
    Q_OBJECT

public:
    static constexpr qsizetype mostBookmarks = 1000;

    /** As a child of the model. */
    explicit MessageMarks(MessageTableModel& model);

    [[nodiscard]] const QMap<quint64, Bookmark>& bookmarks() const { return m_bookmarks; }
    [[nodiscard]] bool hasBookmark(quint64 serial) const { return m_bookmarks.contains(serial); }
    /** False: there are mostBookmarks already. */
    [[nodiscard]] bool bookmark(const Stomp::StoredMessage& message, const QString& note);
    void setNote(quint64 serial, const QString& note);
    void forget(quint64 serial);
    void forgetAll();

    /** Of all bookmarks that the table shows, the one in the next row, or behind the end the first;
     * from row -1: the first. */
    struct Step
    {
        int row = -1; //!< none is shown
        bool hasWrapped = false;
    };
    [[nodiscard]] Step nextBookmark(int row) const;
    [[nodiscard]] Step previousBookmark(int row) const;

    /** Times are told since this message; nothing: since none. */
    void setTimeMark(const Stomp::StoredMessage& message);
    void clearTimeMark();
    [[nodiscard]] std::optional<quint64> timeMark() const { return m_timeMark; }

    [[nodiscard]] QVariant remark(const Stomp::StoredMessage& message, int role) const override;
    [[nodiscard]] QString words(const Stomp::StoredMessage& message) const override;

Q_SIGNALS:
    void changed();

private:
    /** Ascending. */
    [[nodiscard]] QList<int> shownRows() const;
    void tell(quint64 serial);

    MessageTableModel& m_model;
    QMap<quint64, Bookmark> m_bookmarks;
    std::optional<quint64> m_timeMark;
};

} // namespace Ui
