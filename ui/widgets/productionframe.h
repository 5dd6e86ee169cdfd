#pragma once

#include <QPointer>
#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace Ui {

class Connection;
class TonedLabel;

/**
 * Around the middle of the window: while the current connection is marked as production, a red
 * frame and a line above that says so in words, and whether it is locked. Nothing of any other.
 */
class ProductionFrame : public QWidget
{
    Q_OBJECT

public:
    explicit ProductionFrame(QWidget* parent = nullptr);

    /** Below those that it has. */
    void addWidget(QWidget* widget, int stretch = 0);
    /** May be null. */
    void setConnection(Connection* connection);
    [[nodiscard]] bool isShown() const { return m_isProduction; }
    /** What the line says. */
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void showLock();
    void toggleLock();

    QPointer<Connection> m_connection;
    QVBoxLayout* m_column;
    QWidget* m_line;
    TonedLabel* m_text;
    QToolButton* m_lock;
    bool m_isProduction = false;
};

} // namespace Ui
