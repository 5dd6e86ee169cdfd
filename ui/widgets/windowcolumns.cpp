#include "windowcolumns.h"

#include "columndialog.h"
#include "columnmenu.h"
#include "inspector.h"
#include "messagepanel.h"
#include "tablecolumns.h"

#include <ui/models/filterdestination.h>
#include <ui/profiles/settings.h>
#include <ui/workspace/messagepump.h>

#include <QTimer>

#include <algorithm>

namespace Ui {

namespace {
constexpr int writingMs = 500;
}

WindowColumns::WindowColumns(MessagePump& pump, Settings& settings, MessagePanel& panel,
    Inspector& inspector, QObject* parent)
    : QObject(parent), m_pump(pump), m_settings(settings), m_panel(panel),
      m_sets(settings.columnSets()), m_writing(new QTimer(this))
{
    m_writing->setSingleShot(true);
    m_writing->setInterval(writingMs);
    m_writing->callOnTimeout(this, &WindowColumns::write);
    m_panel.columns().setSet(setFor({}));
    connect(&m_pump.filtering(), &MessageFiltering::changed, this, &WindowColumns::chooseSet);
    connect(&m_panel.columns(), &TableColumns::changed, this, &WindowColumns::keep);
    connect(&inspector, &Inspector::columnWanted, &m_panel.columns(), &TableColumns::add);
    connect(&m_panel.columnMenu(), &ColumnMenu::addWanted, this, &WindowColumns::ask);
    connect(&m_panel.columnMenu(), &ColumnMenu::resetWanted, this, &WindowColumns::reset);
    connect(&m_panel.columnMenu(), &ColumnMenu::useForAllWanted, this, &WindowColumns::useForAll);
}

WindowColumns::~WindowColumns()
{
    if (m_writing->isActive())
        write();
}

ColumnSet WindowColumns::setFor(const QString& destination) const
{
    const auto find = [this](const QString& wanted) {
        return std::find_if(m_sets.cbegin(), m_sets.cend(),
            [&wanted](const ColumnSet& set) { return set.destination == wanted; });
    };
    auto found = find(destination);
    if (found == m_sets.cend())
        found = find({});
    ColumnSet set = found == m_sets.cend() ? ColumnSet() : *found;
    set.destination = destination;
    return set;
}

void WindowColumns::chooseSet()
{
    const QString destination = filterDestination(m_pump.filtering().filter());
    if (destination != m_panel.columns().destination())
        m_panel.columns().setSet(setFor(destination));
}

void WindowColumns::keep()
{
    const ColumnSet set = m_panel.columns().set();
    m_sets.removeIf([&set](const ColumnSet& one) { return one.destination == set.destination; });
    m_sets.prepend(set);
    m_writing->start();
}

void WindowColumns::write()
{
    m_writing->stop();
    m_settings.setColumnSets(m_sets);
}

void WindowColumns::reset()
{
    const QString destination = m_panel.columns().destination();
    m_sets.removeIf(
        [&destination](const ColumnSet& one) { return one.destination == destination; });
    m_panel.columns().setSet(setFor(destination));
    write();
}

void WindowColumns::useForAll()
{
    ColumnSet set = m_panel.columns().set();
    set.destination.clear();
    m_sets.removeIf([](const ColumnSet& one) { return one.destination.isEmpty(); });
    m_sets.prepend(set);
    write();
}

void WindowColumns::ask()
{
    auto* dialog = new ColumnDialog(m_pump.store(), m_panel.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ColumnDialog::chosen, &m_panel.columns(), &TableColumns::add);
    dialog->open();
}

} // namespace Ui
