#include "queuebroker.h"
#include "windowfixture.h"

#include <ui/widgets/productionframe.h>
#include <ui/widgets/theme.h>

#include <support/widgetwarnings.h>

#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QToolButton>

using namespace Ui;
using Testing::QueueBroker;
using Testing::WindowFixture;

namespace {

struct Desk : WindowFixture
{
    Desk()
    {
        auto profile = broker.profile();
        profile.production = true;
        own = workspace.createConnection(profile);
        workspace.adopt(own);
        workspace.open(own, {});
        QTRY_VERIFY(own->isConnected());
    }
    [[nodiscard]] ProductionFrame* frame() const
    {
        return find<ProductionFrame>("productionFrame");
    }
    [[nodiscard]] ProductionLock& lock() { return own->productionLock(); }
    [[nodiscard]] QPushButton* unlockButton() const
    {
        for (auto* button : window->notices()->findChildren<QPushButton*>()) {
            if (button->text().startsWith(QLatin1StringView("Unlock")) && button->isVisible())
                return button;
        }
        return nullptr;
    }
    Stomp::SubscriptionKey subscribe(const char* destination, const char* durable = "")
    {
        SubscriptionWish wish;
        wish.destination = QString::fromLatin1(destination);
        wish.durableName = QString::fromLatin1(durable);
        wish.ack = Stomp::AckMode::ClientIndividual;
        wish.acknowledgeOnArrival = false;
        return own->subscribe(wish);
    }

    QueueBroker broker;
    Connection* own = nullptr;
};

} // namespace

/** A connection that is marked as production: seen in the window, locked until unlocked. */
class TestProduction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init() { Testing::failOnAnyWarning(); }

    void framesTheWindow_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void framesTheWindow()
    {
        QFETCH(const bool, dark);
        Theme::apply(*qApp, dark ? ThemeChoice::Dark : ThemeChoice::Light);
        Desk desk;
        ProductionFrame* const frame = desk.frame();
        QVERIFY(frame->isShown());
        QVERIFY(frame->text().contains(QLatin1StringView("Production: shop")));
        QVERIFY(frame->text().contains(QLatin1StringView("locked")));
        const QColor red = Theme::color(Tone::Bad, frame->palette());
        const QImage picture = frame->grab().toImage();
        for (const QPoint& edge :
            {QPoint(1, frame->height() / 2), QPoint(frame->width() - 2, frame->height() / 2),
                QPoint(frame->width() / 2, 1), QPoint(frame->width() / 2, frame->height() - 2)})
            QCOMPARE(picture.pixelColor(edge), red);

        auto* const other = desk.workspace.createConnection(desk.broker.profile());
        desk.workspace.adopt(other); // and it is the current one
        QVERIFY(!frame->isShown());
        QVERIFY(!desk.find<QToolButton>("productionLock")->isVisible());
        QVERIFY(frame->grab().toImage().pixelColor(1, frame->height() / 2) != red);
        desk.window->connectionsBar()->setCurrent(desk.own);
        QVERIFY(frame->isShown());
        desk.workspace.remove(desk.own);
        QVERIFY(!frame->isShown());
        Theme::apply(*qApp, ThemeChoice::Light);
    }

    void unlocksFromTheFrame()
    {
        Desk desk;
        auto* const button = desk.find<QToolButton>("productionLock");
        QVERIFY(button->isVisible());
        button->click();
        auto* const menu = desk.frame()->findChild<QMenu*>(QStringLiteral("unlockMenu"));
        QVERIFY(menu);
        menu->actions().constFirst()->trigger();
        menu->close();
        QVERIFY(!desk.lock().isLocked());
        QVERIFY(desk.frame()->text().contains(QLatin1StringView("5:00")));
        button->click();
        QVERIFY(desk.lock().isLocked());
    }

    void takesNothingUntilUnlocked_data()
    {
        QTest::addColumn<QByteArray>("destination");
        QTest::addColumn<QByteArray>("durable");
        QTest::addColumn<bool>("locked");
        QTest::newRow("queue") << QByteArray("/queue/a") << QByteArray() << true;
        QTest::newRow("topic") << QByteArray("/topic/a") << QByteArray() << false;
        QTest::newRow("durable topic") << QByteArray("/topic/a") << QByteArray("audit") << true;
    }
    void takesNothingUntilUnlocked()
    {
        QFETCH(const QByteArray, destination);
        QFETCH(const QByteArray, durable);
        QFETCH(const bool, locked);
        Desk desk;
        const auto key = desk.subscribe(destination.constData(), durable.constData());
        if (!locked) {
            QTRY_COMPARE(desk.broker.count("SUBSCRIBE"), 1);
            QVERIFY(!desk.unlockButton());
            return;
        }
        QVERIFY(desk.own->subscription(key)->state == Stomp::SubscriptionState::Refused);
        QVERIFY(desk.notices().contains(
            QStringLiteral("Subscribing to ") + QString::fromLatin1(destination)));
        QVERIFY(desk.notices().contains(QLatin1StringView("marked as production")));
        QVERIFY(desk.unlockButton());
        QCOMPARE(desk.broker.count("SUBSCRIBE"), 0);
        desk.click(desk.unlockButton());
        QVERIFY(!desk.lock().isLocked());
        QVERIFY(!desk.unlockButton());
        if (durable.isEmpty()) { // it is made now; a durable one lacks its client-id
            QTRY_COMPARE(desk.broker.count("SUBSCRIBE"), 1);
            QTRY_COMPARE(desk.rows(), QueueBroker::depth);
        }
    }

    void endsReadingWhenItLocksAgain_data()
    {
        QTest::addColumn<QByteArray>("destination");
        QTest::addColumn<Stomp::AckMode>("ack");
        QTest::addColumn<bool>("onArrival");
        QTest::addColumn<bool>("ends");
        const auto row = [](const char* name, const char* destination, Stomp::AckMode ack,
                             bool onArrival, bool ends) {
            QTest::newRow(name) << QByteArray(destination) << ack << onArrival << ends;
        };
        using enum Stomp::AckMode;
        row("auto", "/queue/a", Auto, false, true);
        row("acknowledged on arrival", "/queue/a", ClientIndividual, true, true);
        row("acknowledged by hand", "/queue/a", ClientIndividual, false, false);
        row("topic", "/topic/a", Auto, false, false);
    }
    void endsReadingWhenItLocksAgain()
    {
        QFETCH(const QByteArray, destination);
        QFETCH(const Stomp::AckMode, ack);
        QFETCH(const bool, onArrival);
        QFETCH(const bool, ends);
        Desk desk;
        desk.lock().unlock(std::chrono::minutes(5));
        SubscriptionWish wish;
        wish.destination = QString::fromUtf8(destination);
        wish.ack = ack;
        wish.acknowledgeOnArrival = onArrival;
        const auto key = desk.own->subscribe(wish);
        QTRY_COMPARE(desk.rows(), QueueBroker::depth);
        desk.lock().lock(); // as when the time is over
        QCOMPARE(desk.own->subscriptions().size(), 1);
        if (!ends) {
            QVERIFY(desk.own->subscription(key)->isLive());
            return;
        }
        QTRY_COMPARE(desk.broker.count("UNSUBSCRIBE"), 1);
        QVERIFY(desk.own->isHeldByLock(desk.own->subscriptions().constFirst().key));
        QVERIFY(desk.notices().contains(QLatin1StringView("Reading on from /queue/a")));
        desk.click(desk.unlockButton());
        QTRY_COMPARE(desk.broker.count("SUBSCRIBE"), 2);
        QTRY_COMPARE(desk.rows(), 2 * QueueBroker::depth);
        QTRY_VERIFY(
            desk.own->subscriptions().constFirst().state == Stomp::SubscriptionState::Confirmed);
    }

    void endsPublishingWhenItLocksAgain()
    {
        Desk desk;
        desk.lock().unlock(std::chrono::minutes(5));
        QSignalSpy told(desk.own, &Connection::publishProgressed);
        PublishRequest many;
        many.frame = {"SEND", {{"destination", "/topic/a"}}, "x"};
        many.count = 100'000'000;
        desk.own->publish(many);
        QTRY_VERIFY(desk.broker.count("SEND") > 0);
        desk.lock().lock();
        const auto isOver = [&told] {
            return !told.isEmpty()
                && told.constLast().constFirst().value<PublishProgress>().finished;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isOver(), 30'000);
        const auto last = told.constLast().constFirst().value<PublishProgress>();
        QVERIFY(last.sent < many.count);
        QCOMPARE(last.failed, 0U);
    }

    void doesNotLookUntilUnlocked()
    {
        Desk desk;
        LookWish look;
        look.destination = QStringLiteral("/queue/a");
        for (const auto way : {Stomp::LookRequest::Way::Peek, Stomp::LookRequest::Way::Browse}) {
            look.way = way;
            desk.workspace.look(desk.own, look);
            QVERIFY(desk.notices().contains(QLatin1StringView("Looking into /queue/a")));
        }
        QCOMPARE(desk.broker.count("CONNECT"), 1);
        desk.click(desk.unlockButton());
        desk.workspace.look(desk.own, look);
        QTRY_COMPARE(desk.rows(), QueueBroker::depth + 1);
    }

    void acknowledgesNothingUntilUnlocked()
    {
        Desk desk;
        desk.lock().unlock(std::chrono::minutes(5));
        (void)desk.subscribe("/queue/a");
        QTRY_COMPARE(desk.rows(), QueueBroker::depth);
        desk.lock().lock();
        const QList<quint64> first{desk.workspace.pump().model().serialAt(0)};
        for (const bool accept : {true, false})
            QCOMPARE(desk.workspace.acknowledging().settle(first, accept), QString());
        QVERIFY(desk.notices().contains(QLatin1StringView("by hand")));
        QVERIFY(desk.workspace.pump().model().ackStateAt(0) == Stomp::AckState::Waiting);
        QCOMPARE(desk.broker.count("ACK") + desk.broker.count("NACK"), 0);
        desk.click(desk.unlockButton());
        QCOMPARE(desk.workspace.acknowledging().settle(first, true), QString());
        QTRY_COMPARE(desk.broker.count("ACK"), 1);
        QTRY_VERIFY(desk.workspace.pump().model().ackStateAt(0) == Stomp::AckState::Acked);
        QCOMPARE(desk.broker.count("NACK"), 0);
    }

    void publishesNothingUntilUnlocked()
    {
        Desk desk;
        PublishPanel* const panel = desk.window->publishPanel();
        panel->setTarget(desk.own->number());
        panel->setDestination(QStringLiteral("/topic/a"));
        desk.find<QPlainTextEdit>("body")->setPlainText(QStringLiteral("\"x\""));
        panel->send();
        QVERIFY(desk.notices().contains(QLatin1StringView("Publishing: refused")));
        desk.click(desk.unlockButton());
        QTRY_VERIFY(desk.find<QPushButton>("send")->isEnabled());
        panel->send();
        QTRY_COMPARE(desk.broker.count("SEND"), 1);
    }

    void theDialogOffersToUnlock()
    {
        Desk desk;
        desk.window->openSubscribeDialog();
        QDialog* const dialog = desk.dialog("subscribeDialog");
        QVERIFY(dialog);
        auto* const subscribe = dialog->findChild<QPushButton*>(QStringLiteral("subscribe"));
        auto* const unlock = dialog->findChild<QPushButton*>(QStringLiteral("unlock"));
        auto* const name = dialog->findChild<QComboBox*>(QStringLiteral("destination"));
        name->setEditText(QStringLiteral("/topic/a"));
        QVERIFY(subscribe->isEnabled());
        QVERIFY(!unlock->isVisible());
        dialog->findChild<QLineEdit*>(QStringLiteral("durable"))->setText(QStringLiteral("audit"));
        QVERIFY(!subscribe->isEnabled());
        name->setEditText(QStringLiteral("/queue/a"));
        for (const char* way : {"browse", "peek", "consume"}) {
            dialog->findChild<QRadioButton*>(QLatin1StringView(way))->click();
            QVERIFY(!subscribe->isEnabled());
            QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("locked"))->isVisible());
        }
        desk.click(unlock);
        auto* const menu = dialog->findChild<QMenu*>(QStringLiteral("unlockMenu"));
        QVERIFY(menu);
        menu->actions().constFirst()->trigger();
        menu->close();
        QVERIFY(!unlock->isVisible());
        QVERIFY(subscribe->isEnabled());
        desk.lock().lock(); // as when the time is over
        QVERIFY(!subscribe->isEnabled());
    }
};

QTEST_MAIN(TestProduction)
#include "tst_production.moc"
