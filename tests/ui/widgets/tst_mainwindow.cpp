#include "windowfixture.h"

#include <ui/models/destinationmodel.h>
#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/publishbody.h>
#include <ui/widgets/theme.h>

#include <support/practicefixture.h>
#include <support/widgetwarnings.h>

#include <QClipboard>
#include <QDockWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTreeView>

using namespace Ui;
using Stomp::SubscriptionState;
using Testing::WindowFixture;

namespace {

void publish(WindowFixture& fixture, const QString& destination, const QString& body)
{
    PublishPanel* panel = fixture.window->publishPanel();
    WindowFixture::retype(
        panel->findChild<QComboBox*>(QStringLiteral("destination"))->lineEdit(), destination);
    auto* editor = panel->findChild<QPlainTextEdit*>(QStringLiteral("body"));
    editor->setFocus();
    editor->selectAll();
    QTest::keyClicks(editor, body);
    fixture.click(panel->findChild<QPushButton*>(QStringLiteral("send")));
}

QString publishResult(const WindowFixture& fixture)
{
    return fixture.window->publishPanel()
        ->findChild<ElidedLabel*>(QStringLiteral("result"))
        ->text();
}

} // namespace

/** The whole main job, driven by mouse and keyboard, against the practice broker. */
class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init() { Testing::failOnAnyWarning(); }

    void theMainJob();
    void acknowledgesByHand();
    void pausesAndClears();
    void loadsAndPublishesAgain();
    void disconnectsAndConnectsAgain();
    void aLostConnectionSaysSoAndComesBack();
    void aRefusedSubscriptionIsSaidInTheTreeAndTheBar();
    void unsubscribesByKeyboard();
    void doubleClickPublishesThere();
    void severalConnections();
    void closesDuringTraffic();
    void remembersItsLayoutAndLook();
    void everyActionHasAShortcut();
};

void TestMainWindow::theMainJob()
{
    WindowFixture desk;
    QVERIFY(desk.find<QPushButton>("emptyButton")->isVisible());
    desk.connectTo(Preset::Practice);
    QTRY_VERIFY(desk.connection() && desk.connection()->isConnected());
    QVERIFY(!desk.dialog("connectDialog"));
    QCOMPARE(desk.chipText(), QStringLiteral("STOMP 1.2"));

    desk.subscribeTo(QStringLiteral("/queue/orders"));
    desk.subscribeTo(QStringLiteral("/topic/prices"));
    QCOMPARE(desk.connection()->subscriptions().size(), 2);
    for (int i = 0; i < 2; ++i) {
        QTRY_VERIFY(desk.connection()->subscriptions().at(i).state == SubscriptionState::Confirmed);
    }
    QTRY_VERIFY(desk.rows() >= 3); // the sample traffic

    desk.table()->setFocus();
    desk.key(desk.table(), Qt::Key_Home);
    QSignalSpy shown(desk.window->inspector(), &Inspector::shown);
    desk.click(desk.table()->viewport());
    QTRY_VERIFY(!desk.window->inspector()->message().isEmpty());
    QVERIFY(desk.window->inspector()->message().frame.starts_with("MESSAGE\n"));
    QCOMPARE(desk.window->inspector()->message().connection, QStringLiteral("Practice broker"));
    QVERIFY(!desk.table()->isFollowing());

    desk.workspace.practiceBroker().setSampleTraffic(false);
    publish(desk, QStringLiteral("/queue/orders"), QStringLiteral("{\"mine\":1}"));
    QTRY_VERIFY2(
        publishResult(desk).contains(QLatin1StringView("ms")), qPrintable(publishResult(desk)));
    const auto isMine = [&desk] {
        const auto last = desk.workspace.pump().model().messageAt(desk.rows() - 1);
        return last.body() == "{\"mine\":1}";
    };
    QTRY_VERIFY(isMine());
    QCOMPARE(desk.workspace.pump().ledger().lost(), std::int64_t(0));
    QCOMPARE(desk.notices(), QString());
}

void TestMainWindow::acknowledgesByHand()
{
    WindowFixture desk;
    desk.connectTo(Preset::Practice);
    QTRY_VERIFY(desk.connection() && desk.connection()->isConnected());
    desk.key(desk.window.get(), Qt::Key_T, Qt::ControlModifier);
    QDialog* dialog = desk.dialog("subscribeDialog");
    QVERIFY(dialog);
    WindowFixture::retype(dialog->findChild<QComboBox*>(QStringLiteral("destination"))->lineEdit(),
        QStringLiteral("/queue/mine"));
    auto* ack = dialog->findChild<QComboBox*>(QStringLiteral("ack"));
    ack->setFocus();
    desk.key(ack, Qt::Key_End);
    auto* byHand = dialog->findChild<QAbstractButton*>(QStringLiteral("byHand"));
    QVERIFY(byHand->isVisible());
    desk.click(byHand);
    desk.click(dialog->findChild<QPushButton*>(QStringLiteral("subscribe")));
    publish(desk, QStringLiteral("/queue/mine"), QStringLiteral("1"));
    QTRY_COMPARE(desk.rows(), 1);
    const MessageTableModel& model = desk.workspace.pump().model();
    QVERIFY(model.ackStateAt(0) == Stomp::AckState::Waiting);

    desk.table()->setFocus();
    desk.key(desk.table(), Qt::Key_Home);
    desk.table()->setCurrentIndex(model.index(0, 0));
    QAction* acknowledge = desk.window->messagePanel()->messageActions().constFirst();
    QTRY_VERIFY(acknowledge->isEnabled());
    acknowledge->trigger();
    QTRY_VERIFY(model.ackStateAt(0) == Stomp::AckState::Acked);
    QTRY_VERIFY(!acknowledge->isEnabled());
    QCOMPARE(desk.notices(), QString());
}

void TestMainWindow::pausesAndClears()
{
    WindowFixture desk;
    desk.connectTo(Preset::Practice);
    QTRY_VERIFY(desk.connection() && desk.connection()->isConnected());
    desk.subscribeTo(QStringLiteral("/topic/prices"));
    QTRY_VERIFY(desk.rows() > 0);
    desk.table()->setFocus();
    desk.key(desk.table(), Qt::Key_Space);
    QVERIFY(desk.workspace.pump().isPaused());
    const int rows = desk.rows();
    QTRY_VERIFY(desk.workspace.pump().ledger().held > 2);
    QCOMPARE(desk.rows(), rows);
    QCOMPARE(desk.workspace.pump().ledger().lost(), std::int64_t(0));
    desk.key(desk.table(), Qt::Key_Space);
    QTRY_VERIFY(desk.rows() > rows);
    desk.workspace.practiceBroker().setSampleTraffic(false);
    desk.key(desk.window.get(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(desk.workspace.pump().ledger().cleared > 0);
    QCOMPARE(desk.workspace.pump().ledger().lost(), std::int64_t(0));
}

void TestMainWindow::loadsAndPublishesAgain()
{
    WindowFixture desk;
    desk.connectTo(Preset::Practice);
    QTRY_VERIFY(desk.connection() && desk.connection()->isConnected());
    desk.subscribeTo(QStringLiteral("/queue/mine"));
    publish(desk, QStringLiteral("/queue/mine"), QStringLiteral("{\"n\":1.0}"));
    QTRY_COMPARE(desk.rows(), 1);
    QTRY_VERIFY(publishResult(desk).contains(QLatin1StringView("ms")));
    desk.window->publishPanel()->setDestination(QStringLiteral("/queue/elsewhere"));
    desk.table()->setFocus();
    desk.table()->setCurrentIndex(desk.workspace.pump().model().index(0, 0));
    const QList<QAction*> actions = desk.window->messagePanel()->messageActions();
    const auto load = std::find_if(actions.cbegin(), actions.cend(), [](const QAction* action) {
        return action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_E);
    });
    QVERIFY(load != actions.cend());
    QTRY_VERIFY((*load)->isEnabled());
    desk.key(desk.table(), Qt::Key_E, Qt::ControlModifier);
    PublishPanel* panel = desk.window->publishPanel();
    QCOMPARE(panel->findChild<QComboBox*>(QStringLiteral("destination"))->currentText(),
        QStringLiteral("/queue/mine"));
    desk.click(panel->findChild<QPushButton*>(QStringLiteral("send")));
    QTRY_COMPARE(desk.rows(), 2);
    QCOMPARE(desk.workspace.pump().model().messageAt(1).body(), "{\"n\":1.0}");
}

void TestMainWindow::disconnectsAndConnectsAgain()
{
    WindowFixture desk;
    desk.connectTo(Preset::Practice);
    QTRY_VERIFY(desk.connection() && desk.connection()->isConnected());
    desk.subscribeTo(QStringLiteral("/queue/mine"));
    QTRY_VERIFY(
        desk.connection()->subscriptions().constFirst().state == SubscriptionState::Confirmed);
    desk.key(desk.window.get(), Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY(desk.connection()->state() == Connection::State::Disconnected);
    QCOMPARE(desk.notices(), QString());
    QTRY_COMPARE(desk.chipText(), QStringLiteral("disconnected"));
    desk.click(desk.find<QWidget>("chipReconnect"));
    QTRY_VERIFY(desk.connection()->isConnected());
    QTRY_VERIFY(!desk.connection()->subscriptions().isEmpty()
        && desk.connection()->subscriptions().constFirst().state == SubscriptionState::Confirmed);
    desk.click(desk.find<QWidget>("chipClose"));
    QVERIFY(desk.workspace.connections().isEmpty());
    QVERIFY(desk.find<QPushButton>("emptyButton")->isVisible());
}

void TestMainWindow::aLostConnectionSaysSoAndComesBack()
{
    WindowFixture desk;
    desk.connectTo(Preset::Practice);
    QTRY_VERIFY(desk.connection() && desk.connection()->isConnected());
    desk.subscribeTo(QStringLiteral("/topic/prices"));
    QTRY_VERIFY(desk.rows() > 0);
    desk.workspace.practiceBroker().stop();
    QTRY_VERIFY(desk.connection()->isReconnecting());
    QTRY_VERIFY(desk.connection()->state() == Connection::State::Waiting);
    QVERIFY(!desk.notices().isEmpty());
    QVERIFY(desk.rows() > 0);
    QPushButton* again = desk.noticeButton(QStringLiteral("Try now"));
    QVERIFY(again);
    desk.click(again);
    QTRY_VERIFY(desk.connection()->isConnected());
    QCOMPARE(desk.notices(), QString());
    const int rows = desk.rows();
    QTRY_VERIFY(desk.rows() > rows);
    QCOMPARE(desk.workspace.pump().ledger().lost(), std::int64_t(0));
}

void TestMainWindow::aRefusedSubscriptionIsSaidInTheTreeAndTheBar()
{
    WindowFixture desk;
    desk.connectTo(Preset::Practice);
    QTRY_VERIFY(desk.connection() && desk.connection()->isConnected());
    desk.subscribeTo(QStringLiteral("/nowhere/at all"));
    QTRY_VERIFY(!desk.notices().isEmpty());
    QVERIFY2(desk.notices().contains(QLatin1StringView("/nowhere/at all"))
            || desk.notices().contains(QLatin1StringView("estination")),
        qPrintable(desk.notices()));
}

void TestMainWindow::unsubscribesByKeyboard()
{
    WindowFixture desk;
    desk.connectTo(Preset::Practice);
    QTRY_VERIFY(desk.connection() && desk.connection()->isConnected());
    desk.subscribeTo(QStringLiteral("/topic/prices"));
    QTRY_VERIFY(desk.rows() > 0);
    QTreeView* tree = desk.window->destinationsPanel()->view();
    QVERIFY(tree->isVisible());
    tree->setFocus();
    desk.key(tree, Qt::Key_Home);
    desk.key(tree, Qt::Key_Down);
    QVERIFY(desk.window->destinationsPanel()->canUnsubscribe());
    desk.key(desk.window.get(), Qt::Key_U, Qt::ControlModifier);
    QVERIFY(desk.connection()->subscriptions().isEmpty());
    QVERIFY(desk.find<QPushButton>("emptyButton")->isVisible());
    QVERIFY(desk.rows() > 0);
}

void TestMainWindow::doubleClickPublishesThere()
{
    WindowFixture desk;
    desk.connectTo(Preset::Practice);
    QTRY_VERIFY(desk.connection() && desk.connection()->isConnected());
    desk.subscribeTo(QStringLiteral("/queue/mine"));
    QTreeView* tree = desk.window->destinationsPanel()->view();
    const QModelIndex row = tree->model()->index(0, 0, tree->model()->index(0, 0));
    const QPoint place = tree->visualRect(row).center();
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, place);
    QTest::mouseDClick(tree->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(desk.window->publishPanel()
                 ->findChild<QComboBox*>(QStringLiteral("destination"))
                 ->currentText(),
        QStringLiteral("/queue/mine"));
}

void TestMainWindow::severalConnections()
{
    WindowFixture desk;
    desk.connectTo(Preset::Practice);
    QTRY_VERIFY(desk.connection() && desk.connection()->isConnected());
    Connection* first = desk.connection();
    desk.connectTo(Preset::Practice);
    QTRY_COMPARE(desk.workspace.connections().size(), 2);
    QCOMPARE(desk.window->connectionsBar()->current(), desk.connection());
    QVERIFY(desk.connection() != first);
    QCOMPARE(desk.window->publishPanel()->target(), desk.connection()->number());
    desk.click(desk.window->connectionsBar()->chip(first));
    QCOMPARE(desk.window->connectionsBar()->current(), first);
    QCOMPARE(desk.window->publishPanel()->target(), first->number());
    desk.subscribeTo(QStringLiteral("/topic/prices"));
    QCOMPARE(first->subscriptions().size(), 1);
    QVERIFY(desk.connection()->subscriptions().isEmpty());
}

void TestMainWindow::closesDuringTraffic()
{
    Stomp::PracticeOptions options;
    options.traffic.pricesPerSecond = 5000;
    Testing::ThreadedPracticeFixture broker(options);
    QVERIFY(broker.isRunning());
    {
        WindowFixture desk;
        ConnectionProfile profile = ConnectionProfile::forPreset(Preset::Url);
        profile.host = QStringLiteral("127.0.0.1");
        profile.port = broker.port();
        Connection* connection = desk.workspace.createConnection(profile);
        SubscriptionWish wish;
        wish.destination = QStringLiteral("/topic/prices");
        connection->subscribe(wish);
        desk.workspace.adopt(connection);
        desk.workspace.open(connection, {});
        QTRY_VERIFY(desk.rows() > 100);
        const QSignalSpy closed(desk.window.get(), &MainWindow::closed);
        desk.window->close();
        QVERIFY(!desk.window->isVisible());
        QTRY_COMPARE(closed.size(), 1);
    }
    QTRY_COMPARE(broker.snapshot().sessions, std::size_t(0));
}

void TestMainWindow::remembersItsLayoutAndLook()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("s.ini"));
    {
        Settings settings(path);
        Workspace workspace;
        MainWindow window(workspace, settings);
        window.show();
        window.findChild<QDockWidget*>(QStringLiteral("inspectorDock"))->hide();
        for (QAction* action : window.findChildren<QAction*>()) {
            if (action->text() == QStringLiteral("&Dark"))
                action->trigger();
        }
        window.close();
    }
    Settings settings(path);
    QCOMPARE(settings.theme(), ThemeChoice::Dark);
    Workspace workspace;
    MainWindow window(workspace, settings);
    window.show();
    QVERIFY(!window.findChild<QDockWidget*>(QStringLiteral("inspectorDock"))->isVisible());
    QVERIFY(window.findChild<QDockWidget*>(QStringLiteral("publishDock"))->isVisible());
    window.resetLayout();
    QVERIFY(window.findChild<QDockWidget*>(QStringLiteral("inspectorDock"))->isVisible());
    Theme::apply(*qApp, ThemeChoice::Light);
}

void TestMainWindow::everyActionHasAShortcut()
{
    WindowFixture desk;
    QHash<QKeySequence, QString> taken;
    for (const QAction* menu : desk.window->menuBar()->actions()) {
        for (const QAction* action : menu->menu()->actions()) {
            // In menus of menus not each has one; none has another's.
            for (const QAction* inner :
                action->menu() ? action->menu()->actions() : QList<QAction*>()) {
                if (inner->shortcut().isEmpty())
                    continue;
                QVERIFY2(!taken.contains(inner->shortcut()), qPrintable(inner->text()));
                taken.insert(inner->shortcut(), inner->text());
            }
            if (action->isSeparator() || action->menu())
                continue;
            // End, which the table takes itself, stands in the tool tip.
            const bool hasKey = !action->shortcut().isEmpty() || action->toolTip().endsWith(u')');
            QVERIFY2(hasKey, qPrintable(action->text()));
            // One of two that take turns: where there is a choice, "Reject" is not shown.
            if (action->shortcut().isEmpty() || action->objectName() == u"rejectRequeue")
                continue;
            QVERIFY2(!taken.contains(action->shortcut()), qPrintable(action->text()));
            taken.insert(action->shortcut(), action->text());
        }
    }
    QVERIFY(taken.size() > 15);
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
