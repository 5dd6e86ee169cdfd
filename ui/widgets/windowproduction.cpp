#include "windowproduction.h"

#include "connectionsbar.h"
#include "noticearea.h"
#include "problemview.h"
#include "productionframe.h"

#include <ui/workspace/workspace.h>

namespace Ui {
namespace {

constexpr std::chrono::minutes usualUnlock{5};

QString keyOf(quint32 connection)
{
    return QStringLiteral("production/%1").arg(connection);
}

} // namespace

WindowProduction::WindowProduction(Workspace& workspace, ConnectionsBar& connections,
    ProductionFrame& frame, NoticeArea& notices, QObject* parent)
    : QObject(parent), m_notices(notices)
{
    connect(&connections, &ConnectionsBar::currentChanged, &frame, &ProductionFrame::setConnection);
    frame.setConnection(connections.current());
    connect(&workspace, &Workspace::connectionAdded, this, &WindowProduction::watch);
    connect(&workspace, &Workspace::connectionRemoved, this,
        [this](quint32 number) { m_notices.dismiss(keyOf(number)); });
    for (Connection* connection : workspace.connections())
        watch(connection);
}

void WindowProduction::watch(Connection* connection)
{
    ProductionLock* const lock = &connection->productionLock();
    connect(lock, &ProductionLock::refused, this, [this, connection, lock](const QString& what) {
        Problem problem;
        problem.what = tr("%1: refused, as the connection is locked.").arg(what);
        problem.cause = tr("%1 is marked as production.").arg(connection->name());
        m_notices.show(keyOf(connection->number()), Tone::Bad, problem,
            {tr("Unlock for %n minute(s)", nullptr, int(usualUnlock.count())), [lock] {
                 lock->unlock(usualUnlock);
             }});
    });
    connect(lock, &ProductionLock::lockedChanged, this, [this, connection](bool locked) {
        if (!locked)
            m_notices.dismiss(keyOf(connection->number()));
    });
}

} // namespace Ui
