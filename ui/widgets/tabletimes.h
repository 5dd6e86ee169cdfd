#pragma once

#include <ui/models/timereading.h>

#include <QList>
#include <QObject>

class QAction;
class QActionGroup;
class QMenu;

namespace Ui {

class MessageMarks;
class MessagePanel;
class MessageTableModel;
class Settings;
class TableRemark;

/** How the table's Time column is read: a menu for it, which the settings remember, also at the
 * column's header, and the action that marks the message to count from. */
class TableTimes : public QObject
{
    Q_OBJECT

public:
    TableTimes(MessagePanel& panel, MessageTableModel& model, MessageMarks& marks,
        TableRemark& remark, Settings& settings);

    [[nodiscard]] QMenu* menu() const { return m_menu; }
    /** Of the current message. */
    [[nodiscard]] QAction* countFromHere() const { return m_fromHere; }

private:
    void addChoice(const QString& text, const QString& tip, TimeSince since);
    void choose(const TimeReading& reading);
    void show(const TimeReading& reading);
    void toggleMark();
    void makeRoom();
    void update();

    MessagePanel& m_panel;
    MessageTableModel& m_model;
    MessageMarks& m_marks;
    TableRemark& m_remark;
    Settings& m_settings;
    QMenu* m_menu;
    QActionGroup* m_since;
    QActionGroup* m_digits;
    QAction* m_milliseconds;
    QAction* m_microseconds;
    QAction* m_fromHere;
};

} // namespace Ui
