#include "connectdesk.h"

#include <ui/widgets/certificateview.h>
#include <ui/widgets/connectionform.h>
#include <ui/widgets/headertable.h>
#include <ui/widgets/lintview.h>
#include <ui/widgets/theme.h>

#include <support/practicefixture.h>
#include <support/widgetwarnings.h>

#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTcpServer>
#include <QToolButton>

using namespace Ui;
using Testing::ConnectDesk;

namespace {

Stomp::PracticeOptions withLogin()
{
    Stomp::PracticeOptions options;
    options.broker.users = {{"ada", "hush-hush"}};
    options.broker.failedLoginDelay = 0;
    return options;
}

} // namespace

class TestConnectDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init() { Testing::failOnAnyWarning(); }

    void beginsShort()
    {
        ConnectDesk desk;
        desk.open();
        QVERIFY(!desk.tree()->isVisible()); // nothing is saved
        desk.choose(Preset::RabbitMq);
        QVERIFY(desk.find<QComboBox>("scheme")->isVisible());
        for (const auto* hidden : {"path", "caFile", "proxy", "profileName", "save", "pages"})
            QVERIFY2(!desk.find<QWidget>(hidden)->isVisible(), hidden);
    }

    void theTransportBringsItsFields()
    {
        ConnectDesk desk;
        desk.open();
        desk.choose(Preset::RabbitMq);
        auto* scheme = desk.find<QComboBox>("scheme");
        auto* pages = desk.find<QTabWidget>("pages");
        scheme->setCurrentIndex(2); // WebSocket
        QVERIFY(desk.find<QLineEdit>("path")->isVisible());
        QCOMPARE(desk.find<QLineEdit>("path")->text(), QStringLiteral("/ws"));
        QCOMPARE(desk.find<QSpinBox>("port")->value(), 15674);
        QVERIFY(!pages->isTabVisible(1));
        QVERIFY(pages->isTabVisible(2));
        desk.find<QSpinBox>("port")->setValue(7); // the user's own stays
        scheme->setCurrentIndex(3);
        QCOMPARE(desk.find<QSpinBox>("port")->value(), 7);
        QVERIFY(pages->isTabVisible(1));
        scheme->setCurrentIndex(0);
        QVERIFY(!desk.find<QLineEdit>("path")->isVisible());
    }

    void everyFieldReachesTheProfile()
    {
        ConnectDesk desk;
        desk.open();
        desk.choose(Preset::Artemis);
        desk.find<QComboBox>("scheme")->setCurrentIndex(3);
        desk.type("path", QStringLiteral("stomp"));
        desk.find<QToolButton>("more")->click();
        desk.find<QTabWidget>("pages")->setCurrentIndex(1);
        const QString hex(64, u'a');
        desk.type("serverName", QStringLiteral("name.example"));
        desk.type("fingerprint", QStringLiteral("AA:aa ") + QString(60, u'a'));
        desk.find<QTabWidget>("pages")->setCurrentIndex(3);
        desk.find<QComboBox>("dialect")->setCurrentIndex(1);
        desk.find<QCheckBox>("reconnect")->setChecked(false);
        desk.find<QCheckBox>("production")->setChecked(true);
        desk.find<QComboBox>("proxy")->setCurrentIndex(2);
        desk.type("proxyHost", QStringLiteral("proxy.example"));
        desk.type("proxyPassword", QStringLiteral("hush-hush"));
        const auto* form = desk.dialog->findChild<ConnectionForm*>();
        QCOMPARE(form->complaint(), QString());
        const ConnectionProfile profile = form->profile();
        QVERIFY(profile.scheme == Stomp::BrokerUrl::Scheme::Wss);
        QCOMPARE(profile.path, QStringLiteral("/stomp"));
        QCOMPARE(profile.tls.serverName, QStringLiteral("name.example"));
        QCOMPARE(profile.tls.fingerprint, hex);
        QVERIFY(profile.dialect == Stomp::Dialect::ActiveMq);
        QVERIFY(!profile.reconnect);
        QVERIFY(profile.production);
        QVERIFY(profile.proxy.type == ProxyProfile::Type::Socks5);
        QCOMPARE(profile.proxy.host, QStringLiteral("proxy.example"));
        QCOMPARE(form->secrets().proxyPassword, QStringLiteral("hush-hush"));
        desk.type("fingerprint", QStringLiteral("AA:BB"));
        QVERIFY(!form->complaint().isEmpty());
    }

    void warnsWhileTyping()
    {
        ConnectDesk desk;
        desk.open();
        desk.choose(Preset::RabbitMq);
        const auto* lint = desk.dialog->findChild<ConnectionForm*>()->lint();
        QVERIFY2(!lint->isVisible(), qPrintable(lint->text()));
        desk.type("password", QStringLiteral("hun\\ter2"));
        QVERIFY(lint->isVisible());
        QVERIFY(lint->text().contains(QLatin1StringView("password contains a backslash")));
        QVERIFY(!lint->text().contains(QLatin1StringView("ter2")));
        QVERIFY(desk.find<QPushButton>("connect")->isEnabled()); // it warns and forbids nothing
        desk.find<QCheckBox>("escapeCredentials")->setChecked(true);
        QVERIFY2(!lint->isVisible(), qPrintable(lint->text()));
        QVERIFY(desk.dialog->findChild<ConnectionForm*>()->profile().escapesCredentials);
        desk.find<QCheckBox>("escapeCredentials")->setChecked(false);
        desk.choose(Preset::Artemis); // takes a backslash as it is; and empties the field
        desk.type("password", QStringLiteral("hun\\ter2"));
        QVERIFY2(!lint->isVisible(), qPrintable(lint->text()));
        desk.find<QSpinBox>("sendEvery")->setValue(0);
        QVERIFY(lint->text().contains(QLatin1StringView("60 s")));
        desk.find<QComboBox>("dialect")->setCurrentIndex(1); // it is Classic, says the user
        QVERIFY(lint->text().contains(QLatin1StringView("backslash")));
        QVERIFY(!lint->text().contains(QLatin1StringView("60 s")));

        desk.choose(Preset::RabbitMq);
        desk.type("host", QStringLiteral("rabbit"));
        desk.type("vhost", QStringLiteral("rabbit"));
        QVERIFY(lint->text().contains(QLatin1StringView("same as the host")));
        desk.type("vhost", QStringLiteral("/"));
        QVERIFY2(!lint->isVisible(), qPrintable(lint->text()));
        desk.find<HeaderTable>("connectHeaders")->setHeaders({{"heart-beat", "10 s"}});
        QVERIFY(lint->text().contains(QLatin1StringView("not two numbers")));
        QVERIFY(lint->text().contains(QLatin1StringView("heart-beat twice")));
        desk.choose(Preset::Practice);
        QVERIFY(!lint->isVisible());
    }

    void aUrlOpensItsPages()
    {
        ConnectDesk desk;
        desk.open();
        desk.choose(Preset::Url);
        desk.type("url", QStringLiteral("failover:(stomp://a:1,stomps://ada:hush@b:2)"));
        QVERIFY(desk.find<QTabWidget>("pages")->isTabVisible(1));
        QTest::keyClick(desk.find<QLineEdit>("url"), Qt::Key_Tab);
        QVERIFY(!desk.find<QLineEdit>("url")->text().contains(QLatin1StringView("hush")));
        const auto profile = desk.dialog->findChild<ConnectionForm*>()->profile();
        QCOMPARE(profile.url().alternatives.size(), std::size_t(2));
        desk.type("url", QStringLiteral("wss://a/ws?access_token=hush&x=1"));
        QTest::keyClick(desk.find<QLineEdit>("url"), Qt::Key_Tab);
        QVERIFY(!desk.find<QLineEdit>("url")->text().contains(QLatin1StringView("hush")));
        QCOMPARE(desk.dialog->findChild<ConnectionForm*>()->profile().path,
            QStringLiteral("/ws?access_token=hush&x=1"));
    }

    void savedWhenItWorksAndOpenedByADoubleClick()
    {
        Testing::ThreadedPracticeFixture broker(withLogin());
        QVERIFY(broker.isRunning());
        ConnectDesk desk;
        desk.open();
        int connected = 0;
        connect(desk.dialog.get(), &ConnectDialog::connected, this, [&connected] { ++connected; });
        desk.choose(Preset::Classic);
        desk.type("host", QStringLiteral("127.0.0.1"));
        desk.find<QSpinBox>("port")->setValue(broker.port());
        desk.type("login", QStringLiteral("ada"));
        desk.type("password", QStringLiteral("hush-hush"));
        QTest::mouseClick(desk.find<QCheckBox>("saveConnection"), Qt::LeftButton, {}, {8, 8});
        QVERIFY(desk.find<QLineEdit>("profileName")->isVisible());
        desk.type("profileName", QStringLiteral("Mine"));
        desk.find<QCheckBox>("remember")->setChecked(true);
        desk.click("connect");
        QTRY_COMPARE(connected, 1);
        QCOMPARE(desk.store.profiles().size(), 1);
        const QString id = desk.store.profiles().constFirst().id;
        QCOMPARE(desk.store.recent().constFirst().id, id);
        QCOMPARE(desk.workspace.connections().constFirst()->profile().id, id);
        QVERIFY(desk.ring.entries.value(id).contains("hush-hush"));
        QVERIFY(!desk.isInAFile("hush-hush"));

        desk.dialog->show();
        QTRY_VERIFY(desk.tree()->isVisible());
        desk.choose(Preset::Practice);
        desk.doubleClick(QStringLiteral("Mine"));
        QTRY_VERIFY2(
            connected == 2, qPrintable(desk.problem())); // with the password from the key ring
        QVERIFY(desk.ring.reads > 0);
    }

    void withoutAKeyRingThePasswordIsAskedFor()
    {
        Testing::ThreadedPracticeFixture broker(withLogin());
        QVERIFY(broker.isRunning());
        ConnectDesk desk;
        desk.ring.isMissing = true;
        auto profile = ConnectDesk::local(broker.port(), QStringLiteral("Mine"));
        profile.login = QStringLiteral("ada");
        profile.keepsSecrets = true;
        desk.store.save(profile);
        desk.open();
        int connected = 0;
        connect(desk.dialog.get(), &ConnectDialog::connected, this, [&connected] { ++connected; });
        desk.doubleClick(QStringLiteral("Mine"));
        QTRY_VERIFY2(
            desk.problem().contains(QLatin1StringView("key ring")), qPrintable(desk.problem()));
        QVERIFY(!desk.find<QCheckBox>("remember")->isEnabled());
        QVERIFY(desk.find<QLineEdit>("password")->hasFocus());
        QTest::keyClicks(desk.find<QLineEdit>("password"), QStringLiteral("hush-hush"));
        QTest::keyClick(desk.find<QLineEdit>("password"), Qt::Key_Return);
        QTRY_COMPARE(connected, 1);
        QVERIFY(!desk.isInAFile("hush-hush"));
    }

    void aPasswordThatIsNotKeptIsAskedForFirst()
    {
        ConnectDesk desk;
        auto profile = ConnectDesk::local(1, QStringLiteral("Mine"));
        profile.login = QStringLiteral("ada");
        desk.store.save(profile);
        desk.open();
        desk.doubleClick(QStringLiteral("Mine"));
        QVERIFY(desk.problem().contains(QLatin1StringView("Mine")));
        QVERIFY(desk.find<QLineEdit>("password")->hasFocus());
        QCOMPARE(desk.ring.reads, 0);
    }

    void enterConnectsOnce()
    {
        QTcpServer mute; // takes the connection and says nothing
        QVERIFY(mute.listen(QHostAddress::LocalHost));
        int taken = 0;
        connect(&mute, &QTcpServer::newConnection, this, [&taken] { ++taken; });
        ConnectDesk desk;
        desk.store.save(ConnectDesk::local(mute.serverPort(), QStringLiteral("First")));
        desk.open();
        desk.tree()->setFocus();
        desk.tree()->setCurrentItem(desk.item(QStringLiteral("First")));
        QTest::keyClick(desk.tree(), Qt::Key_Return);
        auto* progress = desk.find<QLabel>("connectProgress");
        QTRY_VERIFY(progress->text().contains(QLatin1StringView("CONNECTED")));
        QTRY_COMPARE(taken, 1);
    }

    void searchFindsByGroupAndAddress()
    {
        ConnectDesk desk;
        auto first = ConnectDesk::local(1, QStringLiteral("First"));
        first.group = QStringLiteral("Live");
        desk.store.save(first);
        auto second = ConnectDesk::local(2, QStringLiteral("Second"));
        second.host = QStringLiteral("other.example");
        desk.store.save(second);
        desk.open();
        desk.type("searchSaved", QStringLiteral("live"));
        QVERIFY(desk.item(QStringLiteral("First")));
        QVERIFY(!desk.item(QStringLiteral("Second")));
        desk.type("searchSaved", QStringLiteral("other.ex"));
        QVERIFY(!desk.item(QStringLiteral("First")));
        QCOMPARE(desk.find<QLineEdit>("host")->text(), QStringLiteral("other.example"));
    }

    void theMenuEditsTheList()
    {
        ConnectDesk desk;
        desk.store.save(ConnectDesk::local(1, QStringLiteral("First")));
        desk.open();
        chooseFromMenu(desk, QStringLiteral("First"), QStringLiteral("&Duplicate"));
        QTRY_VERIFY(desk.item(QStringLiteral("First (copy)")));
        chooseFromMenu(desk, QStringLiteral("First (copy)"), QStringLiteral("&Rename"));
        auto* editor = desk.tree()->viewport()->findChild<QLineEdit*>();
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("Third"));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY(desk.item(QStringLiteral("Third")));
        chooseFromMenu(desk, QStringLiteral("First"), QStringLiteral("Re&move"));
        auto* question = desk.dialog->findChild<QDialog*>(QStringLiteral("removeQuestion"));
        QVERIFY(question);
        for (auto* button : question->findChildren<QPushButton*>()) {
            if (button->text() == QLatin1StringView("&Remove"))
                button->click();
        }
        QTRY_VERIFY(!desk.item(QStringLiteral("First")));
        QCOMPARE(desk.store.profiles().size(), 1);
        QCOMPARE(desk.store.profiles().constFirst().name, QStringLiteral("Third"));
    }

    void saveKeepsChangesWithoutConnecting()
    {
        ConnectDesk desk;
        const QString id = desk.store.save(ConnectDesk::local(1, QStringLiteral("First")));
        desk.open();
        desk.tree()->setCurrentItem(desk.item(QStringLiteral("First")));
        desk.type("host", QStringLiteral("new.example"));
        desk.click("save");
        QCOMPARE(desk.store.profile(id)->host, QStringLiteral("new.example"));
        QVERIFY(desk.workspace.connections().isEmpty());
        QVERIFY(desk.dialog->isVisible());
    }

    void aCertificateIsShownBeforeItIsAccepted()
    {
        CertificateView view;
        UntrustedPeer peer;
        const QDateTime now = QDateTime::currentDateTimeUtc();
        peer.chain = {{QStringLiteral("broker.example"), QStringLiteral("Some Authority"),
                          {QStringLiteral("broker.example")}, now.addDays(-9), now.addDays(-1),
                          QByteArray(32, '\xab')},
            {QStringLiteral("Some Authority"), QStringLiteral("Some Authority"), {},
                now.addDays(-9), now.addDays(9), QByteArray(32, '\x01')}};
        view.setPeer(peer);
        QString all;
        for (QTreeWidgetItemIterator here(view.findChild<QTreeWidget*>()); *here; ++here)
            all += (*here)->text(0) + u' ' + (*here)->text(1) + u'\n';
        for (const auto* said : {"AB:AB:AB", "Some Authority", "expired", "broker.example"})
            QVERIFY2(all.contains(QLatin1StringView(said)), qPrintable(all));
        QSignalSpy accepted(&view, &CertificateView::accepted);
        QTest::mouseClick(view.findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(accepted.size(), 1);
        QCOMPARE(accepted.constFirst().constFirst().toString(),
            QStringLiteral("ab").repeated(32)); // the broker's own, not its authority's
    }

private:
    static void chooseFromMenu(ConnectDesk& desk, const QString& name, const QString& text)
    {
        QVERIFY(desk.item(name));
        desk.tree()->setCurrentItem(desk.item(name));
        const QPoint place = desk.tree()->visualItemRect(desk.item(name)).center();
        Q_EMIT desk.tree()->customContextMenuRequested(place);
        QMenu* menu = nullptr;
        QTRY_VERIFY((menu = desk.dialog->findChild<QMenu*>(QStringLiteral("savedMenu"))));
        for (QAction* action : menu->actions()) {
            if (action->text() == text)
                action->trigger();
        }
        menu->close();
        QTRY_VERIFY(!desk.dialog->findChild<QMenu*>(QStringLiteral("savedMenu")));
    }
};

QTEST_MAIN(TestConnectDialog)
#include "tst_connectdialog.moc"
