#include "tablesorting.h"

#include "columnmenu.h"
#include "messagepanel.h"
#include "messagetableview.h"
#include "tablecolumns.h"
#include "tablepill.h"
#include "tableplace.h"
#include "wording.h"

#include <ui/workspace/messagepump.h>

#include <QHeaderView>
#include <QItemSelectionModel>
#include <QMenu>
#include <QScopedValueRollback>
#include <QTimer>

#include <utility>

namespace Ui {

using State = MessageSorting::State;

namespace {
constexpr int progressMs = 100;
}

TableSorting::TableSorting(MessagePump& pump, MessagePanel& panel)
    : QObject(&panel), m_pump(pump), m_panel(panel), m_pill(new TablePill(*panel.view())),
      m_progressDue(new QTimer(this))
{
    m_pill->setObjectName(QStringLiteral("sorting"));
    QHeaderView& header = panel.columns().header();
    header.setSectionsClickable(true);
    // A click would select the whole column, which is every row.
    disconnect(&header, &QHeaderView::sectionPressed, panel.view(), nullptr);
    disconnect(&header, &QHeaderView::sectionEntered, panel.view(), nullptr);
    connect(&header, &QHeaderView::sectionClicked, this, &TableSorting::click);
    panel.columnMenu().addPart([this](QMenu& menu, int column) { fillMenu(menu, column); });
    m_progressDue->setInterval(progressMs);
    m_progressDue->callOnTimeout(this, &TableSorting::updatePill);
    connect(m_pill, &QPushButton::clicked, this, &TableSorting::pressPill);
    connect(&pump.sorting(), &MessageSorting::changed, this, &TableSorting::update);
    connect(&pump, &MessagePump::ledgerChanged, this, &TableSorting::updatePill);
    connect(&panel.columns(), &TableColumns::changed, this, &TableSorting::updateHeader);
    updateHeader();
}

void TableSorting::click(int column)
{
    MessageSorting& sorting = m_pump.sorting();
    const bool isSame =
        sorting.state() != State::Off && sorting.column() == m_pump.model().keyOf(column);
    if (!isSame && sorting.canSortBy(column))
        sorting.sortBy(column, false);
    else if (isSame && !sorting.isDescending())
        sorting.sortBy(column, true);
    else if (isSame)
        sorting.stop();
    updateHeader(); // a click turns the arrow by itself
}

void TableSorting::fillMenu(QMenu& menu, int column)
{
    MessageSorting& sorting = m_pump.sorting();
    if (column >= 0) {
        const auto add = [&](const QString& text, bool descending) {
            menu.addAction(text, this,
                [this, column, descending] { m_pump.sorting().sortBy(column, descending); });
        };
        add(tr("&Sort by This Column"), false);
        add(tr("Sort by This Column, &Descending"), true);
    }
    QAction* arrival =
        menu.addAction(tr("&Order of Arrival"), this, [this] { m_pump.sorting().stop(); });
    arrival->setEnabled(sorting.state() != State::Off);
}

void TableSorting::update()
{
    const MessageSorting& sorting = m_pump.sorting();
    MessageTableView& view = *m_panel.view();
    const State state = sorting.state();
    if (state != State::Off && view.canFollow())
        m_wasFollowing = view.isFollowing();
    view.setCanFollow(state == State::Off);
    const bool hasChosen = view.selectionModel()->hasSelection() || m_panel.place().owesSelection();
    const bool isSorted = state == State::Sorted;
    // Who followed has no place to keep: the first rows are what sorting is for.
    if (isSorted && !m_wasSorted && m_wasFollowing && !hasChosen)
        view.scrollToTop();
    if (state == State::Off && std::exchange(m_wasFollowing, false) && !hasChosen)
        view.setFollowing(true);
    m_wasSorted = isSorted;
    if (state == State::Sorting)
        m_progressDue->start();
    else
        m_progressDue->stop();
    updateHeader();
    updatePill();
}

void TableSorting::updateHeader()
{
    const MessageSorting& sorting = m_pump.sorting();
    QHeaderView& header = m_panel.columns().header();
    int column = -1;
    for (int one = 0; one < m_pump.model().columnCount() && sorting.state() != State::Off; ++one)
        if (m_pump.model().keyOf(one) == sorting.column())
            column = one;
    const QSignalBlocker quiet(header);
    header.setSortIndicatorShown(column >= 0);
    header.setSortIndicator(
        column, sorting.isDescending() ? Qt::DescendingOrder : Qt::AscendingOrder);
    header.viewport()->update();
}

void TableSorting::updatePill()
{
    MessageSorting& sorting = m_pump.sorting();
    if (sorting.state() == State::Sorting) {
        m_pill->say(tr("Sorting, %1 % · Stop").arg(int(sorting.progress() * 100)),
            tr("Back to the order of arrival"));
        return;
    }
    const quint64 fresh = sorting.state() == State::Sorted ? sorting.newMessages() : 0;
    m_pill->say(
        fresh == 0 ? QString() : tr("%1 new, not sorted in · Sort Again").arg(countText(fresh)),
        tr("Sort with what has come since"));
}

void TableSorting::pressPill()
{
    if (m_pump.sorting().state() == State::Sorting)
        m_pump.sorting().stop();
    else
        m_pump.sorting().sortAgain();
}

} // namespace Ui
