#pragma once

#include <stomp/dialect/dialect.h>
#include <stomp/protocol/frame.h>

#include <QAbstractTableModel>

#include <span>
#include <vector>

namespace Ui {

/**
 * A received frame's headers in their order, repeated ones too; the first of a name is its value
 * (STOMP 1.2 "Repeated Header Entries"). Owns a copy. Secret values leave it masked, by any role.
 */
class HeaderModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int
    {
        NameColumn,
        ValueColumn,
        ColumnCount
    };
    enum Role : int
    {
        NameRole = Qt::UserRole + 1, //!< QString, whole
        ValueRole, //!< QString, whole (masked when secret)
        SecretRole, //!< bool
        RepeatedRole, //!< bool: an earlier header has the same name
        NoteRole, //!< QString: what the header means on this broker
    };

    explicit HeaderModel(QObject* parent = nullptr);

    /** dialect: of the broker that the frame came from. */
    void setHeaders(std::span<const Stomp::HeaderView> headers,
        Stomp::Dialect dialect = Stomp::Dialect::Generic);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

    /** What stands for a secret: always the same, so its length says nothing. */
    [[nodiscard]] static QString mask();

private:
    struct Row
    {
        Stomp::Header header;
        bool secret = false;
        bool repeated = false;
    };

    [[nodiscard]] QString note(const Row& row) const;

    std::vector<Row> m_rows;
    Stomp::Dialect m_dialect = Stomp::Dialect::Generic;
};

} // namespace Ui
