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

/** What a column shows, in the words of the filter line; empty: nothing of the message's own. */
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
    if (!term.number.isEmpty())
        expressions << term.isGreater();
    for (const QString& expression : expressions)
        menu.addAction(shortened(menu, expression), &menu, [add, expression] { add(expression); });
}

} // namespace

void addFilterActions(QMenu& menu, const Stomp::StoredMessage& message, MessageColumn clicked,
    const Stomp::MessageField* field, const std::function<void(const QString& term)>& add)
{
    const QList<FilterTerm> terms = filterTerms(message, mostTerms);
    if (terms.isEmpty())
        return;
    menu.addSeparator();
    const QString cell = field ? QString() : termOf(clicked);
    if (!field && clicked == MessageColumn::Connection)
        addTerm(menu,
            {QLatin1StringView(Stomp::connectionName.data(), Stomp::connectionName.size()),
                QString::number(message.row->connection), {}, false},
            add);
    for (const FilterTerm& term : terms)
        if (field ? isOf(term, *field) : !cell.isEmpty() && term.name == cell)
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
