#pragma once

#include <QAbstractTableModel>

#include <memory>
#include <string_view>

namespace Ui {

/** Bytes as lines of 16, or 8 where there is little room: offset, hex, ASCII. Each line is made
 * when a view asks for it. */
class HexModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int
    {
        OffsetColumn,
        HexColumn,
        TextColumn,
        ColumnCount
    };

    explicit HexModel(QObject* parent = nullptr);

    /** owner keeps the bytes alive. */
    void setBytes(std::string_view bytes, std::shared_ptr<const void> owner);
    [[nodiscard]] std::string_view bytes() const { return m_bytes; }
    /** 8 or 16. */
    void setLineBytes(std::size_t count);
    [[nodiscard]] std::size_t lineBytes() const { return m_lineBytes; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    std::string_view m_bytes;
    std::shared_ptr<const void> m_owner;
    std::size_t m_lineBytes = 16;
};

} // namespace Ui
