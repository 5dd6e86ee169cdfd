#include "filtermenu.h"

#include "icons.h"

#include <stomp/selector/sourcenames.h>
#include <ui/models/filterterms.h>

#include <QCoreApplication>
#include <QFontMetrics>
#include <QMenu>

namespace Ui {

namespace {

constexpr int mostTerms = 40;
constexpr int widest = 320;

QString shortened(const QMenu& menu, const QString& text)
{
    QString label = menu.fontMetrics().elidedText(text, Qt::ElideRight, widest);
    return label.replace(u'&', QStringLiteral("&&"));
}

/** A header's name has quotes where a condition needs them. */
bool isOf(const FilterTerm& term, const Stomp::MessageField& field)
{
    const std::string name = term.name.toStdString();
    return name == field.title() || name == field.key();
}

/** The header that a column shows, in the words of the filter line; empty: none. */
QString termOf(MessageColumn column)
{
    switch (column) {
    case MessageColumn::Destination:
        return QStringLiteral("destination");
    case MessageColumn::State:
        return QStringLiteral("redelivered");
    case MessageColumn::Type:
        return QStringLiteral("\"content-type\"");
    default:
        return {};
    }
}

void addTerm(QMenu& menu, const FilterTerm& term, const std::function<void(const QString&)>& add)
{
    QStringList expressions{term.is(), term.isNot()};
    if (!term.ordered.isEmpty())
        expressions << term.isGreater() << term.isLess();
    for (const QString& expression : expressions)
        menu.addAction(shortened(menu, expression), &menu, [add, expression] { add(expression); });
}

/** What a cell shows; nothing of a preview. */
QList<FilterTerm> termsOfCell(
    const QList<FilterTerm>& terms, const Stomp::MessageRow& row, const ClickedCell& cell)
{
    QList<FilterTerm> shown;
    if (!cell.field && cell.column == MessageColumn::Connection)
        shown.append({QLatin1StringView(Stomp::connectionName.data(), Stomp::connectionName.size()),
            QString::number(row.connection), {}, false});
    else if (!cell.field && cell.column == MessageColumn::Size)
        shown.append(sizeTerm(row));
    else if (!cell.field && cell.column == MessageColumn::Time)
        shown.append(timeTerm(row, cell.showsMicroseconds));
    const QString header = cell.field ? QString() : termOf(cell.column);
    for (const FilterTerm& term : terms)
        if (cell.field ? isOf(term, *cell.field) : !header.isEmpty() && term.name == header)
            shown.append(term);
    return shown;
}

} // namespace

void addFilterActions(QMenu& menu, const Stomp::StoredMessage& message, const ClickedCell& clicked,
    const std::function<void(const QString& term)>& add)
{
    const QList<FilterTerm> terms = filterTerms(message, mostTerms);
    if (terms.isEmpty())
        return;
    menu.addSeparator();
    for (const FilterTerm& term : termsOfCell(terms, *message.row, clicked))
        addTerm(menu, term, add);
    QMenu* all = menu.addMenu(icon(QLatin1StringView("view-filter")),
        QCoreApplication::translate("Ui::FilterMenu", "Filter By"));
    bool isInBody = false;
    for (const FilterTerm& term : terms) {
        if (term.isPath && !isInBody && !all->isEmpty())
            all->addSeparator();
        isInBody = term.isPath;
        addTerm(*all->addMenu(shortened(menu, term.is())), term, add);
    }
}

} // namespace Ui
