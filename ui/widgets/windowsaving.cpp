#include "windowsaving.h"

#include "icons.h"
#include "jobsstrip.h"
#include "messagepanel.h"
#include "messageselection.h"
#include "messagetableview.h"
#include "messagetexts.h"
#include "noticearea.h"
#include "wording.h"

#include <ui/workspace/fileproblem.h>
#include <ui/workspace/workspace.h>

#include <QAction>
#include <QDesktopServices>
#include <QFileInfo>
#include <QHeaderView>
#include <QLocale>
#include <QUrl>

#include <utility>

namespace Ui {

namespace {

QString nameOf(const QString& path)
{
    return QFileInfo(path).fileName();
}

} // namespace

WindowSaving::WindowSaving(Workspace& workspace, MessagePanel& panel, JobsStrip& jobs,
    NoticeArea& notices, QWidget& window)
    : QObject(&window), m_workspace(workspace), m_panel(panel), m_jobs(jobs), m_notices(notices),
      m_window(window), m_action(new QAction(icon(QLatin1StringView("document-save")),
                            tr("&Save Messages As …"), this))
{
    m_action->setObjectName(QStringLiteral("saveMessages"));
    m_action->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_S);
    connect(m_action, &QAction::triggered, this, &WindowSaving::ask);
}

WindowSaving::~WindowSaving() = default;

SaveDialog::Offer WindowSaving::offer() const
{
    MessagePump& pump = m_workspace.pump();
    const MessageSelection selection(pump.model(), *m_panel.view()->selectionModel());
    const quint64 shown =
        quint64(pump.model().messageCount()) + pump.model().messages().foldedCount();
    return {pump.store().rowCount(), shown, pump.filtering().isActive(), selection.messageCount()};
}

void WindowSaving::ask()
{
    auto* const dialog = new SaveDialog(offer(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    connect(dialog, &SaveDialog::chosen, this, &WindowSaving::save);
    dialog->show();
}

void WindowSaving::save(SaveDialog::Which which, SaveDialog::Format format, const QString& path)
{
    MessagePump& pump = m_workspace.pump();
    pump.flush();
    Stomp::MessageFile file;
    file.path = path;
    file.messages = pump.store().ranges();
    if (which != SaveDialog::Which::All) {
        // What is shown: not what a paused table holds back.
        file.filter = pump.filtering().filter();
        file.messages = Stomp::messagesBetween(file.messages, 0, pump.model().limit());
    }
    if (which == SaveDialog::Which::Selected) {
        const MessageSelection selection(pump.model(), *m_panel.view()->selectionModel());
        std::vector<Stomp::NumberedRange> selected;
        for (const auto& [first, last] : selection.serialSpans())
            for (Stomp::NumberedRange& part : messagesBetween(file.messages, first, last + 1))
                selected.push_back(std::move(part));
        file.messages = std::move(selected);
    }
    if (format == SaveDialog::Format::Csv)
        file.text = std::make_unique<Stomp::MessageCsv>(
            shownColumns(pump.model(), *m_panel.view()->horizontalHeader()),
            m_workspace.savedNames());
    else
        file.text = jsonText(m_workspace.savedNames());

    m_notices.dismiss(QStringLiteral("save"));
    if (m_line)
        m_line->leave();
    m_action->setEnabled(false);
    m_line = m_jobs.add();
    m_line->setState(Tone::Accent, QLatin1StringView("document-save"));
    m_saver = std::make_unique<MessageSaver>(std::move(file));
    m_line->setAction(tr("Stop"), tr("Write no file"), [this] {
        if (m_saver)
            m_saver->stop();
    });
    connect(m_saver.get(), &MessageSaver::progressed, this, &WindowSaving::showProgress);
    connect(m_saver.get(), &MessageSaver::ended, this, &WindowSaving::showEnd);
    showProgress();
}

void WindowSaving::showProgress()
{
    const quint64 total = m_saver->total();
    const quint64 looked = m_saver->looked();
    m_line->setProgress(total == 0 ? 0 : double(looked) / double(total));
    m_line->setText(tr("Saving %1: %2 of %3 messages, %4")
                        .arg(nameOf(m_saver->path()), countText(looked), countText(total),
                            sizeText(m_saver->bytes())));
}

void WindowSaving::showEnd(const Stomp::MessageFileResult& result)
{
    // It is its signal that brought us here.
    MessageSaver* const saver = m_saver.release();
    saver->deleteLater();
    m_action->setEnabled(true);
    const QString name = nameOf(saver->path());
    if (result.end == Stomp::MessageFileResult::End::Failed) {
        m_line->leave();
        m_notices.show(QStringLiteral("save"), Tone::Bad,
            writingProblem(tr("The messages could not be saved to %1.").arg(name), saver->path(),
                result.error, result.problem),
            {tr("Save As …"), [this] {
                 ask();
             }});
        return;
    }
    m_line->setProgress({});
    m_line->setClosable();
    if (result.end == Stomp::MessageFileResult::End::Stopped) {
        m_line->setState(Tone::Warn, QLatin1StringView("dialog-warning"));
        m_line->setAction({}, {}, {});
        m_line->setText(tr("Saving %1 was stopped; no file was written.").arg(name));
        return;
    }
    QString text = tr("Saved %1 messages (%2) to %3, those of %4.")
                       .arg(countText(result.messages), sizeText(result.bytes), name,
                           QLocale().toString(saver->moment().time(), QStringLiteral("HH:mm:ss")));
    QStringList masked;
    for (const auto& [header, count] : result.masked)
        masked << tr("%1 %2").arg(fromUtf8(header), countText(count));
    if (!masked.isEmpty())
        text += u' ' + tr("Masked values: %1.").arg(masked.join(QStringLiteral(", ")));
    m_line->setState(Tone::Good, QLatin1StringView("dialog-ok"));
    m_line->setText(text);
    m_line->setAction(tr("Show in Folder"), saver->path(), [path = saver->path()] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
    });
}

} // namespace Ui
