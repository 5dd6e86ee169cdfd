#pragma once

#include <QTableView>

#include <memory>
#include <string_view>

namespace Ui {

class HexModel;

/** Bytes as a hex dump; only what is in view is made. Copies the selected lines, always 16 bytes a
 * line. */
class InspectorHex : public QTableView
{
    Q_OBJECT

public:
    /** Lines that are copied at most: a megabyte of bytes. */
    static constexpr int copiedLines = 65536;
    /** Bytes that are taken at once. */
    static constexpr std::size_t atOnce = 1000 * 1000;

    explicit InspectorHex(QWidget* parent = nullptr);

    /** Takes many bytes when it is looked at: a table of millions of rows is a stall. */
    void setBytes(std::string_view bytes, std::shared_ptr<const void> owner);
    void goTo(std::size_t offset);
    void copyLines();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    /** 16 bytes a line where they fit, else 8. */
    void fitLines();
    [[nodiscard]] int widthFor(int characters) const;

    void take(std::string_view bytes, std::shared_ptr<const void> owner);

    HexModel* m_model;
    std::string_view m_due; //!< when it is looked at
    std::shared_ptr<const void> m_dueOwner;
};

} // namespace Ui
