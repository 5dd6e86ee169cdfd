#include "ledgermodel.h"

#include "filterterms.h"

#include <stomp/selector/sourcenames.h>

#include <QLocale>

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

void addTo(Stomp::Ledger& sum, const Stomp::Ledger& part)
{
    sum.received += part.received;
    sum.waiting += part.waiting;
    sum.shown += part.shown;
    sum.folded += part.folded;
    sum.held += part.held;
    sum.hidden += part.hidden;
    sum.cleared += part.cleared;
    sum.retired += part.retired;
}

qint64 countOf(const Stomp::Ledger& ledger, int column)
{
    switch (column) {
    case LedgerModel::ReceivedColumn:
        return qint64(ledger.received);
    case LedgerModel::WaitingColumn:
        return qint64(ledger.waiting);
    case LedgerModel::ShownColumn:
        return qint64(ledger.shown);
    case LedgerModel::FoldedColumn:
        return qint64(ledger.folded);
    case LedgerModel::HeldColumn:
        return qint64(ledger.held);
    case LedgerModel::HiddenColumn:
        return qint64(ledger.hidden);
    case LedgerModel::ClearedColumn:
        return qint64(ledger.cleared);
    case LedgerModel::RetiredColumn:
        return qint64(ledger.retired);
    default:
        return ledger.lost();
    }
}

QString isOf(std::string_view name, quint32 number)
{
    return QString::fromLatin1(name.data(), qsizetype(name.size())) + QStringLiteral(" = ")
        + QString::number(number);
}

} // namespace

LedgerModel::LedgerModel(Names names, QObject* parent)
    : QAbstractTableModel(parent), m_names(std::move(names)), m_rows(1)
{ }

std::vector<LedgerModel::Row> LedgerModel::rowsOf(const Stomp::SourceLedgers& ledgers)
{
    std::vector<Row> rows;
    std::size_t connection = 0;
    for (const Stomp::SourceLedgers::Row& one : ledgers.rows) {
        if (rows.empty() || rows[connection].source.connection != one.source.connection) {
            connection = rows.size();
            rows.push_back({Level::Connection, {one.source.connection, 0}, {}});
        }
        addTo(rows[connection].ledger, one.ledger);
        rows.push_back({Level::Subscription, one.source, one.ledger});
    }
    rows.push_back({Level::Sum, {}, ledgers.sum});
    return rows;
}

void LedgerModel::setLedgers(const Stomp::SourceLedgers& ledgers)
{
    const std::vector<Row> rows = rowsOf(ledgers);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i < m_rows.size() && m_rows[i].isOf(rows[i])) {
            m_rows[i].ledger = rows[i].ledger;
            continue;
        }
        beginInsertRows({}, int(i), int(i));
        m_rows.insert(m_rows.begin() + std::ptrdiff_t(i), rows[i]);
        endInsertRows();
    }
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void LedgerModel::setFilter(const Stomp::MessageFilter& filter)
{
    m_condition = QString::fromStdString(filter.condition().text());
    m_isText = !filter.isEmpty() && filter.condition().isEmpty();
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QString LedgerModel::name(const Row& row) const
{
    if (row.level == Level::Sum)
        return tr("All");
    if (row.level == Level::Connection)
        return m_names.connection(row.source.connection);
    if (row.source.subscription == 0)
        return tr("without a subscription");
    const QString destination = m_names.destination(row.source.subscription);
    const auto isNamesake = [this, &row, &destination](const Row& other) {
        return other.level == Level::Subscription
            && other.source.connection == row.source.connection
            && other.source.subscription != row.source.subscription
            && m_names.destination(other.source.subscription) == destination;
    };
    if (destination.isEmpty())
        return tr("subscription %1").arg(row.source.subscription);
    return std::any_of(m_rows.begin(), m_rows.end(), isNamesake)
        ? tr("%1, subscription %2").arg(destination).arg(row.source.subscription)
        : destination;
}

QString LedgerModel::condition(const Row& row, int column) const
{
    const bool isWanted = column == ShownColumn || column == HiddenColumn;
    if (!isWanted || m_isText || countOf(row.ledger, column) == 0)
        return {};
    QString condition = m_condition;
    if (column == HiddenColumn)
        condition = u'(' + m_condition + QStringLiteral(") IS NOT TRUE");
    if (row.level == Level::Sum)
        return column == HiddenColumn ? condition : QString();
    condition = withTerm(condition, isOf(Stomp::connectionName, row.source.connection));
    return row.level == Level::Connection
        ? condition
        : withTerm(condition, isOf(Stomp::subscriptionName, row.source.subscription));
}

QString LedgerModel::toolTip(const Row& row, int column) const
{
    if (column == SourceColumn) {
        if (row.level == Level::Sum)
            return tr("The line below");
        return row.level == Level::Connection
            ? tr("In the filter line: %1").arg(isOf(Stomp::connectionName, row.source.connection))
            : tr("In the filter line: %1")
                  .arg(isOf(Stomp::subscriptionName, row.source.subscription));
    }
    const QString condition = this->condition(row, column);
    if (!condition.isEmpty())
        return tr("Show only these: %1").arg(condition);
    switch (column) {
    case ReceivedColumn:
        return tr("Counted where bytes become frames. Those that are no longer kept cannot be "
                  "shown.");
    case WaitingColumn:
        return tr("On the way to the table or to the filter: they come by themselves.");
    case ShownColumn:
        if (m_isText && row.level != Level::Sum && row.ledger.shown > 0)
            return tr("A text search cannot be narrowed to a source: filter by a condition.");
        return row.level == Level::Sum ? tr("The rows of the table.") : tr("None is shown.");
    case FoldedColumn:
        return tr("Repeats, in the row of the message above them: Fold Repeats gives each its own "
                  "again.");
    case HeldColumn:
        return tr("Came while the table is paused or sorted: Resume (Space) shows them, Sort Again "
                  "or the order of arrival does.");
    case HiddenColumn:
        return m_isText && row.ledger.hidden > 0
            ? tr("A text search has no opposite: filter by a condition to see what it hides.")
            : tr("The filter hides none.");
    case ClearedColumn:
        return tr("Forgotten by Clear: no longer kept, so they cannot be shown.");
    case RetiredColumn:
        return tr("The oldest, given up for newer ones: no longer kept, so they cannot be shown. "
                  "Messages > Keep Messages says how much is kept.");
    default:
        return row.ledger.lost() == 0
            ? tr("Received, and in none of the other terms: always 0.")
            : tr("Received, and in none of the other terms: a defect of this program. Please "
                 "report it.");
    }
}

LedgerModel::Explanation LedgerModel::explain(const Stomp::Ledger& sum, Column column) const
{
    const Row row{Level::Sum, {}, sum};
    const bool isFiltered = m_isText || !m_condition.isEmpty();
    if (column == ReceivedColumn && isFiltered)
        return {true, {}, tr("Show all that is kept, without the filter")};
    const QString condition = this->condition(row, column);
    return {!condition.isEmpty(), condition, toolTip(row, column)};
}

int LedgerModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LedgerModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LedgerModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return column == SourceColumn ? name(row) : QLocale().toString(countOf(row.ledger, column));
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case Qt::TextAlignmentRole:
        return int((column == SourceColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case ConditionRole:
        return column == SourceColumn ? QString() : condition(row, column);
    case LevelRole:
        return QVariant::fromValue(row.level);
    case CountRole:
        return column == SourceColumn ? QVariant() : countOf(row.ledger, column);
    default:
        return {};
    }
}

QVariant LedgerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == SourceColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SourceColumn:
        return tr("Source");
    case ReceivedColumn:
        return tr("Received");
    case WaitingColumn:
        return tr("= Waiting");
    case ShownColumn:
        return tr("+ Shown");
    case FoldedColumn:
        return tr("+ Folded");
    case HeldColumn:
        return tr("+ Held");
    case HiddenColumn:
        return tr("+ Hidden");
    case ClearedColumn:
        return tr("+ Cleared");
    case RetiredColumn:
        return tr("+ Retired");
    case LostColumn:
        return tr("Lost");
    default:
        return {};
    }
}

} // namespace Ui
