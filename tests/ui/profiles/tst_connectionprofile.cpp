#include <ui/profiles/connectionprofile.h>

#include <QRegularExpression>
#include <QTest>

using namespace Ui;

class TestConnectionProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void presets_data()
    {
        QTest::addColumn<Preset>("preset");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("vhost");
        QTest::addColumn<Stomp::Dialect>("dialect");
        const auto local = QStringLiteral("localhost:61613");
        QTest::newRow("practice") << Preset::Practice << QString() << QString()
                                  << Stomp::Dialect::Practice;
        QTest::newRow("classic") << Preset::Classic << local << QString()
                                 << Stomp::Dialect::ActiveMq;
        QTest::newRow("artemis") << Preset::Artemis << local << QString()
                                 << Stomp::Dialect::Artemis;
        QTest::newRow("rabbitmq") << Preset::RabbitMq << local << QStringLiteral("/")
                                  << Stomp::Dialect::RabbitMq;
        QTest::newRow("spring") << Preset::Spring << QStringLiteral("localhost:8080") << QString()
                                << Stomp::Dialect::Spring;
        QTest::newRow("url") << Preset::Url << local << QString() << Stomp::Dialect::Generic;
    }

    void presets()
    {
        QFETCH(const Preset, preset);
        QFETCH(const QString, address);
        QFETCH(const QString, vhost);
        QFETCH(const Stomp::Dialect, dialect);
        const auto profile = ConnectionProfile::forPreset(preset);
        QCOMPARE(profile.preset, preset);
        QCOMPARE(profile.address(), address);
        QCOMPARE(profile.vhost.value_or(QString()), vhost);
        QVERIFY(dialectOf(preset) == dialect);
        QCOMPARE(presetFromKey(toKey(preset)), std::optional(preset));
        QCOMPARE(profile.isPractice(), preset == Preset::Practice);
    }

    void fromUrl()
    {
        const auto parsed =
            Stomp::BrokerUrl::parse("stomp://ada:secret@broker.example:61999/%2Fshop");
        QCOMPARE(parsed.error, std::string());
        const auto profile = ConnectionProfile::forUrl(parsed.url);
        QCOMPARE(profile.preset, Preset::Url);
        QCOMPARE(profile.name, QStringLiteral("broker.example:61999"));
        QCOMPARE(profile.login, QStringLiteral("ada"));
        QCOMPARE(profile.vhost, std::optional(QStringLiteral("/shop")));
        QVERIFY(!profile.url().password);
        QVERIFY(profile.url().user.empty());
    }

    void practiceUrl()
    {
        const auto parsed = Stomp::BrokerUrl::parse("practice:");
        QCOMPARE(parsed.error, std::string());
        QCOMPARE(
            ConnectionProfile::forUrl(parsed.url), ConnectionProfile::forPreset(Preset::Practice));
    }

    void everySchemeKeepsItsAddress_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("tls");
        QTest::addColumn<bool>("webSocket");
        QTest::addColumn<QString>("address");
        QTest::newRow("stomp") << QByteArray("stomp://a:1/v") << false << false << "a:1";
        QTest::newRow("stomps") << QByteArray("stomps://a:1") << true << false << "a:1";
        QTest::newRow("ws") << QByteArray("ws://a:1/s?x=1") << false << true << "a:1";
        QTest::newRow("wss") << QByteArray("wss://a:1/s") << true << true << "a:1";
        QTest::newRow("failover") << QByteArray("failover:(stomp://a:1,stomps://b:2)?x=1") << true
                                  << false << "a:1, b:2";
    }

    void everySchemeKeepsItsAddress()
    {
        QFETCH(const QByteArray, text);
        const auto parsed = Stomp::BrokerUrl::parse(text.toStdString());
        QCOMPARE(parsed.error, std::string());
        const auto profile = ConnectionProfile::forUrl(parsed.url);
        QCOMPARE(QByteArray::fromStdString(profile.url().display()), text);
        QTEST(profile.usesTls(), "tls");
        QTEST(profile.usesWebSocket(), "webSocket");
        QTEST(profile.address(), "address");
    }

    void theUsersWordOnTheDialectCounts()
    {
        auto profile = ConnectionProfile::forPreset(Preset::RabbitMq);
        QVERIFY(profile.expectedDialect() == Stomp::Dialect::RabbitMq);
        profile.dialect = Stomp::Dialect::Artemis;
        QVERIFY(profile.expectedDialect() == Stomp::Dialect::Artemis);
    }

    void ipv6StandsInBrackets()
    {
        const auto parsed = Stomp::BrokerUrl::parse("stomp://[::1]:61613");
        QCOMPARE(ConnectionProfile::forUrl(parsed.url).address(), QStringLiteral("[::1]:61613"));
    }
};

QTEST_APPLESS_MAIN(TestConnectionProfile)
#include "tst_connectionprofile.moc"
