#include "countsmodel.h"

#include <stomp/messages/csvcell.h>

#include <QDateTime>
#include <QLocale>

#include <array>

namespace Ui {

namespace {

constexpr qint64 usInSecond = 1'000'000;

QString bytesText(double bytes)
{
    const QLocale locale;
    if (bytes < 1000)
        return locale.toString(bytes, 'f', bytes == static_cast<double>(qint64(bytes)) ? 0 : 1)
            + QStringLiteral(" B");
    return locale.formattedDataSize(qint64(bytes), 1, QLocale::DataSizeSIFormat);
}

QString gapText(double us)
{
    const QLocale locale;
    if (us < 1000)
        return locale.toString(us, 'f', 0) + QStringLiteral(" µs");
    if (us < usInSecond)
        return locale.toString(us / 1000, 'f', us < 10'000 ? 2 : 1) + QStringLiteral(" ms");
    return locale.toString(us / double(usInSecond), 'f', 1) + QStringLiteral(" s");
}

QString agoText(qint64 seconds)
{
    const QLocale locale;
    if (seconds < 1)
        return CountsModel::tr("now");
    if (seconds < 120)
        return CountsModel::tr("%1 s ago").arg(locale.toString(seconds));
    return seconds < 7200 ? CountsModel::tr("%1 min ago").arg(locale.toString(seconds / 60))
                          : CountsModel::tr("%1 h ago").arg(locale.toString(seconds / 3600));
}

QString rateText(double rate)
{
    return QLocale().toString(rate, 'f', rate > 0 && rate < 10 ? 1 : 0);
}

/** The first line of an export, with units. */
constexpr std::array<std::string_view, CountsModel::ColumnCount> exportHeader{"destination",
    "messages", "rate_per_s", "highest_rate_per_s", "body_bytes", "smallest_body_bytes",
    "mean_body_bytes", "largest_body_bytes", "shortest_gap_us", "mean_gap_us", "longest_gap_us",
    "redelivered", "json_shapes", "last_received"};

} // namespace

CountsModel::CountsModel(const TrafficBook& book, QObject* parent)
    : QAbstractTableModel(parent), m_book(book)
{ }

void CountsModel::refresh(qint64 nowUs)
{
    m_nowUs = nowUs;
    const int rows = static_cast<int>(m_book.entries().size());
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, ColumnCount - 1));
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    }
}

void CountsModel::setConnectionName(quint32 connection, const QString& name)
{
    m_names.insert(connection, name);
}

const TrafficEntry& CountsModel::entry(int row) const
{
    return *m_book.entries()[static_cast<std::size_t>(row)];
}

QString CountsModel::name(int row) const
{
    const TrafficEntry& it = entry(row);
    const QString destination =
        it.destination.isEmpty() ? tr("without a subscription") : it.destination;
    const QString connection = m_names.value(it.connection);
    return m_names.size() > 1 && !connection.isEmpty() ? tr("%1 on %2").arg(destination, connection)
                                                       : destination;
}

double CountsModel::rate(const TrafficEntry& entry) const
{
    const qint64 second = m_nowUs / usInSecond;
    return static_cast<double>(entry.history.sum(second - rateSeconds, rateSeconds))
        / double(rateSeconds);
}

const ShapeCount* CountsModel::shapes(int row) const
{
    if (!m_shapes)
        return nullptr;
    const auto found = m_shapes->find(&entry(row));
    return found == m_shapes->end() ? nullptr : &found->second;
}

QString CountsModel::shapesText(int row) const
{
    const ShapeCount* const it = shapes(row);
    return it ? QLocale().toString(it->shapes) + (it->isMore ? QStringLiteral("+") : QString())
              : QString();
}

QString CountsModel::shapesTip(int row) const
{
    if (!m_shapes)
        return tr("Shape watch is off: Subscription > Watch JSON Shapes");
    const ShapeCount* const it = shapes(row);
    if (!it)
        return tr("No message looked at yet");
    const QString lookedAt =
        tr("In %1 messages that shape watch has looked at").arg(QLocale().toString(it->lookedAt));
    return it->isMore ? tr("%1; further shapes are not counted").arg(lookedAt) : lookedAt;
}

int CountsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int CountsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CountsModel::number(int row, int column) const
{
    const TrafficEntry& it = entry(row);
    switch (column) {
    case MessagesColumn:
        return quint64(it.sizes.count());
    case RateColumn:
        return rate(it);
    case HighestColumn:
        return it.history.highest();
    case BytesColumn:
        return quint64(it.sizes.sum());
    case LeastSizeColumn:
        return quint64(it.sizes.least());
    case MeanSizeColumn:
        return it.sizes.mean();
    case GreatestSizeColumn:
        return quint64(it.sizes.greatest());
    case LeastGapColumn:
        return quint64(it.gapsUs.least());
    case MeanGapColumn:
        return it.gapsUs.mean();
    case GreatestGapColumn:
        return quint64(it.gapsUs.greatest());
    case RedeliveredColumn:
        return quint64(it.redelivered);
    case ShapesColumn:
        return shapes(row) ? QVariant(shapes(row)->shapes) : QVariant();
    case LastColumn:
        return qint64(it.lastUs);
    default:
        return name(row);
    }
}

QString CountsModel::text(int row, int column) const
{
    const TrafficEntry& it = entry(row);
    const QLocale locale;
    const double value = number(row, column).toDouble();
    switch (column) {
    case DestinationColumn:
        return name(row);
    case MessagesColumn:
    case RedeliveredColumn:
        return locale.toString(number(row, column).toULongLong());
    case RateColumn:
    case HighestColumn:
        return rateText(value);
    case LeastGapColumn:
    case MeanGapColumn:
    case GreatestGapColumn:
        return it.gapsUs.count() > 0 ? gapText(value) : QString();
    case ShapesColumn:
        return shapesText(row);
    case LastColumn:
        return it.lastUs == 0 ? tr("none yet") : agoText((m_nowUs - it.lastUs) / usInSecond);
    default:
        return it.sizes.count() > 0 ? bytesText(value) : QString();
    }
}

QVariant CountsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case TextRole:
        return text(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return index.column() == DestinationColumn
            ? QVariant()
            : QVariant(int(Qt::AlignRight | Qt::AlignVCenter));
    case Qt::ToolTipRole:
        return index.column() == DestinationColumn ? QVariant(name(index.row()))
            : index.column() == ShapesColumn       ? QVariant(shapesTip(index.row()))
                                                   : QVariant();
    case SortRole:
        return number(index.row(), index.column());
    case KindRole:
        return QVariant::fromValue(entry(index.row()).kind);
    case ConnectionRole:
        return entry(index.row()).connection;
    default:
        return {};
    }
}

QVariant CountsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(
            (section == DestinationColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    struct Head
    {
        QString text;
        QString toolTip;
    };
    const auto head = [section]() -> Head {
        switch (section) {
        case DestinationColumn:
            return {tr("Destination"), {}};
        case MessagesColumn:
            return {tr("Messages"), tr("All that came, also those no longer kept")};
        case RateColumn:
            return {tr("Rate/s"), tr("Mean over the last two whole seconds")};
        case HighestColumn:
            return {tr("Highest/s"), tr("Most in one second")};
        case BytesColumn:
            return {tr("Bytes"), tr("Of all bodies")};
        case LeastSizeColumn:
            return {tr("Smallest"), tr("Smallest body")};
        case MeanSizeColumn:
            return {tr("Mean"), tr("Mean size of a body")};
        case GreatestSizeColumn:
            return {tr("Largest"), tr("Largest body")};
        case LeastGapColumn:
            return {tr("Shortest gap"),
                tr("From one message to the next; messages that came with one read of the "
                   "socket have the same time")};
        case MeanGapColumn:
            return {tr("Mean gap"), tr("Mean time from one message to the next")};
        case GreatestGapColumn:
            return {tr("Longest gap"), tr("Longest time from one message to the next")};
        case RedeliveredColumn:
            return {tr("Redelivered"), tr("Marked redelivered by the broker")};
        case ShapesColumn:
            return {tr("Shapes"),
                tr("Different shapes of JSON: sets of fields and their kinds. A wildcard's "
                   "destinations count one by one.")};
        case LastColumn:
            return {tr("Last"), tr("How long ago the last message came")};
        default:
            return {};
        }
    }();
    if (role == Qt::DisplayRole)
        return head.text;
    return role == Qt::ToolTipRole && !head.toolTip.isEmpty() ? QVariant(head.toolTip) : QVariant();
}

std::string CountsModel::csv() const
{
    std::string out;
    Stomp::appendCsvRow(exportHeader, out);
    for (int row = 0; row < m_rows; ++row) {
        std::array<std::string, ColumnCount> cells;
        std::array<std::string_view, ColumnCount> views;
        for (int column = 0; column < ColumnCount; ++column) {
            const auto at = static_cast<std::size_t>(column);
            const QVariant value = number(row, column);
            if (column == ShapesColumn) {
                const ShapeCount* const it = shapes(row);
                cells[at] = it ? std::to_string(it->shapes) + (it->isMore ? "+" : "") : "";
            } else if (column == LastColumn) {
                cells[at] = value.toLongLong() == 0
                    ? std::string()
                    : QDateTime::fromMSecsSinceEpoch(value.toLongLong() / 1000, Qt::UTC)
                          .toString(Qt::ISODateWithMs)
                          .toStdString();
            } else {
                cells[at] =
                    (value.typeId() == QMetaType::Double ? QString::number(value.toDouble(), 'f', 2)
                                                         : value.toString())
                        .toStdString();
            }
            views[at] = cells[at];
        }
        Stomp::appendCsvRow(views, out);
    }
    return out;
}

} // namespace Ui
