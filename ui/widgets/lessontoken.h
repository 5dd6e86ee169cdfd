#pragma once

#include <ui/workspace/lessonlook.h>

#include <QPalette>
#include <QRect>

class QPainter;

namespace Ui {

/** A message as a token: its shape says what became of it, not only its colour. */
void paintToken(
    QPainter& painter, const QRect& cell, const LessonToken& token, const QPalette& palette);

/** The same in words: "3 waits for its acknowledgement, redelivered". */
[[nodiscard]] QString tokenText(const LessonToken& token);

/** Where the tokens of an area stand, row by row; when there is no room for all, the last ones,
 * and the first cell is for how many there are before. */
struct LessonCells
{
    QRect area;
    int size = 1; //!< of a cell
    int count = 0; //!< of tokens

    [[nodiscard]] int columns() const { return qMax(1, area.width() / size); }
    [[nodiscard]] int room() const { return columns() * qMax(1, area.height() / size); }
    /** The first that is shown: so many are not. */
    [[nodiscard]] int first() const { return count <= room() ? 0 : count - qMax(1, room() - 1); }
    /** index: from first(). */
    [[nodiscard]] QRect at(int index) const
    {
        return slot(index - first() + (first() > 0 ? 1 : 0));
    }
    [[nodiscard]] QRect slot(int number) const
    {
        return {area.left() + number % columns() * size, area.top() + number / columns() * size,
            size, size};
    }
};

/** "+12" in the first cell, when so many are not shown. */
void paintHidden(QPainter& painter, const LessonCells& cells, const QPalette& palette);

} // namespace Ui
