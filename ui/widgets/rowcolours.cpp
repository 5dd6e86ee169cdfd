#include "rowcolours.h"

#include "theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPixmap>

namespace Ui {

namespace {

struct Shades
{
    QRgb light;
    QRgb dark;
    const char* name;
};

constexpr std::array<Shades, rowColours.size()> shades{{
    {0xffc62828, 0xffff7b72, QT_TRANSLATE_NOOP("Ui::RowColours", "Red")},
    {0xffb26a00, 0xfff2b04a, QT_TRANSLATE_NOOP("Ui::RowColours", "Amber")},
    {0xff2e7d32, 0xff6cc67a, QT_TRANSLATE_NOOP("Ui::RowColours", "Green")},
    {0xff1565c0, 0xff6cb0ff, QT_TRANSLATE_NOOP("Ui::RowColours", "Blue")},
    {0xff7b1fa2, 0xffc79bff, QT_TRANSLATE_NOOP("Ui::RowColours", "Violet")},
    {0xff5f6368, 0xffa8aeb8, QT_TRANSLATE_NOOP("Ui::RowColours", "Grey")},
}};

const Shades& shadesOf(RowColour colour)
{
    return shades.at(std::size_t(colour) - 1);
}

} // namespace

QColor stripeColor(RowColour colour, const QPalette& palette)
{
    const Shades& own = shadesOf(colour);
    return QColor::fromRgb(Theme::isDark(palette) ? own.dark : own.light);
}

QColor softColor(RowColour colour, const QPalette& palette)
{
    const QColor over = stripeColor(colour, palette);
    const QColor under = palette.color(QPalette::Base);
    const qreal share = Theme::isDark(palette) ? 0.18 : 0.12;
    const auto mixed = [share](int a, int b) {
        return qRound(a * share + b * (1 - share));
    };
    return QColor(mixed(over.red(), under.red()), mixed(over.green(), under.green()),
        mixed(over.blue(), under.blue()));
}

QString colourText(RowColour colour)
{
    return QCoreApplication::translate("Ui::RowColours", shadesOf(colour).name);
}

QIcon colourIcon(RowColour colour, const QPalette& palette)
{
    QPixmap picture(Theme::iconSize, Theme::iconSize);
    picture.fill(softColor(colour, palette));
    QPainter painter(&picture);
    painter.fillRect(0, 0, Theme::halfGrid, Theme::iconSize, stripeColor(colour, palette));
    painter.setPen(stripeColor(colour, palette));
    painter.drawRect(0, 0, Theme::iconSize - 1, Theme::iconSize - 1);
    return QIcon(picture);
}

} // namespace Ui
