#pragma once

#include <ui/workspace/lessonlook.h>

#include <QWidget>

class QPainter;

namespace Ui {

/**
 * A lesson as a drawing: what was sent on the left, what is with nobody in the middle, the
 * consumers as lanes on the right. A token stands where a frame really is: sent, received,
 * acknowledged. Its shape says which, not only its colour; all grow with font(). What it shows is
 * also its accessible description. Owns a copy of what it draws.
 */
class LessonLanes : public QWidget
{
    Q_OBJECT

public:
    explicit LessonLanes(QWidget* parent = nullptr);

    void show(const LessonLook& look);

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
    [[nodiscard]] QString describe() const;
    void paintCaption(QPainter& painter, const QRect& area, const QString& text) const;
    void paintNumbers(QPainter& painter, const QRect& area, const QList<int>& numbers,
        const QList<int>& fresh) const;
    void paintLane(QPainter& painter, const QRect& area, const LessonLaneLook& lane) const;
    void paintLegend(QPainter& painter, const QRect& area) const;
    void paintToken(QPainter& painter, const QRect& cell, const LessonToken& token) const;

    LessonLook m_look;
};

} // namespace Ui
