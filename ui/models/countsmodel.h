#pragma once

#include "shapecounts.h"
#include "trafficbook.h"

#include <QAbstractTableModel>
#include <QHash>

#include <optional>

namespace Ui {

/**
 * The counts of a TrafficBook, a row for each destination of each connection. Looks at the book
 * when refresh() asks it to; the time is an argument. Gives plain numbers under SortRole and texts
 * for the screen, no colours.
 */
class CountsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int
    {
        DestinationColumn,
        MessagesColumn,
        RateColumn,
        HighestColumn,
        BytesColumn,
        LeastSizeColumn,
        MeanSizeColumn,
        GreatestSizeColumn,
        LeastGapColumn,
        MeanGapColumn,
        GreatestGapColumn,
        RedeliveredColumn,
        ShapesColumn,
        LastColumn,
        ColumnCount
    };
    enum Role : int
    {
        SortRole = Qt::UserRole + 1, //!< QString or a number in the unit of exportHeader()
        KindRole, //!< Stomp::DestinationKind
        ConnectionRole, //!< quint32
        TextRole, //!< QString: as for the screen, without elision
    };

    /** The rate is the mean over this many whole seconds. */
    static constexpr qint64 rateSeconds = 2;

    explicit CountsModel(const TrafficBook& book, QObject* parent = nullptr);

    /** nowUs: UTC, since the epoch. */
    void refresh(qint64 nowUs);
    /** Nothing: shape watch is off. Shown with the next refresh(). */
    void setShapes(std::optional<ShapeCounts> shapes) { m_shapes = std::move(shapes); }
    void setConnectionName(quint32 connection, const QString& name);
    [[nodiscard]] const TrafficEntry& entry(int row) const;
    /** "/queue/a", and of which connection where there are several. */
    [[nodiscard]] QString name(int row) const;
    [[nodiscard]] qint64 nowUs() const { return m_nowUs; }

    /** All rows as CSV, numbers as they are, units in the first line. */
    [[nodiscard]] std::string csv() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QVariant number(int row, int column) const;
    [[nodiscard]] QString text(int row, int column) const;
    [[nodiscard]] double rate(const TrafficEntry& entry) const;
    /** Null while nothing is known. */
    [[nodiscard]] const ShapeCount* shapes(int row) const;
    [[nodiscard]] QString shapesText(int row) const;
    [[nodiscard]] QString shapesTip(int row) const;

    const TrafficBook& m_book;
    std::optional<ShapeCounts> m_shapes;
    QHash<quint32, QString> m_names;
    int m_rows = 0;
    qint64 m_nowUs = 0;
};

} // namespace Ui
