#include "windowfiles.h"

#include "windowopening.h"
#include "windowrecording.h"
#include "windowsaving.h"

namespace Ui {

WindowFiles::WindowFiles(Workspace& workspace, MessagePanel& panel, JobsStrip& jobs,
    NoticeArea& notices, QWidget& window)
    : QObject(&window), m_opening(new WindowOpening(workspace, jobs, notices, window))
{
    m_actions = {m_opening->action(),
        (new WindowSaving(workspace, panel, jobs, notices, window))->action(),
        (new WindowRecording(workspace, jobs, notices, window))->action()};
}

void WindowFiles::open(const QString& path)
{
    m_opening->open(path);
}

} // namespace Ui
