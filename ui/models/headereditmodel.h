#pragma once

#include <stomp/protocol/frame.h>

#include <QAbstractTableModel>

#include <vector>

namespace Ui {

/**
 * Headers to send, editable, in order, names may repeat; the last row is always empty and takes the
 * next one. Keeps bytes: a value that is not edited stays as it was, also where it is not UTF-8.
 * Secret values are masked but while they are edited.
 */
class HeaderEditModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int
    {
        NameColumn,
        ValueColumn,
        ColumnCount
    };

    explicit HeaderEditModel(QObject* parent = nullptr);

    void setHeaders(std::vector<Stomp::Header> headers);
    /** All with a name; nothing trimmed. */
    [[nodiscard]] std::vector<Stomp::Header> headers() const;
    /** The row that has a value and no name, or -1. */
    [[nodiscard]] int namelessRow() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;
    bool removeRows(int row, int count, const QModelIndex& parent = {}) override;

private:
    std::vector<Stomp::Header> m_headers; //!< with the empty one at the end
};

} // namespace Ui
