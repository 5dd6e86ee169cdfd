#include "tablecomparing.h"

#include "icons.h"
#include "messagepanel.h"
#include "messagetableview.h"

#include <ui/models/messagetablemodel.h>

#include <QAction>
#include <QMenu>

#include <algorithm>

namespace Ui {

TableComparing::TableComparing(MessagePanel& panel, const MessageTableModel& model, Compare compare)
    : QObject(&panel), m_panel(panel), m_model(model),
      m_action(new QAction(icon(QLatin1StringView("view-compare")), tr("&Compare Selected"), this))
{
    m_action->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_D);
    m_action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    const QString tip = tr("How the later of two selected messages differs from the earlier: body "
                           "and headers, in the inspector");
    m_action->setToolTip(tip);
    m_action->setStatusTip(tip);
    panel.view()->addAction(m_action);
    connect(m_action, &QAction::triggered, this, [this, compare = std::move(compare)] {
        if (const auto both = selected())
            compare(both->first, both->second);
    });
    const auto update = [this] {
        m_action->setEnabled(selected().has_value());
    };
    connect(panel.view()->selectionModel(), &QItemSelectionModel::selectionChanged, this, update);
    panel.addMenuPart([this](QMenu& menu, const QModelIndex& cell) {
        if (cell.isValid())
            menu.addAction(m_action);
    });
    update();
}

std::optional<std::pair<quint64, quint64>> TableComparing::selected() const
{
    QList<quint64> serials;
    for (const QItemSelectionRange& range : m_panel.view()->selectionModel()->selection()) {
        if (serials.size() + range.height() > 2)
            return std::nullopt;
        for (int row = range.top(); row <= range.bottom(); ++row) {
            if (m_model.isGap(row))
                return std::nullopt;
            serials << m_model.serialAt(row);
        }
    }
    if (serials.size() != 2)
        return std::nullopt;
    const auto [earlier, later] = std::minmax(serials[0], serials[1]);
    return std::pair(earlier, later);
}

} // namespace Ui
