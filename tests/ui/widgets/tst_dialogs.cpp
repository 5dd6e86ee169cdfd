#include "windowfixture.h"

#include <ui/profiles/savedconnections.h>
#include <ui/widgets/connectdialog.h>
#include <ui/widgets/connectionform.h>
#include <ui/widgets/passwordedit.h>
#include <ui/widgets/subscribedialog.h>
#include <ui/widgets/theme.h>

#include <support/fakesecretstore.h>
#include <support/practicefixture.h>
#include <support/widgetwarnings.h>

#include <QLabel>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTcpServer>
#include <QTcpSocket>
#include <QToolButton>

using namespace Ui;
using Testing::WindowFixture;

namespace {

quint16 unusedPort()
{
    QTcpServer placeholder;
    return placeholder.listen(QHostAddress::LocalHost) ? placeholder.serverPort() : 0;
}

/** The connect dialog on its own, with what is around it. */
struct Desk
{
    Desk()
        : settings(folder.filePath(QStringLiteral("s.ini"))),
          store(folder.filePath(QStringLiteral("c.json"))), saved(store, ring),
          dialog(workspace, settings, saved)
    {
        dialog.show();
        dialog.activateWindow();
        isActive = QTest::qWaitForWindowActive(&dialog);
    }

    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name)
    {
        return dialog.findChild<Widget*>(QString::fromLatin1(name));
    }
    void choose(Preset preset)
    {
        find<QListWidget>("presets")->setCurrentRow(static_cast<int>(preset));
    }
    void fill(quint16 port, const QString& login = {}, const QString& password = {})
    {
        choose(Preset::Classic);
        WindowFixture::retype(find<QLineEdit>("host"), QStringLiteral("127.0.0.1"));
        find<QSpinBox>("port")->setValue(port);
        WindowFixture::retype(find<QLineEdit>("login"), login);
        WindowFixture::retype(find<QLineEdit>("password"), password);
    }
    void connectNow() { QTest::mouseClick(find<QPushButton>("connect"), Qt::LeftButton); }
    [[nodiscard]] QString problem()
    {
        const auto* view = find<ProblemView>("connectProblem");
        return view->isVisible() ? view->text() : QString();
    }

    QTemporaryDir folder;
    Settings settings;
    ProfileStore store;
    Testing::FakeSecretStore ring;
    SavedConnections saved;
    Workspace workspace;
    ConnectDialog dialog;
    bool isActive = false;
};

} // namespace

class TestDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init() { Testing::failOnAnyWarning(); }

    void presetsFillTheFields()
    {
        Desk desk;
        QVERIFY(!desk.find<QLineEdit>("host")->isVisible());
        desk.choose(Preset::RabbitMq);
        QVERIFY(desk.find<QLineEdit>("host")->isVisible());
        QCOMPARE(desk.find<QLineEdit>("host")->text(), QStringLiteral("localhost"));
        QCOMPARE(desk.find<QSpinBox>("port")->value(), 61613);
        QCOMPARE(desk.find<QLineEdit>("vhost")->text(), QStringLiteral("/"));
        QVERIFY(desk.find<QLineEdit>("login")->text().isEmpty()); // never pre-filled
        QVERIFY(!desk.find<QWidget>("sendEvery")->isVisible());
        desk.find<QToolButton>("more")->click();
        QVERIFY(desk.find<QWidget>("sendEvery")->isVisible());
        desk.choose(Preset::Url);
        QVERIFY(desk.find<QLineEdit>("url")->isVisible());
        QVERIFY(!desk.find<QLineEdit>("host")->isVisible());
    }

    void nobodyListens()
    {
        Desk desk;
        const quint16 port = unusedPort();
        QVERIFY(port != 0);
        desk.fill(port);
        desk.connectNow();
        QTRY_VERIFY(!desk.problem().isEmpty());
        QVERIFY2(desk.problem().contains(QString::number(port)), qPrintable(desk.problem()));
        QVERIFY(desk.dialog.isVisible());
        QCOMPARE(desk.find<QSpinBox>("port")->value(), int(port)); // the fields keep their values
        QVERIFY(desk.find<QPushButton>("connect")->isEnabled());
        QVERIFY(desk.workspace.connections().isEmpty());

        auto* examine = desk.find<QPushButton>("examine");
        QVERIFY(examine->isVisible());
        QTest::mouseClick(examine, Qt::LeftButton);
        const auto* examination = desk.find<QDialog>("examinationDialog");
        QVERIFY(examination && examination->isVisible());
        QTRY_COMPARE(examination->findChildren<QWidget*>(QStringLiteral("checkLine")).size(), 6);
        desk.choose(Preset::Practice); // another connection: what was said of the last one goes
        QVERIFY(!examine->isVisible());
    }

    void speaksAnotherProtocol()
    {
        QTcpServer http;
        QVERIFY(http.listen(QHostAddress::LocalHost));
        connect(&http, &QTcpServer::newConnection, &http, [&http] {
            QTcpSocket* socket = http.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
                socket->disconnectFromHost();
            });
        });
        Desk desk;
        desk.fill(http.serverPort());
        desk.connectNow();
        QTRY_VERIFY(!desk.problem().isEmpty());
        QVERIFY2(desk.problem().contains(QLatin1StringView("HTTP")), qPrintable(desk.problem()));
    }

    void wrongPasswordThenTheRightOne()
    {
        Stomp::PracticeOptions options;
        options.broker.users = {{"ada", "right"}};
        options.broker.failedLoginDelay = 0;
        Testing::ThreadedPracticeFixture broker(options);
        QVERIFY(broker.isRunning());
        Desk desk;
        desk.fill(broker.port(), QStringLiteral("ada"), QStringLiteral("mistyped"));
        desk.connectNow();
        QTRY_VERIFY(!desk.problem().isEmpty());
        QVERIFY2(
            desk.problem().contains(QLatin1StringView("password")), qPrintable(desk.problem()));
        QVERIFY(!desk.problem().contains(QLatin1StringView("mistyped")));
        QCOMPARE(desk.find<QLineEdit>("login")->text(), QStringLiteral("ada"));

        Connection* connection = nullptr;
        connect(&desk.dialog, &ConnectDialog::connected, this,
            [&connection](Connection* made) { connection = made; });
        WindowFixture::retype(desk.find<QLineEdit>("password"), QStringLiteral("right"));
        QTest::keyClick(desk.find<QLineEdit>("password"), Qt::Key_Return);
        QTRY_VERIFY(connection != nullptr);
        QVERIFY(!desk.dialog.isVisible());
        QCOMPARE(desk.workspace.connections().size(), 1);
        QCOMPARE(desk.settings.lastProfile()->login, QStringLiteral("ada"));
        // Another reader makes the settings write their file.
        QCOMPARE(Settings(desk.folder.filePath(QStringLiteral("s.ini"))).lastProfile()->port,
            broker.port());
    }

    void escapeStopsTryingFirst()
    {
        QTcpServer mute; // takes the connection and says nothing
        QVERIFY(mute.listen(QHostAddress::LocalHost));
        Desk desk;
        desk.fill(mute.serverPort());
        desk.connectNow();
        auto* progress = desk.find<QLabel>("connectProgress");
        QTRY_VERIFY(progress->text().contains(QLatin1StringView("CONNECTED")));
        QVERIFY(!desk.find<QPushButton>("connect")->isEnabled());
        QTest::keyClick(&desk.dialog, Qt::Key_Escape);
        QVERIFY(desk.dialog.isVisible());
        QVERIFY(desk.find<QPushButton>("connect")->isEnabled());
        QVERIFY(progress->text().isEmpty());
        QTest::keyClick(&desk.dialog, Qt::Key_Escape);
        QVERIFY(!desk.dialog.isVisible());
    }

    void aUrlGivesItsPasswordAway()
    {
        Desk desk;
        desk.choose(Preset::Url);
        auto* url = desk.find<QLineEdit>("url");
        WindowFixture::retype(url, QStringLiteral("stomp://ada:hush@127.0.0.1:5/%2Fshop"));
        QTest::keyClick(url, Qt::Key_Tab);
        QVERIFY2(!url->text().contains(QLatin1StringView("hush")), qPrintable(url->text()));
        QCOMPARE(desk.find<QLineEdit>("login")->text(), QStringLiteral("ada"));
        QCOMPARE(desk.find<QLineEdit>("password")->text(), QStringLiteral("hush"));
        QCOMPARE(desk.find<QLineEdit>("vhost")->text(), QStringLiteral("/shop"));
        const auto profile = desk.dialog.findChild<ConnectionForm*>()->profile();
        QCOMPARE(profile.address(), QStringLiteral("127.0.0.1:5"));
        QCOMPARE(profile.vhost, std::optional(QStringLiteral("/shop")));
    }

    void whatCannotBeTriedIsSaidAtOnce()
    {
        Desk desk;
        desk.choose(Preset::Url);
        WindowFixture::retype(desk.find<QLineEdit>("url"), QStringLiteral("gopher://x"));
        desk.connectNow();
        QVERIFY(!desk.problem().isEmpty());
        desk.choose(Preset::Artemis);
        QVERIFY(desk.problem().isEmpty());
        desk.find<QLineEdit>("host")->clear();
        desk.connectNow();
        QVERIFY(!desk.problem().isEmpty());
    }

    void aPasswordHidesAgain()
    {
        PasswordEdit edit;
        QLineEdit other;
        edit.show();
        QVERIFY(!edit.isRevealed());
        edit.actions().constFirst()->trigger();
        QVERIFY(edit.isRevealed());
        QFocusEvent left(QEvent::FocusOut);
        QApplication::sendEvent(&edit, &left);
        QVERIFY(!edit.isRevealed());
    }

    void theSubscribeDialogWarns_data()
    {
        QTest::addColumn<int>("preset");
        QTest::addColumn<QString>("destination");
        QTest::addColumn<bool>("warns");
        QTest::newRow("practice queue") << int(Preset::Practice) << "/queue/a" << true;
        QTest::newRow("other broker's queue") << int(Preset::Url) << "/queue/a" << true;
        QTest::newRow("other broker's topic") << int(Preset::Url) << "/topic/a" << false;
        QTest::newRow("may be a queue") << int(Preset::Url) << "orders" << true;
        QTest::newRow("nothing yet") << int(Preset::Url) << "" << false;
    }

    void theSubscribeDialogWarns()
    {
        QFETCH(const int, preset);
        QFETCH(const QString, destination);
        QFETCH(const bool, warns);
        QTcpServer stranger; // a broker of no known family
        QVERIFY(stranger.listen(QHostAddress::LocalHost));
        connect(&stranger, &QTcpServer::newConnection, &stranger, [&stranger] {
            stranger.nextPendingConnection()->write("CONNECTED\nversion:1.2\n\n\0", 24);
        });
        WindowFixture desk;
        auto profile = ConnectionProfile::forPreset(static_cast<Preset>(preset));
        if (!profile.isPractice()) {
            profile.host = QStringLiteral("127.0.0.1");
            profile.port = stranger.serverPort();
        }
        Connection* connection = desk.workspace.createConnection(profile);
        desk.workspace.adopt(connection);
        desk.workspace.open(connection, {});
        QTRY_VERIFY(connection->isConnected());
        desk.key(desk.window.get(), Qt::Key_T, Qt::ControlModifier);
        auto* dialog = qobject_cast<SubscribeDialog*>(desk.dialog("subscribeDialog"));
        QVERIFY(dialog);
        auto* edit = dialog->findChild<QComboBox*>(QStringLiteral("destination"))->lineEdit();
        WindowFixture::retype(edit, destination);
        QCOMPARE(!dialog->warning().isEmpty(), warns);
        if (warns) {
            QVERIFY(dialog->warning().startsWith(QLatin1StringView(
                "Reading from a queue takes its messages away from the other consumers.")));
        }
        QCOMPARE(dialog->findChild<QPushButton*>(QStringLiteral("subscribe"))->isEnabled(),
            !destination.isEmpty());
    }

    void prefetchInTheBrokersTerms()
    {
        WindowFixture desk;
        desk.connectTo(Preset::Practice);
        QTRY_VERIFY(desk.connection() && desk.connection()->isConnected());
        desk.key(desk.window.get(), Qt::Key_T, Qt::ControlModifier);
        QDialog* dialog = desk.dialog("subscribeDialog");
        QVERIFY(dialog);
        auto* edit = dialog->findChild<QComboBox*>(QStringLiteral("destination"))->lineEdit();
        WindowFixture::retype(edit, QStringLiteral("/queue/a"));
        dialog->findChild<QSpinBox*>(QStringLiteral("prefetch"))->setValue(7);
        desk.key(edit, Qt::Key_Return);
        QCOMPARE(desk.connection()->subscriptions().size(), 1);
        const auto headers = desk.connection()->subscriptions().constFirst().wish.headers;
        QVERIFY(headers == std::vector<Stomp::Header>({{"prefetch-count", "7"}}));
        QCOMPARE(desk.settings.recentDestinations(), QStringList(QStringLiteral("/queue/a")));
    }
};

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"
