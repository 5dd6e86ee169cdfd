#pragma once

#include "theme.h"

#include <stomp/messages/ledger.h>

#include <QList>
#include <QWidget>

class QPainter;

namespace Ui {

/**
 * The ledger as one line that adds up, and the memory in use. A click on it or Return
 * asks for it by subscription. Painted by hand: it changes twenty
 * times a second and must not have the window laid out anew each time.
 */
class LedgerLine : public QWidget
{
    Q_OBJECT

public:
    explicit LedgerLine(QWidget* parent = nullptr);

    void setLedger(const Stomp::Ledger& ledger);
    /** retention: 0 when everything is kept. */
    void setMemory(quint64 memoryBytes, quint64 diskBytes, quint64 retention);

    /** What it asks for is shown. */
    void setOpen(bool open);

    /** As painted when there is room for all of it. */
    [[nodiscard]] QString text() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void clicked();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Part
    {
        QString text;
        Tone tone = Tone::Text;
        bool isBold = false;
        bool canGo = false; //!< left out first when there is no room
    };

    void rebuild();
    [[nodiscard]] int widthOf(const QList<Part>& parts) const;
    [[nodiscard]] QFont fontOf(const Part& part) const;
    /** Says that there is more to see. */
    void paintArrow(QPainter& painter) const;

    Stomp::Ledger m_ledger;
    quint64 m_inMemory = 0;
    quint64 m_onDisk = 0;
    quint64 m_retention = 0;
    QFont m_font;
    QList<Part> m_parts;
    QString m_memory;
    bool m_isOpen = false;
};

} // namespace Ui
