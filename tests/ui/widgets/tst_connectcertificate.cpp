#include "connectdesk.h"

#include <ui/widgets/certificateview.h>
#include <ui/widgets/theme.h>

#include <support/stompserver.h>
#include <support/testcertificates.h>
#include <support/widgetwarnings.h>

#include <QLabel>

using namespace Ui;
using Testing::ConnectDesk;
using Testing::StompServer;
using Testing::TestCertificates;

/** The connect dialog against a broker over TLS whose certificate nobody has signed. */
class TestConnectCertificate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init() { Testing::failOnAnyWarning(); }

    void isRefusedShownAcceptedAndRemembered()
    {
        const TestCertificates certificates;
        const auto own = certificates.makeSelfSigned(QStringLiteral("broker"));
        const QString fingerprint = QString::fromLatin1(own.fingerprint().toHex());
        StompServer broker(StompServer::Scheme::Stomps, TestCertificates::serverConfiguration(own));
        ConnectDesk desk;
        desk.open();
        int connected = 0;
        connect(desk.dialog.get(), &ConnectDialog::connected, this, [&connected] { ++connected; });
        desk.choose(Preset::Classic);
        desk.find<QComboBox>("scheme")->setCurrentIndex(1);
        desk.type("host", QStringLiteral("127.0.0.1"));
        desk.find<QSpinBox>("port")->setValue(broker.port());
        desk.find<QCheckBox>("saveConnection")->setChecked(true);
        desk.type("profileName", QStringLiteral("Mine"));
        desk.click("connect");

        auto* const view = desk.dialog->findChild<CertificateView*>();
        QTRY_VERIFY2(view->isVisible(), qPrintable(desk.problem()));
        QVERIFY2(
            desk.problem().contains(QLatin1StringView("certificate")), qPrintable(desk.problem()));
        QString shown;
        for (QTreeWidgetItemIterator here(view->findChild<QTreeWidget*>()); *here; ++here)
            shown += (*here)->text(0) + u' ' + (*here)->text(1) + u'\n';
        QVERIFY2(shown.contains(QLatin1StringView("Console test broker")), qPrintable(shown));
        const QString colons = QString::fromLatin1(own.fingerprint().toHex(':').toUpper());
        QVERIFY2(shown.contains(colons.first(47)), qPrintable(shown)); // in two lines
        QVERIFY2(shown.contains(colons.last(47)), qPrintable(shown));
        QCOMPARE(connected, 0);
        QVERIFY(broker.frames.empty()); // not a byte of the login has gone out
        QVERIFY(desk.store.profiles().isEmpty());

        QTest::mouseClick(view->findChild<QPushButton*>(), Qt::LeftButton);
        QTRY_VERIFY2(connected == 1, qPrintable(desk.problem()));
        QCOMPARE(desk.store.profiles().size(), 1);
        QCOMPARE(desk.store.profiles().constFirst().tls.fingerprint, fingerprint);
        QVERIFY(desk.isInAFile(fingerprint.toLatin1()));

        // Another time it is not asked about.
        desk.dialog->show();
        QTRY_VERIFY(desk.tree()->isVisible());
        desk.doubleClick(QStringLiteral("Mine"));
        QTRY_VERIFY2(connected == 2, qPrintable(desk.problem()));
    }

    void anotherCertificateIsAskedAboutAgain()
    {
        const TestCertificates certificates;
        StompServer broker(StompServer::Scheme::Stomps,
            TestCertificates::serverConfiguration(
                certificates.makeSelfSigned(QStringLiteral("second"))));
        ConnectDesk desk;
        auto profile = ConnectDesk::local(broker.port(), QStringLiteral("Mine"));
        profile.scheme = Stomp::BrokerUrl::Scheme::Stomps;
        profile.tls.fingerprint = QString::fromLatin1(
            certificates.makeSelfSigned(QStringLiteral("first")).fingerprint().toHex());
        desk.store.save(profile);
        desk.open();
        desk.doubleClick(QStringLiteral("Mine"));
        auto* const view = desk.dialog->findChild<CertificateView*>();
        QTRY_VERIFY2(view->isVisible(), qPrintable(desk.problem()));
        QVERIFY(desk.workspace.connections().isEmpty());
        QVERIFY(broker.frames.empty());
    }
};

QTEST_MAIN(TestConnectCertificate)
#include "tst_connectcertificate.moc"
