#include <ui/widgets/iconmark.h>
#include <ui/widgets/icons.h>
#include <ui/widgets/publishresult.h>

#include <support/widgetwarnings.h>

#include <QApplication>
#include <QTest>

using namespace Ui;

/** A mark has the colours of the look that is on, whichever was on when it was made. */
class TestIconMark : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        Testing::failOnAnyWarning();
        Theme::apply(*qApp, ThemeChoice::Light);
    }
    void cleanupTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }

    void followsTheLook()
    {
        IconMark mark(QLatin1StringView("dialog-error"), Tone::Bad);
        mark.show(); // widgets hear of their colours when they are shown, and by the event loop
        const QImage light = mark.pixmap().toImage();
        QCOMPARE(light, imageOf("dialog-error", Tone::Bad));
        Theme::apply(*qApp, ThemeChoice::Dark);
        QTRY_COMPARE(mark.pixmap().toImage(), imageOf("dialog-error", Tone::Bad));
        QVERIFY(mark.pixmap().toImage() != light);
        Theme::apply(*qApp, ThemeChoice::Light);
        QTRY_COMPARE(mark.pixmap().toImage(), light);
    }

    void changesItsIcon()
    {
        IconMark mark;
        QVERIFY(mark.pixmap().isNull());
        Theme::apply(*qApp, ThemeChoice::Dark); // with nothing to show, nothing is shown
        QVERIFY(mark.pixmap().isNull());
        mark.setIcon(QLatin1StringView("dialog-ok"), Tone::Good);
        QCOMPARE(mark.pixmap().toImage(), imageOf("dialog-ok", Tone::Good));
    }

    void whatBecameOfAPublishKeepsItsColour()
    {
        PublishResult result;
        static_cast<QWidget&>(result).show();
        result.say(QStringLiteral("Not sent"), Tone::Bad);
        const auto* const mark = result.findChild<IconMark*>();
        QCOMPARE(mark->pixmap().toImage(), imageOf("dialog-error", Tone::Bad));
        Theme::apply(*qApp, ThemeChoice::Dark);
        QTRY_COMPARE(mark->pixmap().toImage(), imageOf("dialog-error", Tone::Bad));
    }

private:
    static QImage imageOf(const char* name, Tone tone)
    {
        return icon(QLatin1StringView(name), tone).pixmap(Theme::iconSize).toImage();
    }
};

QTEST_MAIN(TestIconMark)
#include "tst_iconmark.moc"
