#include "windowtable.h"

#include "messagepanel.h"
#include "messagetableview.h"
#include "tablecolours.h"
#include "tablefolding.h"
#include "tablelikeness.h"
#include "tablemarks.h"
#include "tableremark.h"
#include "tabletimes.h"
#include "tableunfolding.h"

#include <ui/models/messagemarks.h>
#include <ui/workspace/messagepump.h>

#include <QAction>
#include <QMenu>

#include <utility>

namespace Ui {

WindowTable::WindowTable(MessagePump& pump, Settings& settings, MessagePanel& panel,
    TableCopies::Names names, OpenMessage openMessage, QObject* parent)
    : QObject(parent), m_marks(new MessageMarks(pump.model())),
      m_remark(new TableRemark(*panel.view()))
{
    MessageTableModel& model = pump.model();
    m_copies = new TableCopies(panel, model, *m_remark, std::move(names));
    m_times = new TableTimes(panel, model, *m_marks, *m_remark, settings);
    m_bookmarks = new TableMarks(panel, model, *m_marks, *m_remark, std::move(openMessage));
    m_likeness = new TableLikeness(panel, model, *m_remark);
    m_colours = new TableColours(panel, pump, settings);
    m_folding = new TableFolding(pump, panel, *m_remark);
    m_unfolding = new TableUnfolding(panel, model, *m_remark);
    panel.addMenuPart([this](QMenu& menu, const QModelIndex& cell) {
        menu.addSeparator();
        menu.addAction(m_folding->action());
        if (!cell.isValid())
            return;
        for (QAction* action : m_unfolding->actions())
            if (action->isEnabled())
                menu.addAction(action);
        menu.addActions(m_bookmarks->actions());
        menu.addAction(m_times->countFromHere());
        menu.addActions(m_likeness->actions());
    });
}

QList<QAction*> WindowTable::menuActions() const
{
    return m_likeness->actions()
        + QList<QAction*>{m_bookmarks->menu()->menuAction(), m_times->menu()->menuAction(),
            m_copies->menu()->menuAction(), m_folding->action()}
    + m_unfolding->actions() + QList<QAction*>{m_colours->action()};
}

} // namespace Ui
