#include "theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QProxyStyle>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleOptionButton>

namespace Ui {
namespace {

struct Look
{
    QRgb window, base, alternate, text, muted, button, border, accent, accentText, disabled;
    QRgb good, warn, bad, queue, topic;
};

constexpr Look lightLook{0xfff3f4f6, 0xffffffff, 0xfff7f8fa, 0xff1c2128, 0xff59636e, 0xfff9fafb,
    0xffc3c9d1, 0xff0b62c4, 0xffffffff, 0xff9aa2ac, 0xff1a7437, 0xff8a5a00, 0xffc02328, 0xff00707a,
    0xff7a3fc4};

constexpr Look darkLook{0xff2a2d33, 0xff1b1d21, 0xff202226, 0xffe3e6ea, 0xffa3acb7, 0xff3a3e46,
    0xff4d535d, 0xff2f7fd8, 0xffffffff, 0xff767e89, 0xff57c278, 0xffe0a93b, 0xffff8582, 0xff45c4c0,
    0xffc09bff};

const Look& look(bool dark)
{
    return dark ? darkLook : lightLook;
}

/** The style and palette that the desktop gave us, before we changed anything. */
struct Desktop
{
    QString styleName;
    QPalette palette;

    [[nodiscard]] bool hasOwnStyle() const
    {
        return styleName != QLatin1StringView("fusion")
            && styleName != QLatin1StringView("windows");
    }
};

const Desktop& desktop()
{
    static const Desktop seen{QApplication::style()->name().toLower(), QApplication::palette()};
    return seen;
}

/** Fusion outlines boxes a shade darker than the window: hardly to be seen in a dark one. And it
 * draws disabled menu entries twice, in the palette's Light behind their colour: embossed, and in a
 * dark one hardly to be read. */
class Fusion : public QProxyStyle
{
public:
    Fusion() : QProxyStyle(QStringLiteral("fusion")) { setObjectName(QStringLiteral("fusion")); }

    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
        QStyleHintReturn* returned) const override
    {
        return hint == SH_EtchDisabledText ? 0
                                           : QProxyStyle::styleHint(hint, option, widget, returned);
    }

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
        const QWidget* widget) const override
    {
        const bool isBox = element == PE_IndicatorCheckBox || element == PE_IndicatorRadioButton
            || element == PE_IndicatorItemViewItemCheck;
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        if (!isBox || !button || !Theme::isDark(option->palette)) {
            QProxyStyle::drawPrimitive(element, option, painter, widget);
            return;
        }
        QStyleOptionButton outlined(*button);
        const bool isOn = option->state.testFlag(State_Enabled);
        const QColor line = isOn ? Theme::color(Tone::Muted, option->palette)
                                 : option->palette.color(QPalette::Disabled, QPalette::Text);
        outlined.palette.setColor(QPalette::Window, line.lighter(125));
        QProxyStyle::drawPrimitive(element, &outlined, painter, widget);
    }
};

} // namespace

void Theme::apply(QApplication& application, ThemeChoice choice)
{
    const Desktop& own = desktop();
    if (choice == ThemeChoice::System && own.hasOwnStyle()) {
        application.setStyle(QStyleFactory::create(own.styleName));
        application.setPalette(QPalette());
        return;
    }
    const bool dark =
        choice == ThemeChoice::Dark || (choice == ThemeChoice::System && isDark(own.palette));
    if (!dynamic_cast<Fusion*>(application.style()))
        application.setStyle(new Fusion);
    application.setPalette(palette(dark));
}

QPalette Theme::palette(bool dark)
{
    const Look& l = look(dark);
    const auto color = [](QRgb rgb) {
        return QColor::fromRgb(rgb);
    };
    QPalette p(color(l.text), color(l.button), color(l.border).lighter(dark ? 130 : 120),
        color(l.border).darker(dark ? 170 : 130), color(l.border), color(l.text), color(l.text),
        color(l.base), color(l.window));
    p.setColor(QPalette::AlternateBase, color(l.alternate));
    p.setColor(QPalette::Highlight, color(l.accent));
    p.setColor(QPalette::HighlightedText, color(l.accentText));
    p.setColor(QPalette::Link, Theme::color(Tone::Accent, p));
    p.setColor(QPalette::LinkVisited, Theme::color(Tone::Accent, p));
    p.setColor(QPalette::PlaceholderText, color(l.muted));
    p.setColor(QPalette::ToolTipBase, color(dark ? l.button : l.base));
    p.setColor(QPalette::ToolTipText, color(l.text));
    p.setColor(QPalette::Shadow, color(0xff000000));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, color(l.disabled));
    p.setColor(QPalette::Disabled, QPalette::Highlight, color(l.border));
    return p;
}

bool Theme::isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

QColor Theme::color(Tone tone, const QPalette& palette)
{
    const bool dark = isDark(palette);
    const Look& l = look(dark);
    switch (tone) {
    case Tone::Text:
        return palette.color(QPalette::Text);
    case Tone::Muted:
        return QColor::fromRgb(l.muted);
    case Tone::Accent:
        return dark ? QColor::fromRgb(0xff6cb0ff) : QColor::fromRgb(l.accent);
    case Tone::Good:
        return QColor::fromRgb(l.good);
    case Tone::Warn:
        return QColor::fromRgb(l.warn);
    case Tone::Bad:
        return QColor::fromRgb(l.bad);
    case Tone::Queue:
        return QColor::fromRgb(l.queue);
    case Tone::Topic:
        return QColor::fromRgb(l.topic);
    }
    return palette.color(QPalette::Text);
}

QColor Theme::tint(Tone tone, const QPalette& palette)
{
    const QColor over = color(tone, palette);
    const QColor under = palette.color(QPalette::Window);
    const qreal share = isDark(palette) ? 0.15 : 0.09;
    const auto mixed = [share](int a, int b) {
        return qRound(a * share + b * (1 - share));
    };
    return QColor(mixed(over.red(), under.red()), mixed(over.green(), under.green()),
        mixed(over.blue(), under.blue()));
}

QFont Theme::monospaced()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (font.pointSizeF() <= 0)
        font.setPointSizeF(QApplication::font().pointSizeF());
    return font;
}

QFont Theme::tabular(const QFont& base)
{
    const QFontMetricsF metrics(base);
    const qreal zero = metrics.horizontalAdvance(u'0');
    for (char16_t digit = u'1'; digit <= u'9'; ++digit) {
        if (!qFuzzyCompare(metrics.horizontalAdvance(digit), zero)) {
            QFont font = monospaced();
            font.setPointSizeF(base.pointSizeF());
            font.setWeight(base.weight());
            return font;
        }
    }
    return base;
}

QPalette Theme::toned(QPalette palette, Tone tone)
{
    const QColor text = color(tone, palette);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Text, text);
    return palette;
}

} // namespace Ui
