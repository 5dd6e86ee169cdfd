#pragma once

#include "theme.h"

#include <ui/models/ledgermodel.h>

#include <QList>
#include <QWidget>

#include <functional>
#include <optional>

class QPainter;

namespace Ui {

/**
 * The ledger as one line that adds up, and the memory in use. A number whose messages can be shown
 * is a link to them: one click, or the arrow keys and Return. A click on the rest, or Return alone,
 * asks for the ledger by subscription. Painted by hand: it changes twenty
 * times a second and must not have the window laid out anew each time.
 */
class LedgerLine : public QWidget
{
    Q_OBJECT

public:
    using Column = LedgerModel::Column;

    explicit LedgerLine(QWidget* parent = nullptr);

    void setLedger(const Stomp::Ledger& ledger);
    /** retention: 0 when everything is kept. */
    void setMemory(quint64 memoryBytes, quint64 diskBytes, quint64 retention);

    /** What it asks for is shown. */
    void setOpen(bool open);
    /** Says of a term what shows its messages, or why nothing does. */
    using Explain = std::function<LedgerModel::Explanation(const Stomp::Ledger&, Column)>;
    void setExplain(Explain explain);

    /** As painted when there is room for all of it. */
    [[nodiscard]] QString text() const;
    /** Where a term stands, empty when it is not in view. */
    [[nodiscard]] QRect rectOf(Column term) const;
    [[nodiscard]] bool isLink(Column term) const;
    [[nodiscard]] QString toolTipAt(const QPoint& place) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

public Q_SLOTS:
    void rebuild();

Q_SIGNALS:
    void clicked();
    /** One that is a link. */
    void followed(Ui::LedgerModel::Column term);

protected:
    bool event(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Part
    {
        QString sign; //!< between it and the one before
        QString text;
        Column term = LedgerModel::ReceivedColumn;
        Tone tone = Tone::Text;
        bool isBold = false;
        bool canGo = false; //!< left out first when there is no room
        bool isLink = false;
        QRect place = {}; //!< of the text, in layOut()
    };

    /** Those for which there is room, with their places. */
    [[nodiscard]] QList<Part> layOut() const;
    [[nodiscard]] QRect area() const;
    [[nodiscard]] int memoryWidth() const;
    [[nodiscard]] int widthOf(const QList<Part>& parts) const;
    [[nodiscard]] QFont fontOf(const Part& part) const;
    [[nodiscard]] std::optional<Part> partAt(const QPoint& place) const;
    /** The next link to one side of the current one. */
    void step(int by);
    /** Says that there is more to see. */
    void paintArrow(QPainter& painter) const;
    void paintFocus(QPainter& painter, const QRect& around) const;

    Stomp::Ledger m_ledger;
    quint64 m_inMemory = 0;
    quint64 m_onDisk = 0;
    quint64 m_retention = 0;
    Explain m_explain;
    QFont m_font;
    QList<Part> m_parts;
    QString m_memory;
    std::optional<Column> m_pressed; //!< the link that the button went down on
    std::optional<Column> m_current; //!< the link that Return follows
    bool m_isOpen = false;
};

} // namespace Ui
