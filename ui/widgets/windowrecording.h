#pragma once

#include <ui/workspace/recorder.h>

#include <QObject>
#include <QPointer>

#include <memory>

class QAction;

namespace Ui {

class JobLine;
class JobsStrip;
class NoticeArea;
class Workspace;

/**
 * Records what is received to a file: asks where, shows in red that it records, how much and how
 * far behind, with a way to stop it, and says what came of it. One recording at a time.
 */
class WindowRecording : public QObject
{
    Q_OBJECT

public:
    WindowRecording(Workspace& workspace, JobsStrip& jobs, NoticeArea& notices, QWidget& window);
    /** Writes what was received. */
    ~WindowRecording() override;

    /** For the window's menus; checked while it records. */
    [[nodiscard]] QAction* action() const { return m_action; }
    void start(const Stomp::RecordingPlan& plan);
    void stop();
    [[nodiscard]] bool isRecording() const { return m_recorder != nullptr; }

private:
    void toggle();
    void ask();
    void detach();
    void showProgress();
    void showEnd(const Recorder::Report& report);

    Workspace& m_workspace;
    JobsStrip& m_jobs;
    NoticeArea& m_notices;
    QWidget& m_window;
    QAction* m_action;
    std::unique_ptr<Recorder> m_recorder; //!< while it records, or writes what is left
    QPointer<JobLine> m_line; //!< of the last one
};

} // namespace Ui
