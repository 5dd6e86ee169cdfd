#pragma once

#include "lessontoken.h"

#include <QFont>

namespace Ui {

/**
 * A destination in the middle of a lesson's drawing. A queue is a pipe in which the messages lie
 * that no consumer has; a topic is a hub from which copies fan out, beside it what nobody got. The
 * icon by its name is that of the window's other places. Pure geometry and painting.
 */
class LessonPlace
{
public:
    LessonPlace(const LessonPlaceLook& look, const QRect& area, const QFont& font, int cellSize);

    /** The least height that has room for it. */
    [[nodiscard]] static int minimumHeight(const QFont& font, int cellSize);

    /** Frame, name, and how many wait; not the tokens. */
    void paint(QPainter& painter, const QPalette& palette) const;
    [[nodiscard]] LessonCells cells() const;
    /** Where messages leave it. */
    [[nodiscard]] QPoint exit() const;
    [[nodiscard]] QColor colour(const QPalette& palette) const;

private:
    [[nodiscard]] bool isTopic() const { return m_look.kind == LessonPlaceLook::Kind::Topic; }

    const LessonPlaceLook& m_look;
    QFont m_font;
    int m_cellSize;
    QRect m_name;
    QRect m_body;
};

} // namespace Ui
