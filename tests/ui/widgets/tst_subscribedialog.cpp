#include "windowfixture.h"

#include <ui/widgets/headertable.h>
#include <ui/widgets/lintview.h>
#include <ui/widgets/offercompleter.h>
#include <ui/widgets/readingchoice.h>
#include <ui/widgets/subscribedialog.h>
#include <ui/widgets/theme.h>

#include <support/widgetwarnings.h>

#include <QLabel>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTcpServer>
#include <QTcpSocket>
#include <QToolButton>

using namespace Ui;
using Testing::WindowFixture;

namespace {

/** The dialog on a connection to a broker that calls itself so. */
struct Desk
{
    explicit Desk(const QByteArray& serverName, std::vector<Stomp::Header> connectHeaders = {},
        bool production = false)
    {
        const bool listens = broker.listen(QHostAddress::LocalHost);
        QObject::connect(&broker, &QTcpServer::newConnection, &broker, [this, serverName] {
            broker.nextPendingConnection()->write("CONNECTED\nversion:1.2\nsession:1\nserver:"
                + serverName + "\n\n" + QByteArray(1, 0));
        });
        auto profile = ConnectionProfile::forPreset(Preset::Url);
        profile.scheme = Stomp::BrokerUrl::Scheme::Stomp;
        profile.host = QStringLiteral("127.0.0.1");
        profile.port = broker.serverPort();
        profile.headers = std::move(connectHeaders);
        profile.production = production;
        connection = window.workspace.createConnection(profile);
        window.workspace.adopt(connection);
        if (listens)
            window.workspace.open(connection, {});
    }

    void open()
    {
        QTRY_VERIFY(connection->isConnected());
        window.window->openSubscribeDialog();
        dialog = qobject_cast<SubscribeDialog*>(window.dialog("subscribeDialog"));
        QVERIFY(dialog);
    }
    void name(const QString& destination)
    {
        dialog->findChild<QComboBox*>(QStringLiteral("destination"))->setEditText(destination);
    }
    template <typename Widget>
    [[nodiscard]] Widget* find(const char* objectName) const
    {
        return dialog->findChild<Widget*>(QString::fromLatin1(objectName));
    }
    [[nodiscard]] bool offers(const QString& text) const
    {
        const auto* const box = find<QComboBox>("destination");
        const auto* const completer = qobject_cast<OfferCompleter*>(box->completer());
        return std::any_of(completer->offers().cbegin(), completer->offers().cend(),
            [&text](const Offer& offer) { return offer.text == text && !offer.meaning.isEmpty(); });
    }

    QTcpServer broker;
    WindowFixture window;
    Connection* connection = nullptr;
    SubscribeDialog* dialog = nullptr;
};

} // namespace

/** The dialog in the terms of the broker that answered. */
class TestSubscribeDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init() { Testing::failOnAnyWarning(); }
    void offersTheBrokersForms();
    void warnsWhileTyping();
    void durableNeedsAClientId();
    void durableNameGoesIntoTheWish();
    void saysWhatNackDoes();
    void asksHowToReadAQueue_data();
    void asksHowToReadAQueue();
    void theUsersDialectCounts();
    void productionIsLocked();
};

void TestSubscribeDialog::offersTheBrokersForms()
{
    Desk desk("RabbitMQ/3.10.8");
    desk.open();
    QVERIFY(desk.offers(QStringLiteral("/amq/queue/")));
    QVERIFY(!desk.offers(QStringLiteral("/temp-queue/"))); // there only in reply-to
    QVERIFY(!desk.find<QLineEdit>("selector")->isVisible());
    QVERIFY(desk.find<QSpinBox>("prefetch")->isVisible());
}

void TestSubscribeDialog::warnsWhileTyping()
{
    Desk desk("RabbitMQ/3.10.8");
    desk.open();
    QVERIFY(!desk.dialog->lint()->isVisible());
    desk.name(QStringLiteral("/queue/a/b"));
    QVERIFY(desk.dialog->lint()->text().contains(QLatin1StringView("slash")));
    QVERIFY(desk.dialog->lint()->text().contains(QLatin1StringView("tried live")));
    QVERIFY(desk.find<QPushButton>("subscribe")->isEnabled());
    desk.name(QStringLiteral("/queue/a"));
    QVERIFY(!desk.dialog->lint()->isVisible());
    desk.find<QRadioButton>("consume")->click();
    auto* const headers = desk.dialog->findChild<HeaderTable*>();
    headers->setHeaders({{"activemq.prefetchSize", "5"}});
    QVERIFY(desk.dialog->lint()->text().contains(QLatin1StringView("activemq.prefetchSize")));
    headers->setHeaders({{"ack", "sometimes"}});
    QVERIFY(desk.dialog->lint()->text().contains(QLatin1StringView("sometimes")));
}

void TestSubscribeDialog::durableNeedsAClientId()
{
    Desk desk("ActiveMQ/5.17.2");
    desk.open();
    auto* const durable = desk.find<QLineEdit>("durable");
    desk.name(QStringLiteral("/queue/a"));
    QVERIFY(!durable->isVisible()); // a queue keeps its messages anyway
    desk.name(QStringLiteral("/topic/a"));
    QVERIFY(durable->isVisible());
    QVERIFY(desk.find<QLabel>("durableText")->text().contains(QLatin1StringView("no client-id")));
    durable->setText(QStringLiteral("audit"));
    QVERIFY(desk.dialog->lint()->text().contains(QLatin1StringView("client-id")));
}

void TestSubscribeDialog::durableNameGoesIntoTheWish()
{
    Desk desk("ActiveMQ/5.17.2", {{"client-id", "console"}});
    desk.open();
    desk.name(QStringLiteral("/topic/a"));
    QVERIFY(!desk.find<QLabel>("durableText")->text().contains(QLatin1StringView("no client-id")));
    desk.find<QLineEdit>("durable")->setText(QStringLiteral("audit"));
    QVERIFY(!desk.dialog->lint()->isVisible());
    QTest::mouseClick(desk.find<QPushButton>("subscribe"), Qt::LeftButton);
    QCOMPARE(desk.connection->subscriptions().size(), 1);
    QCOMPARE(
        desk.connection->subscriptions().constFirst().wish.durableName, QStringLiteral("audit"));
}

void TestSubscribeDialog::saysWhatNackDoes()
{
    Desk desk("ActiveMQ-Artemis/2.31.0");
    desk.open();
    auto* const text = desk.find<QLabel>("ackText");
    QVERIFY(!text->isVisible());
    desk.find<QComboBox>("ack")->setCurrentIndex(1);
    QVERIFY(text->isVisible());
    QVERIFY(text->text().contains(QLatin1StringView("same as an ACK")));
    QVERIFY(text->text().contains(QLatin1StringView("from source")));
}

void TestSubscribeDialog::asksHowToReadAQueue_data()
{
    QTest::addColumn<QByteArray>("server");
    QTest::addColumn<QString>("destination");
    QTest::addColumn<bool>("asks");
    QTest::addColumn<QString>("gentlest"); // the way that is chosen at first
    QTest::addColumn<bool>("browses");
    QTest::newRow("Classic") << QByteArray("ActiveMQ/5.17.2") << "/queue/a" << true << "browse"
                             << true;
    QTest::newRow("Classic topic")
        << QByteArray("ActiveMQ/5.17.2") << "/topic/a" << false << "" << true;
    QTest::newRow("RabbitMQ") << QByteArray("RabbitMQ/3.10.8") << "/queue/a" << true << "peek"
                              << false;
    QTest::newRow("Artemis") << QByteArray("ActiveMQ-Artemis/2.31.0") << "/queue/a" << true
                             << "peek" << false;
    QTest::newRow("may be a topic")
        << QByteArray("ActiveMQ-Artemis/2.31.0") << "orders" << true << "consume" << false;
    QTest::newRow("practice") << QByteArray("StompConsolePractice/1") << "/queue/a" << true
                              << "consume" << true;
    QTest::newRow("practice topic")
        << QByteArray("StompConsolePractice/1") << "/topic/a" << false << "" << true;
}

void TestSubscribeDialog::asksHowToReadAQueue()
{
    QFETCH(const QByteArray, server);
    QFETCH(const QString, destination);
    QFETCH(const bool, asks);
    QFETCH(const QString, gentlest);
    QFETCH(const bool, browses);
    Desk desk(server);
    desk.open();
    desk.name(destination);
    auto* const reading = desk.dialog->findChild<ReadingChoice*>();
    QCOMPARE(reading->isVisible(), asks);
    if (!asks) {
        QVERIFY(desk.find<QComboBox>("ack")->isVisible());
        return;
    }
    for (auto* const way : reading->findChildren<QRadioButton*>()) {
        QCOMPARE(way->isChecked(), way->objectName() == gentlest);
        QVERIFY(!way->accessibleDescription().isEmpty()); // the consequence, or why it is not there
    }
    QCOMPARE(desk.find<QRadioButton>("browse")->isEnabled(), browses);
    QCOMPARE(desk.find<QComboBox>("ack")->isVisible(), gentlest == QLatin1StringView("consume"));
    desk.find<QRadioButton>("consume")->click();
    QVERIFY(desk.find<QComboBox>("ack")->isVisible());
    desk.name(destination + QStringLiteral("b")); // what the user chose stays
    QVERIFY(desk.find<QRadioButton>("consume")->isChecked());
    QTest::mouseClick(desk.find<QPushButton>("subscribe"), Qt::LeftButton);
    QCOMPARE(desk.connection->subscriptions().size(), 1);
}

void TestSubscribeDialog::theUsersDialectCounts()
{
    Desk desk("ActiveMQ/5.17.2");
    QTRY_VERIFY(desk.connection->isConnected());
    desk.connection->setDialect(Stomp::Dialect::RabbitMq);
    QVERIFY(desk.window.chipText().contains(QLatin1StringView("RabbitMQ")));
    QCOMPARE(int(desk.connection->detectedDialect()), int(Stomp::Dialect::ActiveMq));
    desk.open();
    desk.name(QStringLiteral("/queue/a/b"));
    QVERIFY(desk.dialog->lint()->text().contains(QLatin1StringView("slash")));
    desk.connection->setDialect({});
    QVERIFY(desk.window.chipText().contains(QLatin1StringView("ActiveMQ Classic")));
}

void TestSubscribeDialog::productionIsLocked()
{
    Desk desk("ActiveMQ/5.17.2", {}, true);
    desk.open();
    auto& lock = desk.connection->productionLock();
    QVERIFY(lock.isLocked());
    auto* const subscribe = desk.find<QPushButton>("subscribe");
    desk.name(QStringLiteral("/queue/a"));
    desk.find<QRadioButton>("consume")->click();
    QVERIFY(!subscribe->isEnabled());
    QVERIFY(desk.find<QLabel>("locked")->isVisible());
    desk.name(QStringLiteral("/topic/a"));
    QVERIFY(subscribe->isEnabled());

    // Behind the dialog too, as when subscriptions are restored.
    SubscriptionWish wish;
    wish.destination = QStringLiteral("/queue/a");
    const auto key = desk.connection->subscribe(wish);
    QVERIFY(desk.connection->subscription(key)->state == Stomp::SubscriptionState::Refused);
    QSignalSpy progress(desk.connection, &Connection::publishProgressed);
    PublishRequest request;
    request.frame = {"SEND", {{"destination", "/queue/a"}}, "x"};
    const PublishId id = desk.connection->publish(request);
    QTRY_COMPARE(progress.count(), 1);
    const auto refused = progress[0][0].value<PublishProgress>();
    QCOMPARE(refused.id, id);
    QCOMPARE(refused.failed, 1U);
    QVERIFY(refused.finished);

    auto* const button = desk.window.find<QToolButton>("chipLock");
    QVERIFY(button->isVisible());
    QVERIFY(button->text().contains(QLatin1StringView("locked")));
    lock.unlock(std::chrono::minutes(5));
    QVERIFY(button->text().contains(QLatin1StringView("5:00")));
    desk.name(QStringLiteral("/queue/a"));
    desk.find<QRadioButton>("consume")->click();
    QVERIFY(subscribe->isEnabled());
    button->click(); // locks again at once
    QVERIFY(lock.isLocked());
    lock.unlock(std::chrono::milliseconds(1));
    QTRY_VERIFY(lock.isLocked()); // by itself
}

QTEST_MAIN(TestSubscribeDialog)
#include "tst_subscribedialog.moc"
