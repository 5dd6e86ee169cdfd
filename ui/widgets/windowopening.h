#pragma once

#include <ui/workspace/fileopening.h>

#include <QObject>
#include <QPointer>

class QAction;
class QFileDialog;

namespace Ui {

class JobLine;
class JobsStrip;
class NoticeArea;
class Workspace;

/**
 * Opens files of messages: from the menu, or dropped on the window. Shows how far each is with a
 * way to stop it, and says what came of it.
 */
class WindowOpening : public QObject
{
    Q_OBJECT

public:
    /** window: where files can be dropped. */
    WindowOpening(Workspace& workspace, JobsStrip& jobs, NoticeArea& notices, QWidget& window);

    /** For the window's menus. */
    [[nodiscard]] QAction* action() const { return m_action; }
    void ask();
    void open(const QString& path);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showEnd(const QString& path, const FileOpening::Report& report, JobLine& line);
    void complain(const QString& path, const FileOpening::Report& report);

    Workspace& m_workspace;
    JobsStrip& m_jobs;
    NoticeArea& m_notices;
    QWidget& m_window;
    QAction* m_action;
    QPointer<QFileDialog> m_dialog;
    QPointer<JobLine> m_result; //!< of the last one that has ended
};

} // namespace Ui
