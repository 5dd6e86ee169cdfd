#pragma once

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace Ui {

/** One difference between two bodies, or a line around one. */
struct DiffRow
{
    enum class Kind : quint8
    {
        Same, //!< a line that both have
        Added,
        Removed,
        Changed,
        Respelled, //!< the same text, written with other escapes
        Reordered, //!< the same keys in another order
    };
    Kind kind = Kind::Same;
    QString place; //!< a path, or line numbers
    QString before;
    QString after;
};

/** Differences as rows: a sign with a word, the place, what was and what is. Gives roles, no
 * colours.
 */
class DiffModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int
    {
        ChangeColumn,
        PlaceColumn,
        BeforeColumn,
        AfterColumn,
        ColumnCount
    };
    enum Role : int
    {
        KindRole = Qt::UserRole + 1, //!< int: DiffRow::Kind
    };
    using Rows = std::shared_ptr<const std::vector<DiffRow>>;

    explicit DiffModel(QObject* parent = nullptr);

    /** Null: no rows. */
    void setRows(Rows rows);

    /** "+ added": also without colours. */
    [[nodiscard]] static QString kindText(DiffRow::Kind kind);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    Rows m_rows;
};

} // namespace Ui
