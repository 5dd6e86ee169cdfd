#pragma once

#include <QList>
#include <QObject>

#include <functional>

class QAction;
class QMenu;

namespace Ui {

struct Bookmark;
class MessageMarks;
class MessagePanel;
class MessageTableModel;
class NotePopover;
class TableRemark;

/** Bookmarks of the table: their actions, the line for their notes, and their list as a menu, which
 * also has those whose messages have gone. */
class TableMarks : public QObject
{
    Q_OBJECT

public:
    /** More are not in the menu; it says so. */
    static constexpr int mostListed = 40;

    /** Opens a message of the store's number; false: it is no longer kept. */
    using OpenMessage = std::function<bool(quint64 serial)>;

    TableMarks(MessagePanel& panel, MessageTableModel& model, MessageMarks& marks,
        TableRemark& remark, OpenMessage openMessage);

    [[nodiscard]] QMenu* menu() const { return m_menu; }
    /** Of the current message: bookmark and note. */
    [[nodiscard]] QList<QAction*> actions() const { return {m_toggle, m_note}; }

private:
    QAction* make(const char* iconName, const QString& text, const QKeySequence& key);
    void toggle();
    void editNote();
    void step(bool forwards);
    void update();
    void fill();
    void list(const Bookmark& bookmark);
    [[nodiscard]] bool mark(int row);

    MessagePanel& m_panel;
    MessageTableModel& m_model;
    MessageMarks& m_marks;
    TableRemark& m_remark;
    OpenMessage m_openMessage;
    NotePopover* m_popover;
    QMenu* m_menu;
    QAction* m_toggle;
    QAction* m_note;
    QAction* m_next;
    QAction* m_previous;
    QAction* m_forgetGone;
    QAction* m_forgetAll;
    quint64 m_noted = 0; //!< whose note is in the popover
};

} // namespace Ui
