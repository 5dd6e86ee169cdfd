#pragma once

#include "tablecopies.h"

#include <QList>
#include <QObject>

#include <functional>

class QAction;
class QWidget;

namespace Ui {

class MessageMarks;
class MessagePanel;
class MessagePump;
class Settings;
class TableColours;
class TableFolding;
class TableLikeness;
class TableMarks;
class TableRemark;
class TableTimes;
class TableUnfolding;

/** What a reader does with the rows of the message table: how their times are read, marks,
 * colours, ways from one to another. Puts its parts together, into the table's own menu and for the
 * window's. */
class WindowTable : public QObject
{
    Q_OBJECT

public:
    /** Opens a message of the store's number; false: it is no longer kept. */
    using OpenMessage = std::function<bool(quint64 serial)>;

    WindowTable(MessagePump& pump, Settings& settings, MessagePanel& panel,
        TableCopies::Names names, OpenMessage openMessage, QObject* parent = nullptr);

    [[nodiscard]] QList<QAction*> menuActions() const;
    [[nodiscard]] MessageMarks& marks() const { return *m_marks; }
    /** For a few words about what was done. */
    [[nodiscard]] TableRemark& remark() const { return *m_remark; }

private:
    MessageMarks* m_marks;
    TableRemark* m_remark;
    TableCopies* m_copies;
    TableTimes* m_times;
    TableMarks* m_bookmarks;
    TableLikeness* m_likeness;
    TableColours* m_colours;
    TableFolding* m_folding;
    TableUnfolding* m_unfolding;
};

} // namespace Ui
