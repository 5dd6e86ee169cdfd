#pragma once

#include <QFrame>

class QAbstractScrollArea;
class QLabel;
class QTimer;

namespace Ui {

/** A few words over the lower left corner of a table about what was just done in it, so that
 * nothing moves: gone after a while, or with the next remark. */
class TableRemark : public QFrame
{
    Q_OBJECT

public:
    static constexpr int shownMs = 6000;

    explicit TableRemark(QAbstractScrollArea& table);

    void say(const QString& text);
    /** Until something else is said, or take() is called. */
    void sayUntilTaken(const QString& text);
    void take();
    [[nodiscard]] QString text() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void put(const QString& text);
    void place();

    QWidget* m_viewport; // not asked for: it is still there when the table is none any more
    QLabel* m_text;
    QTimer* m_going;
};

} // namespace Ui
