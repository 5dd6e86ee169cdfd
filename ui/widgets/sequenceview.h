#pragma once

#include "sequencepainter.h"

#include <ui/models/sequence.h>

#include <QAbstractScrollArea>

namespace Ui {

/**
 * A sequence on the screen: names stay on top while rows scroll. An arrow is chosen with the mouse
 * or the arrow keys, several with Shift; Enter or a double click opens it. Follows the newest row
 * until the reader scrolls up or chooses; End follows again. Ctrl and plus, minus or the wheel make
 * it larger and smaller, for the back row. Its accessible description has each row in words.
 */
class SequenceView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit SequenceView(QWidget* parent = nullptr);

    /** What is in view stays where it is, unless it follows. */
    void setSequence(Sequence sequence);
    [[nodiscard]] const Sequence& sequence() const { return m_sequence; }
    /** The chosen arrows, or all when it is not more than one. */
    [[nodiscard]] Sequence chosen() const;

    [[nodiscard]] bool isFollowing() const { return m_isFollowing; }
    void setFollowing(bool following);
    /** Serial of the chosen arrow, 0 for none. */
    [[nodiscard]] quint64 current() const { return m_current; }
    /** Brings it into view, when it is in the sequence; asks for nothing. */
    void setCurrent(quint64 serial);
    /** Of its arrow, in the viewport. */
    [[nodiscard]] QRect rectOf(quint64 serial) const;
    /** As it looks now, for exports. */
    [[nodiscard]] SequencePainter painter() const;

    /** What stands in the middle while there is no row. */
    void setEmptyText(const QString& headline, const QString& hint);

    void zoom(int steps);
    void resetZoom();

Q_SIGNALS:
    /** By the user. */
    void frameChosen(quint64 serial);
    void frameOpened(quint64 serial);
    void followChanged(bool following);

protected:
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    [[nodiscard]] int rowAt(const QPoint& place) const; //!< -1 where there is none
    [[nodiscard]] int rowOf(quint64 serial) const; //!< -1 when it is not there
    /** The next arrow from here on in this direction, or the last there is. */
    [[nodiscard]] int arrowFrom(int row, int step) const;
    [[nodiscard]] std::pair<int, int> chosenRows() const;
    [[nodiscard]] int page() const;
    void choose(int row, bool extends);
    void refit();
    void updateBars();
    void showRow(int row);
    void describe();

    Sequence m_sequence;
    SequencePainter m_painter;
    quint64 m_current = 0;
    quint64 m_anchor = 0; //!< the other end of what is chosen
    QString m_headline;
    QString m_hint;
    int m_zoom = 0;
    bool m_isFollowing = true;
    bool m_isPlacing = false; //!< the bar moves by our own hand
};

} // namespace Ui
