#pragma once

#include "lessonplace.h"

#include <ui/workspace/lessonlook.h>

#include <QVariantAnimation>
#include <QWidget>

class QPainter;

namespace Ui {

/**
 * A lesson as a drawing: what was sent on the left, the destinations with what no consumer has in
 * the middle, the consumers as lanes on the right, joined to what they are subscribed to. A token
 * stands where a frame really is: sent, received, acknowledged. Its shape says which, not only its
 * colour; all grow with font(). Once a frame has come, its token glides to its place, those of one
 * look together, unless the platform wants no animations. What it shows is also its accessible
 * description. Owns a copy of what it draws.
 */
class LessonLanes : public QWidget
{
    Q_OBJECT

public:
    explicit LessonLanes(QWidget* parent = nullptr);

    void show(const LessonLook& look);
    /** What the platform wants, unless it is set. */
    void setAnimated(bool animated) { m_isAnimated = animated; }
    [[nodiscard]] bool isGliding() const { return m_glide.state() == QVariantAnimation::Running; }

    [[nodiscard]] QSize sizeHint() const override { return minimumSizeHint(); }
    [[nodiscard]] QSize minimumSizeHint() const override;
    // Of the drawing's rows, for what stands beside them.
    [[nodiscard]] int laneHeight() const;
    [[nodiscard]] int captionHeight() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] int tokenSize() const;
    [[nodiscard]] int legendHeight() const;
    [[nodiscard]] int drawingHeight() const;
    [[nodiscard]] QString describe() const;
    void startGliding(const LessonLook& before);

    [[nodiscard]] QRect producerArea() const;
    [[nodiscard]] QRect laneArea(int lane) const;
    [[nodiscard]] LessonCells sentCells() const;
    [[nodiscard]] LessonCells laneCells(int lane) const;
    [[nodiscard]] LessonPlace placeAt(int place) const;
    /** On the way to its cell, or there. */
    [[nodiscard]] QRect glided(const QPoint& from, const QRect& to) const;

    void paintCaption(QPainter& painter, const QRect& area, const QString& text) const;
    void paintSent(QPainter& painter) const;
    void paintPlace(QPainter& painter, int place) const;
    void paintWays(QPainter& painter) const;
    void paintLane(QPainter& painter, int lane) const;
    void paintTokens(QPainter& painter, int lane) const;
    [[nodiscard]] bool hasOpenTransaction() const;
    void paintLegend(QPainter& painter, const QRect& area) const;

    LessonLook m_look;
    bool m_isAnimated;
    QVariantAnimation m_glide;
    QList<int> m_came; //!< by lane: tokens from this one on are gliding
    int m_sent = 0; //!< the same of what was sent
};

} // namespace Ui
