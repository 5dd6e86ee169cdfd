#pragma once

#include "savedialog.h"

#include <ui/workspace/messagesaver.h>

#include <QObject>
#include <QPointer>

#include <memory>

class QAction;

namespace Ui {

class JobLine;
class JobsStrip;
class MessagePanel;
class NoticeArea;
class Workspace;

/**
 * Saves messages to a file: asks which and where, shows how far it is with a way to stop it, and
 * says what came of it. One saving at a time.
 */
class WindowSaving : public QObject
{
    Q_OBJECT

public:
    WindowSaving(Workspace& workspace, MessagePanel& panel, JobsStrip& jobs, NoticeArea& notices,
        QWidget& window);
    ~WindowSaving() override;

    /** For the window's menus. */
    [[nodiscard]] QAction* action() const { return m_action; }
    void ask();
    /** What is there now. */
    void save(SaveDialog::Which which, SaveDialog::Format format, const QString& path);

private:
    [[nodiscard]] SaveDialog::Offer offer() const;
    void showProgress();
    void showEnd(const Stomp::MessageFileResult& result);

    Workspace& m_workspace;
    MessagePanel& m_panel;
    JobsStrip& m_jobs;
    NoticeArea& m_notices;
    QWidget& m_window;
    QAction* m_action;
    std::unique_ptr<MessageSaver> m_saver; //!< while it saves
    QPointer<JobLine> m_line; //!< of the last one
};

} // namespace Ui
