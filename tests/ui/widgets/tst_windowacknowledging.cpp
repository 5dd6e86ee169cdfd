#include "windowfixture.h"

#include <support/widgetwarnings.h>
#include <ui/models/takenmessages.h>
#include <ui/widgets/tableremark.h>
#include <ui/widgets/theme.h>

#include <QMenu>
#include <QToolBar>
#include <QToolButton>

using namespace Ui;
using Stomp::AckMode;
using Stomp::AckState;
using Testing::WindowFixture;

namespace {

/** The window on its practice broker in a skin, with subscriptions that are acknowledged by hand.
 */
struct Desk : WindowFixture
{
    explicit Desk(const char* skin)
    {
        workspace.practiceBroker().setSkin(QString::fromLatin1(skin));
        own = open();
    }
    Connection* open()
    {
        Connection* const made =
            workspace.createConnection(ConnectionProfile::forPreset(Preset::Practice));
        workspace.adopt(made);
        workspace.open(made, {});
        return made;
    }
    void subscribe(const char* destination, AckMode mode)
    {
        SubscriptionWish wish;
        wish.destination = QString::fromLatin1(destination);
        wish.ack = mode;
        wish.acknowledgeOnArrival = false;
        const auto key = own->subscribe(wish);
        QTRY_VERIFY(own->subscription(key)->state == Stomp::SubscriptionState::Confirmed);
    }
    /** One message, and waits for it in the table. */
    void send(const char* destination, const char* body)
    {
        const int before = rows();
        PublishRequest request;
        request.frame.command = "SEND";
        request.frame.add("destination", destination);
        request.frame.body = body;
        std::ignore = own->publish(request);
        QTRY_COMPARE(rows(), before + 1);
    }
    void choose(int row)
    {
        table()->setFocus();
        table()->setCurrentIndex(workspace.pump().model().index(row, 0));
    }
    [[nodiscard]] QAction* action(const char* name) const { return find<QAction>(name); }
    [[nodiscard]] QToolButton* button(const char* name) const
    {
        for (auto* const one : window->messagePanel()->findChildren<QToolButton*>()) {
            if (one->defaultAction() == action(name))
                return one;
        }
        return nullptr;
    }
    [[nodiscard]] QString said() const { return find<TableRemark>("tableRemark")->text(); }
    /** The rows that are marked, as their bodies. */
    [[nodiscard]] QString marked()
    {
        QString all;
        for (int row = 0; row < rows(); ++row) {
            const QModelIndex start = workspace.pump().model().index(row, 0);
            if (start.data(TakenRole).toBool())
                all += start.siblingAtColumn(int(MessageColumn::Preview)).data().toString();
        }
        return all;
    }
    [[nodiscard]] QString inState(AckState state)
    {
        QString all;
        for (int row = 0; row < rows(); ++row) {
            const QModelIndex start = workspace.pump().model().index(row, 0);
            if (AckState(start.data(AckStateRole).toInt()) == state)
                all += start.siblingAtColumn(int(MessageColumn::Preview)).data().toString();
        }
        return all;
    }
    [[nodiscard]] QString state(int row)
    {
        return workspace.pump().model().index(row, int(MessageColumn::State)).data().toString();
    }
    void pointAt(QWidget* widget)
    {
        QEnterEvent enter(QPointF(1, 1), QPointF(1, 1), widget->mapToGlobal(QPointF(1, 1)));
        QCoreApplication::sendEvent(widget, &enter);
    }
    void leave(QWidget* widget)
    {
        QEvent gone(QEvent::Leave);
        QCoreApplication::sendEvent(widget, &gone);
    }

    Connection* own = nullptr;
};

} // namespace

/** Acknowledging by hand in the window: what it would take is seen before, and so it comes. */
class TestWindowAcknowledging : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::apply(*qApp, ThemeChoice::Light);
    }
    void init() { Testing::failOnAnyWarning(); }

    void marksWhatAnAckTakes_data()
    {
        QTest::addColumn<QByteArray>("skin");
        QTest::addColumn<int>("mode");
        QTest::addColumn<QString>("taken"); // by an ACK of the fourth of 1ab23
        QTest::addColumn<QString>("said");
        const QString three = QStringLiteral("ACK takes 2 messages");
        QTest::newRow("plain, client")
            << QByteArray("plain") << int(AckMode::Client) << QStringLiteral("12") << three;
        QTest::newRow("ActiveMQ, client")
            << QByteArray("activemq") << int(AckMode::Client) << QStringLiteral("12") << three;
        QTest::newRow("RabbitMQ, client")
            << QByteArray("rabbitmq") << int(AckMode::Client) << QStringLiteral("1ab2")
            << QStringLiteral("ACK takes 4 messages, 2 of them of /queue/b");
        QTest::newRow("RabbitMQ, individual")
            << QByteArray("rabbitmq") << int(AckMode::ClientIndividual) << QStringLiteral("2")
            << QStringLiteral("ACK takes this message");
    }

    void marksWhatAnAckTakes()
    {
        QFETCH(const QByteArray, skin);
        QFETCH(const int, mode);
        QFETCH(const QString, taken);
        QFETCH(const QString, said);
        Desk desk(skin.constData());
        QTRY_VERIFY(desk.own->isConnected());
        desk.subscribe("/queue/a", static_cast<AckMode>(mode));
        desk.subscribe("/queue/b", AckMode::Client);
        desk.send("/queue/a", "1");
        desk.send("/queue/b", "a");
        desk.send("/queue/b", "b");
        desk.send("/queue/a", "2");
        desk.send("/queue/a", "3");
        QCOMPARE(desk.inState(AckState::Waiting), QStringLiteral("1ab23"));
        desk.choose(3);
        QToolButton* const button = desk.button("acknowledge");
        QVERIFY(button);
        QTRY_VERIFY(button->isEnabled());
        QCOMPARE(desk.marked(), QString());

        desk.pointAt(button);
        QCOMPARE(desk.marked(), taken);
        QCOMPARE(desk.said(), said);
        desk.leave(button);
        QCOMPARE(desk.marked(), QString());
        QCOMPARE(desk.said(), QString());

        // By the keys, in a menu.
        QMenu menu;
        QAction* const ack = desk.action("acknowledge");
        menu.addActions({ack, desk.action("bookmark")});
        menu.popup(desk.window->pos());
        QVERIFY(QTest::qWaitForWindowExposed(&menu));
        QTest::keyClick(&menu, Qt::Key_Down);
        QCOMPARE(menu.activeAction(), ack);
        QCOMPARE(desk.marked(), taken);
        QTest::keyClick(&menu, Qt::Key_Down);
        QCOMPARE(desk.marked(), QString());
        QTest::keyClick(&menu, Qt::Key_Up);
        QCOMPARE(desk.marked(), taken);
        QTest::keyClick(&menu, Qt::Key_Escape);
        QCOMPARE(desk.marked(), QString());

        // And that is what it takes.
        ack->trigger();
        QTRY_COMPARE(desk.inState(AckState::Acked), taken);
        QCOMPARE(desk.said(), QString());
        desk.own->abort();
        QTRY_VERIFY(desk.inState(AckState::Waiting).isEmpty());
        const QString left = desk.inState(AckState::Lapsed);
        QCOMPARE(left.size(), 5 - taken.size());
        desk.workspace.reopen(desk.own);
        QTRY_COMPARE(desk.inState(AckState::Waiting).size(), left.size());
        QString again = desk.inState(AckState::Waiting);
        std::sort(again.begin(), again.end());
        QString expected = left;
        std::sort(expected.begin(), expected.end());
        QCOMPARE(again, expected); // what the broker kept, it delivers again
    }

    void acknowledgesUpToHere()
    {
        Desk desk("plain");
        QTRY_VERIFY(desk.own->isConnected());
        desk.subscribe("/queue/a", AckMode::ClientIndividual);
        QAction* const upTo = desk.action("acknowledgeUpTo");
        QVERIFY(!upTo->isVisible());
        desk.subscribe("/queue/b", AckMode::ClientIndividual);
        desk.send("/queue/a", "1");
        desk.send("/queue/b", "a");
        desk.send("/queue/a", "2");
        desk.send("/queue/a", "3");
        QTRY_VERIFY(upTo->isVisible());
        desk.choose(2);
        QTRY_VERIFY(upTo->isEnabled());
        upTo->hover();
        QCOMPARE(desk.marked(), QStringLiteral("12"));
        QCOMPARE(desk.said(), QStringLiteral("ACK takes 2 messages"));
        desk.key(desk.table(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(desk.marked(), QString());
        QTRY_COMPARE(desk.inState(AckState::Acked), QStringLiteral("12"));
        QCOMPARE(desk.inState(AckState::Waiting), QStringLiteral("a3"));
        QTRY_VERIFY(!upTo->isEnabled());
    }

    /** From the menu: what was not acknowledged is returned, and the notice says who got it next.
     */
    void dropsTheConnection()
    {
        Desk desk("plain");
        QTRY_VERIFY(desk.own->isConnected());
        desk.subscribe("/queue/a", AckMode::ClientIndividual);
        desk.send("/queue/a", "1");
        desk.send("/queue/a", "2");
        desk.send("/queue/a", "3");
        desk.choose(0);
        QTRY_VERIFY(desk.action("acknowledge")->isEnabled());
        desk.action("acknowledge")->trigger();
        QTRY_COMPARE(desk.inState(AckState::Acked), QStringLiteral("1"));
        QVERIFY(desk.action("dropConnection")->isEnabled());
        desk.key(desk.window.get(), Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(desk.inState(AckState::Lapsed), QStringLiteral("23"));
        QTRY_VERIFY2(desk.notices().contains(
                         QStringLiteral("2 messages were not acknowledged, and are returned")),
            qPrintable(desk.notices()));
        QVERIFY(desk.notices().contains(QStringLiteral("None has come to this console so far")));
        QVERIFY(!desk.action("dropConnection")->isEnabled());

        Connection* const other = desk.open();
        desk.own = other;
        QTRY_VERIFY(desk.own->isConnected());
        desk.subscribe("/queue/a", AckMode::ClientIndividual);
        QTRY_COMPARE(desk.inState(AckState::Waiting), QStringLiteral("23"));
        QTRY_VERIFY2(desk.notices().contains(QStringLiteral(
                         "All were delivered again: 2 to Practice broker (2) on /queue/a")),
            qPrintable(desk.notices()));
        QCOMPARE(desk.state(3), QStringLiteral("waiting, redelivered once"));
        QVERIFY(desk.noticeButton(QStringLiteral("Connect Again")));
    }
};

QTEST_MAIN(TestWindowAcknowledging)
#include "tst_windowacknowledging.moc"
