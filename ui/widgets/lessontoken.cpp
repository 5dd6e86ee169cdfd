#include "lessontoken.h"

#include "theme.h"

#include <QCoreApplication>
#include <QPainter>

namespace Ui {

using State = LessonToken::State;

namespace {

constexpr int smallCell = 16; // thick dashes would close it

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Ui::LessonToken)

public:
    [[nodiscard]] static QString of(const LessonToken& token)
    {
        QString text = tr("%1 %2").arg(token.number).arg(of(token.state));
        if (token.isInTransaction)
            text = tr("%1 in an open transaction").arg(text);
        return token.isRedelivered ? tr("%1, redelivered").arg(text) : text;
    }

private:
    [[nodiscard]] static QString of(State state)
    {
        switch (state) {
        case State::Taken:
            return tr("received");
        case State::Waiting:
            return tr("waits for its acknowledgement");
        case State::Acked:
            return tr("acknowledged");
        case State::Nacked:
            return tr("refused");
        case State::Returned:
            return tr("given back");
        case State::Unheard:
            break;
        }
        return tr("received by nobody");
    }
};

} // namespace

QString tokenText(const LessonToken& token)
{
    return Words::of(token);
}

void paintToken(
    QPainter& painter, const QRect& cell, const LessonToken& token, const QPalette& palette)
{
    const bool isFilled =
        !token.isInTransaction && (token.state == State::Taken || token.state == State::Acked);
    const Tone tone = token.state == State::Nacked ? Tone::Bad
        : token.state == State::Returned           ? Tone::Muted
        : token.state == State::Unheard            ? Tone::Muted
        : token.state == State::Waiting            ? Tone::Warn
                                                   : Tone::Accent;
    const QColor ink = Theme::color(tone, palette);
    const QRectF shape = QRectF(cell).adjusted(3, 3, -3, -3);
    const bool isDotted = token.state == State::Returned; // thick dots would hide the number
    QPen outline(ink, token.isNew && !isDotted ? 3 : 1, isDotted ? Qt::DotLine : Qt::SolidLine);
    if (token.isInTransaction)
        outline = QPen(ink, cell.width() > smallCell ? 2 : 1, Qt::DashLine);
    painter.setPen(outline);
    painter.setBrush(isFilled ? QBrush(ink) : QBrush(palette.color(QPalette::Window)));
    if (token.state == State::Nacked)
        painter.drawRect(shape);
    else
        painter.drawRoundedRect(shape, shape.width() / 2, shape.width() / 2);
    painter.setPen(isFilled ? palette.color(QPalette::Base) : ink);
    if (token.number > 0)
        painter.drawText(cell, Qt::AlignCenter, QString::number(token.number));
    if (token.isRedelivered) { // a second round: a small mark at its shoulder
        const int side = qMax(8, cell.width() / 3);
        const QRect mark(cell.right() - side + 2, cell.top(), side, side);
        painter.setPen(Qt::NoPen);
        painter.setBrush(Theme::color(Tone::Warn, palette));
        painter.drawPolygon(QPolygon{mark.topLeft(), mark.topRight(), mark.bottomRight()});
    }
}

void paintHidden(QPainter& painter, const LessonCells& cells, const QPalette& palette)
{
    if (cells.first() == 0)
        return;
    painter.setPen(Theme::color(Tone::Muted, palette));
    painter.drawText(cells.slot(0), Qt::AlignCenter, QStringLiteral("+%1").arg(cells.first()));
}

} // namespace Ui
