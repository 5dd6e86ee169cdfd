#include <support/widgetwarnings.h>
#include <ui/profiles/settings.h>
#include <ui/widgets/mainwindow.h>
#include <ui/widgets/theme.h>
#include <ui/workspace/workspace.h>

#include <QTemporaryDir>
#include <QTest>

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
        QTemporaryDir folder;
        Settings settings(folder.filePath(QStringLiteral("s.ini")));
        Workspace workspace;
        MainWindow window(workspace, settings);
        window.resize(wide);
        window.show();
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
        QTemporaryDir folder;
        Settings settings(folder.filePath(QStringLiteral("s.ini")));
        {
            Workspace workspace;
            MainWindow window(workspace, settings);
            window.resize(wide);
            window.show();
            QCOMPARE(corner(window), Qt::RightDockWidgetArea);
            window.close();
        }
        // As on a screen that has become smaller.
        QVERIFY(!settings.windowState().isEmpty());
        settings.setWindow({}, settings.windowState());
        Workspace workspace;
        MainWindow window(workspace, settings);
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
