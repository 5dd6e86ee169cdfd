#include "windowopening.h"

#include "icons.h"
#include "jobsstrip.h"
#include "noticearea.h"
#include "wording.h"

#include <ui/workspace/fileproblem.h>
#include <ui/workspace/workspace.h>

#include <QAction>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace Ui {

namespace {

using End = FileOpening::End;

QStringList filesOf(const QMimeData& data)
{
    QStringList files;
    const QList<QUrl> urls = data.urls();
    for (const QUrl& url : urls)
        if (url.isLocalFile())
            files << url.toLocalFile();
    return files;
}

} // namespace

WindowOpening::WindowOpening(
    Workspace& workspace, JobsStrip& jobs, NoticeArea& notices, QWidget& window)
    : QObject(&window), m_workspace(workspace), m_jobs(jobs), m_notices(notices), m_window(window),
      m_action(new QAction(icon(QLatin1StringView("document-open")), tr("&Open Messages …"), this))
{
    m_action->setObjectName(QStringLiteral("openMessages"));
    m_action->setShortcut(QKeySequence::Open);
    connect(m_action, &QAction::triggered, this, &WindowOpening::ask);
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

void WindowOpening::ask()
{
    if (m_dialog)
        m_dialog->close();
    m_dialog = new QFileDialog(&m_window, tr("Open Messages"));
    m_dialog->setObjectName(QStringLiteral("openNames"));
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setFileMode(QFileDialog::ExistingFiles);
    m_dialog->setNameFilters(
        {tr("JSON Lines, also packed (*.jsonl *.json *.ndjson *.gz)"), tr("All files (*)")});
    connect(m_dialog, &QFileDialog::filesSelected, this, [this](const QStringList& paths) {
        for (const QString& path : paths)
            open(path);
    });
    m_dialog->open();
}

bool WindowOpening::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::DragEnter) {
        auto* const drag = static_cast<QDragEnterEvent*>(event);
        if (filesOf(*drag->mimeData()).isEmpty())
            return false;
        drag->acceptProposedAction();
        return true;
    }
    if (event->type() == QEvent::Drop) {
        auto* const drop = static_cast<QDropEvent*>(event);
        const QStringList files = filesOf(*drop->mimeData());
        for (const QString& file : files)
            open(file);
        drop->acceptProposedAction();
        return true;
    }
    return QObject::eventFilter(watched, event);
}

void WindowOpening::open(const QString& path)
{
    m_notices.dismiss(QStringLiteral("open/") + path);
    FileOpening* const opening = m_workspace.files().open(path);
    JobLine* const line = m_jobs.add();
    line->setState(Tone::Accent, QLatin1StringView("document-open"));
    line->setAction(
        tr("Stop"), tr("Read no further; what was read stays"), [opening = QPointer(opening)] {
            if (opening)
                opening->stop();
        });
    const auto show = [opening, line] {
        const auto size = double(opening->size());
        line->setProgress(size > 0 ? double(opening->bytes()) / size : 0);
        line->setText(
            tr("Opening %1: %2 messages, %3 of %4")
                .arg(QFileInfo(opening->path()).fileName(), countText(opening->messages()),
                    sizeText(opening->bytes()), sizeText(opening->size())));
    };
    show();
    connect(opening, &FileOpening::progressed, line, show);
    connect(opening, &FileOpening::ended, line,
        [this, path, line](const FileOpening::Report& report) { showEnd(path, report, *line); });
}

void WindowOpening::showEnd(const QString& path, const FileOpening::Report& report, JobLine& line)
{
    if (report.end == End::BadLine || report.end == End::Failed || report.end == End::Damaged) {
        line.leave();
        complain(path, report);
        return;
    }
    if (m_result)
        m_result->leave();
    m_result = &line;
    const QString name = QFileInfo(path).fileName();
    const QString count = countText(report.messages);
    QString text = tr("Opened %1: %2 messages.").arg(name, count);
    if (report.end == End::Stopped)
        text = tr("Opening %1 was stopped after %2 messages.").arg(name, count);
    else if (report.end == End::CutOff)
        text = tr("Opened %1: %2 messages. Its last line (%3) is cut off, as when its writer was "
                  "stopped.")
                   .arg(name, count, countText(report.line));
    if (report.unlisted > 0)
        text += u' '
            + tr("%1 of them are of further destinations, which the tree has no room for.")
                  .arg(countText(report.unlisted));
    const bool isWhole = report.end == End::Complete;
    line.setProgress({});
    line.setState(isWhole ? Tone::Good : Tone::Warn,
        isWhole ? QLatin1StringView("dialog-ok") : QLatin1StringView("dialog-warning"));
    line.setText(text);
    line.setAction({}, {}, {});
    line.setClosable();
}

void WindowOpening::complain(const QString& path, const FileOpening::Report& report)
{
    const QString name = QFileInfo(path).fileName();
    const QString key = QStringLiteral("open/") + path;
    if (report.end == End::Failed) {
        m_notices.show(key, Tone::Bad,
            readingProblem(tr("%1 could not be read.").arg(name), path, report.problem), {});
        return;
    }
    if (report.end == End::Damaged) {
        const QString kept =
            tr("The %1 messages before it are in the table.").arg(countText(report.messages));
        m_notices.show(key, Tone::Bad,
            {tr("%1 could not be unpacked to its end.").arg(name),
                tr("It is damaged, or was not copied or written to its end.") + u' ' + kept,
                tr("Get the file again; gzip -t says whether it is whole."), report.problem},
            {});
        return;
    }
    const QString cause = report.messages == 0
        ? tr("It may be no file of messages: the console opens the JSON Lines that it saves, "
             "records and prints with --json.")
        : tr("The %1 messages before it are in the table.").arg(countText(report.messages));
    const QString remedy = report.messages == 0
        ? tr("Choose another file, or mend the line.")
        : tr("Mend or remove the line, and open the file again.");
    m_notices.show(key, Tone::Bad,
        {tr("Line %1 of %2 is no message.").arg(countText(report.line), name), cause, remedy,
            report.problem},
        {});
}

} // namespace Ui
