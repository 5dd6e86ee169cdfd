#include <ui/widgets/icons.h>
#include <ui/widgets/theme.h>

#include <QApplication>
#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QStyle>
#include <QStyleOptionButton>
#include <QTest>

#include <cmath>

using namespace Ui;

namespace {

qreal luminance(const QColor& color)
{
    const auto linear = [](qreal c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

/** WCAG 2.1 contrast ratio. */
qreal contrast(const QColor& a, const QColor& b)
{
    const qreal la = luminance(a);
    const qreal lb = luminance(b);
    return (qMax(la, lb) + 0.05) / (qMin(la, lb) + 0.05);
}

int inkedPixels(const QImage& image)
{
    int inked = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            inked += qAlpha(image.pixel(x, y)) > 0;
    }
    return inked;
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    /** Text drawn twice, in the palette's Light as well, is hard to read in a dark menu. */
    void disabledMenuEntriesAreDrawnOnce()
    {
        Theme::apply(*qApp, ThemeChoice::Dark);
        QStyleOptionMenuItem option;
        option.menuItemType = QStyleOptionMenuItem::Normal;
        option.text = QStringLiteral("Unsubscribe");
        option.rect = QRect(0, 0, 160, 24);
        option.palette = Theme::palette(true);
        option.palette.setCurrentColorGroup(QPalette::Disabled);
        option.palette.setColor(QPalette::Light, Qt::red);
        QImage image(option.rect.size(), QImage::Format_RGB32);
        const QColor window = option.palette.color(QPalette::Window);
        image.fill(window);
        QPainter painter(&image);
        QApplication::style()->drawControl(QStyle::CE_MenuItem, &option, &painter);
        painter.end();
        qreal best = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor pixel = image.pixelColor(x, y);
                QVERIFY2(pixel.red() - pixel.green() < 40, qPrintable(pixel.name()));
                best = qMax(best, contrast(pixel, window));
            }
        }
        QVERIFY2(best > 2.5, qPrintable(QString::number(best)));
    }

    void outlinesOfBoxesAreSeen_data()
    {
        QTest::addColumn<ThemeChoice>("choice");
        QTest::newRow("light") << ThemeChoice::Light;
        QTest::newRow("dark") << ThemeChoice::Dark;
    }
    void outlinesOfBoxesAreSeen()
    {
        QFETCH(ThemeChoice, choice);
        Theme::apply(*qApp, choice);
        QStyleOptionButton option;
        option.rect = QRect(2, 2, 16, 16);
        option.palette = Theme::palette(choice == ThemeChoice::Dark);
        option.state = QStyle::State_Enabled | QStyle::State_Off;
        const QColor window = option.palette.color(QPalette::Window);
        for (const auto box : {QStyle::PE_IndicatorCheckBox, QStyle::PE_IndicatorRadioButton}) {
            QImage image(20, 20, QImage::Format_RGB32);
            image.fill(window);
            QPainter painter(&image);
            QApplication::style()->drawPrimitive(box, &option, &painter);
            painter.end();
            qreal best = 0;
            for (int x = 0; x < 6; ++x) // from the window over the outline's left side
                best = qMax(best, contrast(image.pixelColor(x, 10), window));
            // WCAG 1.4.11 asks for 3 to 1; Fusion's own in a light window has less.
            QVERIFY2(
                best > (choice == ThemeChoice::Dark ? 3 : 1.5), qPrintable(QString::number(best)));
        }
    }

    void everyToneIsLegible_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<Tone>("tone");
        const QList<std::pair<const char*, Tone>> tones{{"text", Tone::Text},
            {"muted", Tone::Muted}, {"accent", Tone::Accent}, {"good", Tone::Good},
            {"warn", Tone::Warn}, {"bad", Tone::Bad}, {"queue", Tone::Queue},
            {"topic", Tone::Topic}};
        for (const auto& [name, tone] : tones) {
            QTest::addRow("light %s", name) << false << tone;
            QTest::addRow("dark %s", name) << true << tone;
        }
    }

    void everyToneIsLegible()
    {
        QFETCH(const bool, dark);
        QFETCH(const Tone, tone);
        const QPalette palette = Theme::palette(dark);
        const QColor ink = Theme::color(tone, palette);
        QCOMPARE_GE(contrast(ink, palette.color(QPalette::Base)), 4.5);
        QCOMPARE_GE(contrast(ink, palette.color(QPalette::AlternateBase)), 4.5);
        QCOMPARE_GE(contrast(ink, palette.color(QPalette::Window)), 4.5);
        QCOMPARE_GE(contrast(palette.color(QPalette::Text), Theme::tint(tone, palette)), 7.0);
        QCOMPARE_GE(contrast(ink, Theme::tint(tone, palette)), 4.0);
    }

    void selectedTextIsLegible()
    {
        for (const bool dark : {false, true}) {
            const QPalette palette = Theme::palette(dark);
            QCOMPARE_GE(contrast(palette.color(QPalette::HighlightedText),
                            palette.color(QPalette::Highlight)),
                4.0);
        }
    }

    void followsTheChoice()
    {
        Theme::apply(*qApp, ThemeChoice::Dark);
        QVERIFY(Theme::isDark(QApplication::palette()));
        Theme::apply(*qApp, ThemeChoice::Light);
        QVERIFY(!Theme::isDark(QApplication::palette()));
        Theme::apply(*qApp, ThemeChoice::System);
    }

    void iconsTakeThePalettesColour()
    {
        const QIcon send = icon(QLatin1StringView("document-send"));
        const auto brightest = [&send] {
            const QImage image = send.pixmap(QSize(64, 64)).toImage();
            int value = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    const QColor pixel = image.pixelColor(x, y);
                    if (pixel.alpha() == 255)
                        value = qMax(value, pixel.value());
                }
            }
            return value;
        };
        Theme::apply(*qApp, ThemeChoice::Light);
        QCOMPARE_LT(brightest(), 128);
        Theme::apply(*qApp, ThemeChoice::Dark);
        QCOMPARE_GT(brightest(), 128);
        Theme::apply(*qApp, ThemeChoice::System);
    }

    void everyIconDrawsSomething()
    {
        QCOMPARE_GT(iconNames().size(), 40);
        for (const QString& name : iconNames()) {
            const QByteArray latin = name.toLatin1();
            const QIcon drawn = icon(QLatin1StringView(latin));
            const QPixmap sharp = drawn.pixmap(QSize(16, 16), 2.0);
            QCOMPARE(sharp.size(), QSize(32, 32));
            QVERIFY2(inkedPixels(sharp.toImage()) > 40, qPrintable(name));
        }
    }

    void queueAndTopicDifferInShape()
    {
        Theme::apply(*qApp, ThemeChoice::Light);
        const auto mask = [](const char* name) {
            return icon(QLatin1StringView(name)).pixmap(QSize(16, 16)).toImage().createAlphaMask();
        };
        QVERIFY(mask("destination-queue") != mask("destination-topic"));
    }

    void digitsAreEquallyWide()
    {
        const QFontMetricsF metrics(Theme::tabular(QApplication::font()));
        for (char16_t digit = u'1'; digit <= u'9'; ++digit)
            QCOMPARE(metrics.horizontalAdvance(digit), metrics.horizontalAdvance(u'0'));
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
