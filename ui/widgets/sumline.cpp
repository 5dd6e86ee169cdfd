#include "sumline.h"

#include "wording.h"

#include <QPainter>

namespace Ui {

namespace {

constexpr int signWidth = Theme::grid * 3;

} // namespace

SumLine::SumLine(QWidget* parent) : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void SumLine::setSum(const PracticeSum& sum)
{
    if (sum == m_sum)
        return;
    m_sum = sum;
    QString text = m_sum.text();
    if (!m_sum.addsUp())
        text += tr(". This does not add up!");
    setAccessibleName(text);
    setToolTip(text);
    updateGeometry();
    update();
}

int SumLine::cellWidth(const PracticeSum::Part& part) const
{
    const QFontMetrics numbers(Theme::tabular(font()));
    return qMax(numbers.horizontalAdvance(countText(part.count)),
        fontMetrics().horizontalAdvance(part.name));
}

int SumLine::lineHeight() const
{
    return fontMetrics().height() * 2 + Theme::halfGrid;
}

QSize SumLine::sizeHint() const
{
    int width = cellWidth(m_sum.total);
    for (const PracticeSum::Part& part : m_sum.parts)
        width += signWidth + cellWidth(part);
    return {width, lineHeight()};
}

QSize SumLine::minimumSizeHint() const
{
    return {Theme::grid * 20, lineHeight()};
}

int SumLine::heightForWidth(int width) const
{
    int lines = 1;
    int x = cellWidth(m_sum.total);
    for (const PracticeSum::Part& part : m_sum.parts) {
        x += signWidth + cellWidth(part);
        if (x > width) {
            ++lines;
            x = signWidth + cellWidth(part);
        }
    }
    return lines * lineHeight();
}

void SumLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QColor text = palette().color(QPalette::WindowText);
    const QColor muted = Theme::color(Tone::Muted, palette());
    const QColor bad = Theme::color(Tone::Bad, palette());
    const bool addsUp = m_sum.addsUp();
    const int line = fontMetrics().height();
    int x = 0;
    int y = 0;
    const auto paintCell = [&](const PracticeSum::Part& part, bool isTotal) {
        const int wide = cellWidth(part);
        QFont numbers = Theme::tabular(font());
        numbers.setBold(isTotal);
        painter.setFont(numbers);
        painter.setPen(!addsUp ? bad : part.count == 0 ? muted : text);
        painter.drawText(QRect(x, y, wide, line), Qt::AlignCenter, countText(part.count));
        painter.setFont(font());
        painter.setPen(addsUp ? muted : bad);
        painter.drawText(QRect(x, y + line, wide, line), Qt::AlignCenter, part.name);
        x += wide;
    };
    const auto paintSign = [&](QStringView sign) {
        painter.setPen(addsUp ? muted : bad);
        painter.drawText(QRect(x, y, signWidth, line), Qt::AlignCenter, sign.toString());
        x += signWidth;
    };
    paintCell(m_sum.total, true);
    for (const PracticeSum::Part& part : m_sum.parts) {
        if (x + signWidth + cellWidth(part) > width()) {
            x = 0;
            y += lineHeight();
        }
        paintSign(&part != &m_sum.parts.constFirst() ? u"+" : addsUp ? u"=" : u"≠");
        paintCell(part, false);
    }
}

} // namespace Ui
