#include "windowfixture.h"

#include <ui/widgets/headertable.h>
#include <ui/widgets/lintview.h>
#include <ui/widgets/offercompleter.h>
#include <ui/widgets/subscribedialog.h>
#include <ui/widgets/theme.h>

#include <support/widgetwarnings.h>

#include <QLabel>
#include <QSpinBox>
#include <QTcpServer>
#include <QTcpSocket>

using namespace Ui;
using Testing::WindowFixture;

namespace {

/** The dialog on a connection to a broker that calls itself so. */
struct Desk
{
    explicit Desk(const QByteArray& serverName, std::vector<Stomp::Header> connectHeaders = {})
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

QTEST_MAIN(TestSubscribeDialog)
#include "tst_subscribedialog.moc"
