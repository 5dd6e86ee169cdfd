#include "tablelikeness.h"

#include "icons.h"
#include "messagepanel.h"
#include "messagetableview.h"
#include "rowsearch.h"
#include "tableremark.h"
#include "wording.h"

#include <ui/models/messagelikeness.h>
#include <ui/models/messagetablemodel.h>

#include <QAction>

#include <algorithm>
#include <memory>

namespace Ui {

TableLikeness::TableLikeness(MessagePanel& panel, MessageTableModel& model, TableRemark& remark)
    : QObject(&panel), m_panel(panel), m_model(model), m_remark(remark),
      m_search(new RowSearch(model, this)),
      m_next(make("go-down", tr("Next &Like This"), Qt::ALT | Qt::Key_Down)),
      m_previous(make("go-up", tr("Pre&vious Like This"), Qt::ALT | Qt::Key_Up)),
      m_stop(make("media-playback-stop", tr("Stop Looking"), Qt::Key_Escape))
{
    const QString tip = tr("The same value in the cell that was clicked; of a time the same "
                           "destination, of a preview the same destination and JSON shape");
    for (QAction* action : {m_next, m_previous}) {
        action->setToolTip(tip);
        action->setStatusTip(tip);
    }
    m_stop->setEnabled(false);
    connect(m_next, &QAction::triggered, this, [this] { step(true); });
    connect(m_previous, &QAction::triggered, this, [this] { step(false); });
    connect(m_stop, &QAction::triggered, this, [this] {
        m_search->stop();
        end(tr("Stopped looking for %1").arg(m_words));
    });
    connect(m_search, &RowSearch::found, this, &TableLikeness::go);
    connect(m_search, &RowSearch::notFound, this,
        [this] { end(tr("No other row has %1").arg(m_words)); });
    connect(m_search, &RowSearch::wentOn, this, [this](int looked, int of) {
        m_stop->setEnabled(true);
        m_remark.sayUntilTaken(
            tr("Looking for %1: %2 of %3 rows (Esc stops)")
                .arg(m_words, countText(quint64(looked)), countText(quint64(of))));
    });
    connect(m_search, &RowSearch::ended, this,
        [this] { end(tr("The table has changed: stopped looking for %1").arg(m_words)); });
    connect(panel.view()->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &TableLikeness::update);
    update();
}

QAction* TableLikeness::make(const char* iconName, const QString& text, const QKeySequence& key)
{
    auto* action = new QAction(icon(QLatin1StringView(iconName)), text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_panel.view()->addAction(action);
    return action;
}

void TableLikeness::step(bool forwards)
{
    const QModelIndex current = m_panel.view()->currentIndex();
    if (!current.isValid() || m_model.isGap(current.row()))
        return;
    m_isForwards = forwards;
    const auto likeness =
        std::make_shared<MessageLikeness>(m_model, current.row(), current.column());
    m_words = likeness->words();
    m_search->start(current.row(), forwards,
        [this, likeness](int row) { return !m_model.isGap(row) && likeness->isLike(row); });
}

void TableLikeness::go(int row, bool hasWrapped)
{
    MessageTableView* view = m_panel.view();
    view->setFollowing(false);
    const QModelIndex place = m_model.index(row, std::max(0, view->currentIndex().column()));
    view->setCurrentIndex(place);
    view->scrollTo(place);
    m_stop->setEnabled(false);
    if (!hasWrapped)
        m_remark.take();
    else if (m_isForwards)
        m_remark.say(tr("Found %1 from the first row on: there is none below").arg(m_words));
    else
        m_remark.say(tr("Found %1 from the last row back: there is none above").arg(m_words));
}

void TableLikeness::end(const QString& remark)
{
    m_stop->setEnabled(false);
    m_remark.say(remark);
}

void TableLikeness::update()
{
    const int row = m_panel.view()->currentIndex().row();
    const bool isMessage = row >= 0 && !m_model.isGap(row);
    m_next->setEnabled(isMessage);
    m_previous->setEnabled(isMessage);
}

} // namespace Ui
