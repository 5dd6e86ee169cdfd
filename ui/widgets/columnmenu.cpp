#include "columnmenu.h"

#include "tablecolumns.h"

#include <ui/models/messagetablemodel.h>

#include <QFontMetrics>
#include <QHeaderView>
#include <QMenu>

namespace Ui {

namespace {

constexpr int widest = 320;

QString label(const QMenu& menu, const QString& text)
{
    QString shown = menu.fontMetrics().elidedText(text, Qt::ElideMiddle, widest);
    return shown.replace(u'&', QStringLiteral("&&"));
}

} // namespace

ColumnMenu::ColumnMenu(TableColumns& columns) : QObject(&columns), m_columns(columns)
{
    QHeaderView& header = columns.header();
    header.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&header, &QWidget::customContextMenuRequested, this, &ColumnMenu::popUp);
}

void ColumnMenu::popUp(const QPoint& place)
{
    QHeaderView& header = m_columns.header();
    auto* menu = new QMenu(&header);
    menu->setObjectName(QStringLiteral("columnMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fill(*menu, header.logicalIndexAt(place));
    menu->popup(header.mapToGlobal(place));
}

void ColumnMenu::fill(QMenu& menu, int column)
{
    menu.setToolTipsVisible(true);
    for (const Part& part : m_parts)
        part(menu, column);
    if (!menu.isEmpty())
        menu.addSeparator();
    const bool isOfOne = !m_columns.destination().isEmpty();
    QAction* title =
        menu.addAction(isOfOne ? label(menu, tr("Columns of %1").arg(m_columns.destination()))
                               : tr("Columns of all destinations"));
    title->setEnabled(false);
    title->setToolTip(isOfOne
            ? tr("The filter leaves one destination: its columns are kept for themselves")
            : tr("A destination has columns of its own once they are changed while the filter "
                 "leaves it alone:\ndestination = '/queue/a'"));
    addChoices(menu);
    menu.addSeparator();
    menu.addAction(tr("&Add Column…"), this, &ColumnMenu::addWanted);
    if (const Stomp::MessageField* field = m_columns.model().field(column))
        menu.addAction(
            tr("Re&move Column %1").arg(label(menu, QString::fromStdString(field->title()))), this,
            [this, wanted = *field] {
                if (const auto now = m_columns.model().columnOf(wanted))
                    m_columns.remove(*now);
            });
    if (isOfOne)
        menu.addAction(tr("&Use These for All Destinations"), this, &ColumnMenu::useForAllWanted);
    QAction* reset = menu.addAction(tr("&Reset Columns"), this, &ColumnMenu::resetWanted);
    reset->setToolTip(isOfOne ? tr("As for all destinations") : tr("As they were at first"));
}

void ColumnMenu::addChoices(QMenu& menu)
{
    const MessageTableModel& model = m_columns.model();
    const QList<int> shown = m_columns.shown();
    for (const int column : m_columns.all()) {
        QAction* action = menu.addAction(
            label(menu, model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()));
        action->setCheckable(true);
        action->setChecked(shown.contains(column));
        action->setEnabled(shown != QList<int>{column});
        connect(action, &QAction::triggered, this, [this, key = model.keyOf(column)](bool show) {
            for (const int now : m_columns.all())
                if (m_columns.model().keyOf(now) == key)
                    m_columns.setShown(now, show);
        });
    }
}

} // namespace Ui
