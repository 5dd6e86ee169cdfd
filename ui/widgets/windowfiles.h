#pragma once

#include <QList>
#include <QObject>

class QAction;

namespace Ui {

class JobsStrip;
class MessagePanel;
class NoticeArea;
class WindowOpening;
class Workspace;

/** What the window does with files of messages: saves, records and opens them. */
class WindowFiles : public QObject
{
    Q_OBJECT

public:
    WindowFiles(Workspace& workspace, MessagePanel& panel, JobsStrip& jobs, NoticeArea& notices,
        QWidget& window);

    /** For the window's menus. */
    [[nodiscard]] const QList<QAction*>& actions() const { return m_actions; }
    /** Into the table. */
    void open(const QString& path);

private:
    WindowOpening* m_opening;
    QList<QAction*> m_actions;
};

} // namespace Ui
