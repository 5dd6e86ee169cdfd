#include "windowlooks.h"

#include "noticearea.h"

#include <ui/workspace/workspace.h>

namespace Ui {

using Stomp::LookRequest;
using Stomp::QueueLook;

WindowLooks::WindowLooks(Workspace& workspace, NoticeArea& notices, QObject* parent)
    : QObject(parent), m_notices(notices)
{
    connect(&workspace, &Workspace::lookEnded, this, &WindowLooks::tell);
}

QString WindowLooks::textOf(const LookReport& report)
{
    const QString& queue = report.wish.destination;
    const int messages = static_cast<int>(report.messages);
    if (report.end == QueueLook::End::Failed)
        return tr("Looking into %1 did not work.").arg(queue);
    if (report.wish.way == LookRequest::Way::Browse) {
        return report.end == QueueLook::End::Complete
            ? tr("End of the queue %1: %n message(s), nothing was taken.", nullptr, messages)
                  .arg(queue)
            : tr("Browsing %1 was ended after %n message(s).", nullptr, messages).arg(queue);
    }
    if (messages == 0)
        return tr("Nothing to peek at: no message came from %1.").arg(queue);
    return tr("Peeked at %n message(s) of %1, and gave them back.", nullptr, messages).arg(queue);
}

void WindowLooks::tell(const LookReport& report)
{
    const bool failed = report.end == QueueLook::End::Failed;
    m_notices.show(QStringLiteral("look/") + report.wish.destination,
        failed ? Tone::Bad : Tone::Accent, {textOf(report), {}, {}, report.reason}, {});
}

} // namespace Ui
