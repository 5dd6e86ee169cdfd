#include "windowfixture.h"

#include <support/widgetwarnings.h>
#include <ui/widgets/theme.h>

using namespace Ui;

namespace {

constexpr QSize wide(1440, 900);
constexpr QSize narrow(1024, 700);

Qt::DockWidgetArea corner(const MainWindow& window)
{
    return window.corner(Qt::BottomRightCorner);
}

} // namespace

/** The docks of the real window when its width changes. */
class TestWindowDocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init() { Testing::failOnAnyWarning(); }

    void aWideWindowCanBeMadeNarrow()
    {
        Testing::WindowFixture desk;
        MainWindow& window = *desk.window;
        window.resize(wide);
        QCOMPARE(window.size(), wide);
        QCOMPARE(corner(window), Qt::RightDockWidgetArea);
        QVERIFY(window.minimumSizeHint().width() > narrow.width()); // else this sees nothing
        window.resize(narrow);
        QTRY_COMPARE(corner(window), Qt::BottomDockWidgetArea);
        QCOMPARE(window.size(), narrow);
        QVERIFY(window.minimumSizeHint().width() <= narrow.width());
        // It has a smallest size again, so that nothing is cut off.
        QTRY_COMPARE(window.minimumWidth(), window.minimumSizeHint().width());
        window.resize(200, 200);
        QVERIFY(window.width() >= window.minimumSizeHint().width());
        QVERIFY(window.height() >= window.minimumSizeHint().height());
        window.resize(wide);
        QTRY_COMPARE(corner(window), Qt::RightDockWidgetArea);
        QVERIFY(window.minimumHeight() > 200);
    }

    void aWideLayoutComesUpInANarrowWindow()
    {
        Testing::WindowFixture desk;
        desk.window->resize(wide);
        QCOMPARE(corner(*desk.window), Qt::RightDockWidgetArea);
        desk.window->close();
        desk.window.reset();
        // As on a screen that has become smaller.
        QVERIFY(!desk.settings.windowState().isEmpty());
        desk.settings.setWindow({}, desk.settings.windowState());
        MainWindow window(desk.workspace, desk.settings);
        window.resize(narrow);
        window.show();
        QCOMPARE(window.size(), narrow);
        QTRY_COMPARE(corner(window), Qt::BottomDockWidgetArea);
        QTRY_VERIFY(window.minimumSizeHint().width() <= narrow.width());
        QCOMPARE(window.size(), narrow);
        window.resetLayout();
        QCOMPARE(corner(window), Qt::BottomDockWidgetArea);
        QCOMPARE(window.size(), narrow);
    }
};

QTEST_MAIN(TestWindowDocks)
#include "tst_windowdocks.moc"
