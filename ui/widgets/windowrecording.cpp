#include "windowrecording.h"

#include "icons.h"
#include "jobsstrip.h"
#include "noticearea.h"
#include "recorddialog.h"
#include "wording.h"

#include <ui/workspace/fileproblem.h>
#include <ui/workspace/workspace.h>

#include <QAction>
#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace Ui {

namespace {

QString nameOf(const QString& path)
{
    return QFileInfo(path).fileName();
}

} // namespace

WindowRecording::WindowRecording(
    Workspace& workspace, JobsStrip& jobs, NoticeArea& notices, QWidget& window)
    : QObject(&window), m_workspace(workspace), m_jobs(jobs), m_notices(notices), m_window(window),
      m_action(new QAction(icon(QLatin1StringView("media-record")), tr("&Record to File …"), this))
{
    m_action->setObjectName(QStringLiteral("recordMessages"));
    m_action->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_E);
    m_action->setCheckable(true);
    connect(m_action, &QAction::triggered, this, &WindowRecording::toggle);
}

WindowRecording::~WindowRecording()
{
    detach();
}

void WindowRecording::toggle()
{
    m_action->setChecked(isRecording()); // not before it does
    if (isRecording())
        stop();
    else
        ask();
}

void WindowRecording::ask()
{
    auto* const dialog = new RecordDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    connect(dialog, &RecordDialog::chosen, this, &WindowRecording::start);
    dialog->show();
}

void WindowRecording::start(const Stomp::RecordingPlan& plan)
{
    if (isRecording())
        return;
    m_notices.dismiss(QStringLiteral("record"));
    if (m_line)
        m_line->leave();
    MessagePump& pump = m_workspace.pump();
    pump.flush(); // what came before is not in it
    m_recorder = std::make_unique<Recorder>(plan, [this](quint32 connection) {
        return m_workspace.connectionName(connection).toStdString();
    });
    pump.setReceived([this](const Stomp::SegmentRange& messages) { m_recorder->add(messages); });
    connect(m_recorder.get(), &Recorder::farBehindChanged, &pump, &MessagePump::setOverrun);
    connect(m_recorder.get(), &Recorder::progressed, this, &WindowRecording::showProgress);
    connect(m_recorder.get(), &Recorder::ended, this, &WindowRecording::showEnd);
    m_action->setChecked(true);
    m_line = m_jobs.add();
    m_line->setState(Tone::Bad, QLatin1StringView("media-record"));
    m_line->setAction(tr("Stop"), tr("End the recording"), [this] { stop(); });
    showProgress();
}

void WindowRecording::stop()
{
    if (!m_recorder)
        return;
    m_workspace.pump().flush(); // what came until now is in it
    detach();
    m_recorder->finish();
    m_line->setAction({}, {}, {});
}

void WindowRecording::detach()
{
    if (!m_recorder)
        return;
    m_workspace.pump().setReceived({});
    m_recorder->finish();
}

void WindowRecording::showProgress()
{
    QString text = tr("Recording to %1: %2 messages, %3")
                       .arg(nameOf(m_recorder->path()), countText(m_recorder->messages()),
                           sizeText(m_recorder->bytes()));
    if (m_recorder->fileCount() > 1)
        text += tr(" in %1 files").arg(countText(static_cast<quint64>(m_recorder->fileCount())));
    if (m_recorder->behind() > 0)
        text += tr(" · %1 behind").arg(countText(m_recorder->behind()));
    if (m_recorder->isFarBehind())
        text += tr(" · the brokers wait for the disk");
    m_line->setText(text);
}

void WindowRecording::showEnd(const Recorder::Report& report)
{
    m_workspace.pump().setReceived({});
    m_workspace.pump().setOverrun(false);
    // It is its signal that brought us here.
    Recorder* const recorder = m_recorder.release();
    recorder->deleteLater();
    m_action->setChecked(false);
    const QString name = nameOf(recorder->path());
    if (report.hasFailed) {
        m_line->leave();
        const QString what = report.files.isEmpty()
            ? tr("The messages could not be recorded to %1.").arg(name)
            : tr("Recording to %1 has ended after %2 messages; %3 that came are not in it.")
                  .arg(name, countText(report.messages), countText(report.unwritten));
        Problem problem = writingProblem(what, recorder->path(), report.error, report.problem);
        if (!report.files.isEmpty())
            problem.cause += u' ' + tr("Messages go on coming to the table.");
        m_notices.show(QStringLiteral("record"), Tone::Bad, problem, {tr("Record to …"), [this] {
                                                                          ask();
                                                                      }});
        return;
    }
    QString text = tr("Recorded %1 messages (%2) to %3.")
                       .arg(countText(report.messages), sizeText(report.bytes), name);
    if (recorder->fileCount() > 1)
        text += u' '
            + tr("Files: %1, the last one %2.")
                  .arg(countText(static_cast<quint64>(recorder->fileCount())),
                      nameOf(report.files.constLast()));
    QStringList masked;
    for (const auto& [header, count] : report.masked)
        masked << tr("%1 %2").arg(fromUtf8(header), countText(count));
    if (!masked.isEmpty())
        text += u' ' + tr("Masked values: %1.").arg(masked.join(QStringLiteral(", ")));
    m_line->setState(Tone::Good, QLatin1StringView("dialog-ok"));
    m_line->setText(text);
    m_line->setAction(tr("Show in Folder"), recorder->path(), [path = recorder->path()] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
    });
    m_line->setClosable();
}

} // namespace Ui
