#include "windowfixture.h"

#include <ui/widgets/practicepanel.h>
#include <ui/widgets/sumline.h>

#include <QClipboard>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>

using namespace Ui;
using Testing::WindowFixture;

namespace {

/** The window with its practice dock open and a connection to the broker in it. */
struct Glass : WindowFixture
{
    void open()
    {
        connectTo(Preset::Practice);
        QTRY_VERIFY(connection() && connection()->isConnected());
        workspace.practiceBroker().setSampleTraffic(false);
        key(window.get(), Qt::Key_5, Qt::ControlModifier);
        QVERIFY(window->practicePanel()->isVisible());
    }
    [[nodiscard]] QListView* list() const { return window->practicePanel()->view(); }
    [[nodiscard]] int rowOf(const QString& name) const
    {
        for (int row = 0; row < list()->model()->rowCount(); ++row) {
            if (list()->model()->index(row, 0).data().toString() == name)
                return row;
        }
        return -1;
    }
    [[nodiscard]] QString said(const QString& name) const
    {
        return list()->model()->index(rowOf(name), 0).data(Qt::AccessibleTextRole).toString();
    }
    void choose(const QString& name)
    {
        QTRY_VERIFY(rowOf(name) >= 0);
        const QModelIndex index = list()->model()->index(rowOf(name), 0);
        list()->scrollTo(index);
        QTest::mouseClick(
            list()->viewport(), Qt::LeftButton, {}, list()->visualRect(index).center());
        QCOMPARE(list()->currentIndex().data().toString(), name);
    }
    /** A subscription whose messages wait for the user's ACK. */
    [[nodiscard]] static SubscriptionWish byHand(const char* destination)
    {
        SubscriptionWish wish;
        wish.destination = QString::fromLatin1(destination);
        wish.ack = Stomp::AckMode::ClientIndividual;
        wish.acknowledgeOnArrival = false;
        return wish;
    }
    void send(const char* destination, quint32 count, bool persistent = false)
    {
        PublishRequest request;
        request.frame.command = "SEND";
        request.frame.add("destination", destination);
        if (persistent)
            request.frame.add("persistent", "true");
        request.frame.body = "{}";
        request.count = count;
        connection()->publish(request);
    }
    [[nodiscard]] QString sum() const { return find<SumLine>("practiceSum")->sum().text(); }
    [[nodiscard]] QString description() const
    {
        return find<QWidget>("practicePicture")->accessibleDescription();
    }
};

} // namespace

/** Driven by mouse and keyboard against the real practice broker. */
class TestPracticePanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void itIsHiddenAtFirstAndSaysWhatToDo();
    void depthAndSumsFollow();
    void aTopicShowsItsSubscriptions();
    void durableSubscriptionsAreOnlineOrOffline();
    void eventsAreListed();
    void consumersAndTheirTurn();
    void deadLettersGoBack();
    void skinAndTraffic();
    void theUrlCanBeCopied();
    void thousandsOfDestinations();
};

void TestPracticePanel::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*")));
}

void TestPracticePanel::itIsHiddenAtFirstAndSaysWhatToDo()
{
    WindowFixture desk;
    QVERIFY(!desk.window->practicePanel()->isVisible());
    desk.key(desk.window.get(), Qt::Key_5, Qt::ControlModifier);
    QVERIFY(desk.window->practicePanel()->isVisible());
    QCOMPARE(desk.window->width(), 1280); // it fits where the inspector was
    QListView* const list = desk.window->practicePanel()->view();
    QVERIFY(list->accessibleDescription().contains(QLatin1StringView("does not run")));
    auto* run = desk.find<QToolButton>("practiceRun");
    QCOMPARE(run->text(), QStringLiteral("Start"));
    desk.click(run);
    QTRY_COMPARE(run->text(), QStringLiteral("Stop"));
    QVERIFY(desk.workspace.practiceBroker().isRunning());
    QTRY_VERIFY(list->accessibleDescription().contains(QLatin1StringView("No queue")));
    run->setFocus();
    QTest::keyClick(run, Qt::Key_Space);
    QTRY_COMPARE(run->text(), QStringLiteral("Start"));
    QVERIFY(!desk.workspace.practiceBroker().isRunning());
    desk.key(desk.window.get(), Qt::Key_5, Qt::ControlModifier);
    QVERIFY(!desk.window->practicePanel()->isVisible());
}

void TestPracticePanel::depthAndSumsFollow()
{
    Glass desk;
    desk.open();
    desk.send("/queue/a", 7);
    desk.send("/queue/b", 1);
    desk.choose(QStringLiteral("/queue/a"));
    QTRY_COMPARE(desk.sum(),
        QStringLiteral("7 in = 0 acked + 7 waiting + 0 in flight + 0 scheduled + 0 dead + 0 "
                       "expired + 0 dropped"));
    QTRY_VERIFY(desk.description().startsWith(QLatin1StringView("7 waiting")));
    desk.subscribeTo(QStringLiteral("/queue/a"));
    QTRY_VERIFY(desk.sum().startsWith(QLatin1StringView("7 in = 7 acked + 0 waiting")));
    QVERIFY(desk.find<SumLine>("practiceSum")->sum().addsUp());
    QVERIFY(desk.said(QStringLiteral("/queue/a")).contains(QLatin1StringView("1 consumers")));

    // The keyboard goes through them, and the choice stays when rows come before it.
    desk.key(desk.list(), Qt::Key_Down);
    QCOMPARE(desk.list()->currentIndex().data().toString(), QStringLiteral("/queue/b"));
    desk.send("/queue/aa", 1);
    QTRY_COMPARE(desk.list()->model()->rowCount(), 3);
    QCOMPARE(desk.list()->currentIndex().data().toString(), QStringLiteral("/queue/b"));
    QTRY_VERIFY(desk.sum().startsWith(QLatin1StringView("1 in = 0 acked + 1 waiting")));
}

void TestPracticePanel::aTopicShowsItsSubscriptions()
{
    Glass desk;
    desk.open();
    desk.subscribeTo(QStringLiteral("/topic/t"));
    desk.choose(QStringLiteral("/topic/t"));
    desk.send("/topic/t", 4);
    QTRY_VERIFY(desk.sum().startsWith(QLatin1StringView("4 copies = 4 delivered + 0 waiting")));
    QTRY_VERIFY(desk.description().contains(QRegularExpression(QStringLiteral(
        "connection 1, id .*: 4 copies = 4 delivered \\+ 0 waiting \\+ 0 discarded"))));
    QVERIFY(desk.find<SumLine>("practiceSum")->sum().addsUp());
    QTRY_VERIFY(desk.said(QStringLiteral("/topic/t")).contains(QLatin1StringView("4 messages in")));
}

void TestPracticePanel::durableSubscriptionsAreOnlineOrOffline()
{
    Glass desk;
    desk.open();
    ConnectionProfile profile = ConnectionProfile::forPreset(Preset::Practice);
    profile.headers = {{"client-id", "ann"}};
    Connection* const ann = desk.workspace.createConnection(profile);
    SubscriptionWish wish;
    wish.destination = QStringLiteral("/topic/t");
    wish.headers = {{"activemq.subscriptionName", "news"}};
    ann->subscribe(wish);
    desk.workspace.adopt(ann);
    desk.workspace.open(ann, {});
    desk.choose(QStringLiteral("/topic/t"));
    QTRY_VERIFY(
        desk.description().contains(QLatin1StringView("durable news of ann: online, 0 waiting")));
    ann->close();
    QTRY_VERIFY(desk.description().contains(QLatin1StringView("offline, 0 waiting")));
    PublishRequest request;
    request.frame.command = "SEND";
    request.frame.add("destination", "/topic/t");
    request.count = 3;
    desk.workspace.connections().constFirst()->publish(request);
    QTRY_VERIFY(desk.description().contains(QLatin1StringView("offline, 3 waiting")));
}

void TestPracticePanel::eventsAreListed()
{
    Glass desk;
    desk.open();
    desk.subscribeTo(QStringLiteral("/queue/a"));
    auto* pages = desk.find<QTabWidget>("practicePages");
    auto* events = desk.find<QPlainTextEdit>("practiceEvents");
    const int page = pages->indexOf(events);
    QTest::mouseClick(pages->tabBar(), Qt::LeftButton, {}, pages->tabBar()->tabRect(page).center());
    QVERIFY(events->isVisible());
    QTRY_VERIFY(events->toPlainText().contains(
        QRegularExpression(QStringLiteral("subscribed +connection 1  /queue/a  id .*"))));
    QVERIFY(events->toPlainText().contains(QLatin1StringView("connected")));
}

void TestPracticePanel::consumersAndTheirTurn()
{
    Glass desk;
    desk.open();
    SubscriptionWish one = desk.byHand("/queue/a");
    one.headers = {{"activemq.prefetchSize", "2"}};
    desk.connection()->subscribe(one);
    one.headers = {{"activemq.prefetchSize", "3"}};
    desk.connection()->subscribe(one);
    desk.choose(QStringLiteral("/queue/a"));
    desk.send("/queue/a", 1);
    QTRY_VERIFY(desk.description().contains(
        QRegularExpression(QStringLiteral("next: connection 1, id \\d+: 0 of 3 unacked, 3 free"))));
    desk.send("/queue/a", 8);
    QTRY_VERIFY(
        desk.sum().startsWith(QLatin1StringView("9 in = 0 acked + 4 waiting + 5 in flight")));
    QTRY_VERIFY(desk.description().contains(QLatin1StringView("2 of 2 unacked, 0 free")));
    QVERIFY(desk.description().contains(QLatin1StringView("3 of 3 unacked, 0 free")));
    QCOMPARE(desk.description().count(QLatin1StringView("message ")), 4);
}

void TestPracticePanel::deadLettersGoBack()
{
    Glass desk;
    desk.open();
    // Where a NACK makes a dead letter.
    const QSignalSpy started(&desk.workspace.practiceBroker(), &PracticeBroker::started);
    desk.workspace.practiceBroker().setSkin(QStringLiteral("activemq"));
    QTRY_COMPARE(started.size(), 1);
    const auto isBack = [&desk] {
        return desk.connection()->isConnected() && desk.list()->model()->rowCount() == 0;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isBack(), 20'000);
    desk.connection()->subscribe(desk.byHand("/queue/a"));
    QTRY_VERIFY(desk.rowOf(QStringLiteral("/queue/a")) >= 0);
    desk.send("/queue/a", 3, true);
    const MessageTableModel& messages = desk.workspace.pump().model();
    QTRY_COMPARE(messages.messageCount(), 3);
    QList<quint64> serials;
    for (int row = 0; row < desk.rows(); ++row) {
        if (messages.messageAt(row)) // not the mark of the lost connection
            serials.append(messages.serialAt(row));
    }
    QCOMPARE(desk.workspace.acknowledging().settle(serials, false), QString());
    const QString dead = QStringLiteral("/queue/ActiveMQ.DLQ");
    desk.choose(dead);
    QTRY_VERIFY(desk.sum().startsWith(QLatin1StringView("3 in = 0 acked + 3 waiting")));
    auto* back = desk.find<QPushButton>("practiceMoveBack");
    QTRY_VERIFY(back->isVisible() && back->isEnabled());
    desk.click(back);
    QTRY_VERIFY(desk.sum().contains(QLatin1StringView("0 waiting")));
    QVERIFY(desk.sum().endsWith(QLatin1StringView("3 dropped")));
    QTRY_COMPARE(desk.find<QLabel>("practiceReasons")->text(), QStringLiteral("3 moved back"));
    QTRY_COMPARE(messages.messageCount(), 6);
    QTRY_VERIFY(!back->isEnabled());
    desk.choose(QStringLiteral("/queue/a"));
    QTRY_VERIFY(!back->isVisible());
    QTRY_VERIFY(desk.sum().startsWith(
        QLatin1StringView("6 in = 0 acked + 0 waiting + 3 in flight + 0 scheduled + 3 dead")));
    QVERIFY(desk.find<QLabel>("practiceReasons")
                ->text()
                .contains(QLatin1StringView("3 dead: refused")));
}

void TestPracticePanel::skinAndTraffic()
{
    Glass desk;
    desk.open();
    PracticeBroker& broker = desk.workspace.practiceBroker();
    auto* traffic = desk.find<QToolButton>("practiceTraffic");
    auto* prices = desk.find<QDoubleSpinBox>("practicePrices");
    QVERIFY(!traffic->isChecked());
    QVERIFY(!prices->isEnabled());
    desk.click(traffic);
    QVERIFY(broker.hasSampleTraffic());
    QVERIFY(prices->isEnabled());
    prices->setFocus();
    prices->selectAll();
    QTest::keyClicks(prices, QStringLiteral("250"));
    QTest::keyClick(prices, Qt::Key_Return);
    QCOMPARE(broker.pricesPerSecond(), 250.0);
    QTRY_VERIFY(desk.rowOf(QStringLiteral("/topic/prices")) >= 0);

    auto* skin = desk.find<QComboBox>("practiceSkin");
    QCOMPARE(skin->currentText(), QStringLiteral("Plain"));
    const quint16 port = broker.port();
    skin->setFocus();
    QTest::keyClick(skin, Qt::Key_Down);
    QCOMPARE(broker.skin(), QStringLiteral("activemq"));
    QCOMPARE(skin->currentText(), QStringLiteral("ActiveMQ Classic"));
    QTRY_VERIFY(broker.isRunning());
    QCOMPARE(broker.port(), port);
}

void TestPracticePanel::theUrlCanBeCopied()
{
    Glass desk;
    desk.open();
    desk.click(desk.find<QToolButton>("practiceCopy"));
    QCOMPARE(QGuiApplication::clipboard()->text(), desk.workspace.practiceBroker().url());
    QVERIFY(desk.find<QWidget>("practiceUrl")
                ->accessibleName()
                .endsWith(desk.workspace.practiceBroker().url()));
}

void TestPracticePanel::thousandsOfDestinations()
{
    Glass desk;
    desk.open();
    constexpr int many = 5'000;
    for (int i = 0; i < many; ++i)
        desk.send(("/queue/q" + std::to_string(i)).c_str(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(desk.list()->model()->rowCount(), many, 60'000);
    desk.key(desk.list(), Qt::Key_End);
    QCOMPARE(desk.list()->currentIndex().row(), many - 1);
    const QString last = desk.list()->currentIndex().data().toString();
    QTRY_VERIFY(desk.sum().startsWith(QLatin1StringView("1 in =")));
    QCOMPARE(desk.list()->currentIndex().data().toString(), last);
}

QTEST_MAIN(TestPracticePanel)
#include "tst_practicepanel.moc"
