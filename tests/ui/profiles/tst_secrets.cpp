#include <ui/profiles/profilejson.h>
#include <ui/profiles/secrets.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Ui;

namespace {

/** Every field differs from the defaults; secrets where there can be some. */
ConnectionProfile fullProfile()
{
    ConnectionProfile profile = ConnectionProfile::forPreset(Preset::Spring);
    profile.id = QStringLiteral("3f0c");
    profile.name = QStringLiteral("Größe");
    profile.group = QStringLiteral("Test");
    profile.dialect = Stomp::Dialect::RabbitMq;
    profile.scheme = Stomp::BrokerUrl::Scheme::Wss;
    profile.host = QStringLiteral("broker.example");
    profile.port = 15674;
    profile.path = QStringLiteral("/ws?user=7&access_token=hush-hush&x=1");
    profile.login = QStringLiteral("ada");
    profile.vhost = QString();
    profile.headers = {{"client-id", "c"}, {"passcode", "hush-hush"}, {"client-id", "d"}};
    profile.httpHeaders = {{"Origin", "http://a"}, {"Authorization", "Bearer hush-hush"},
        {"Cookie", "hush-hush=1"}, {"Cookie", "hush-hush=2"}};
    profile.versions = {Stomp::Version::V12};
    profile.heartBeat = {0, 1234};
    profile.tls = {QStringLiteral("/ca.pem"), QStringLiteral("/me.pem"), QStringLiteral("/key.pem"),
        QStringLiteral("name.example"), QString(64, u'a')};
    profile.proxy = {
        ProxyProfile::Type::Socks5, QStringLiteral("proxy"), 1080, QStringLiteral("grace")};
    profile.reconnect = false;
    profile.production = true;
    profile.keepsSecrets = true;
    return profile;
}

} // namespace

class TestSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void partedAndPutTogether()
    {
        const ConnectionProfile whole = fullProfile();
        ConnectionProfile parted = whole;
        Secrets secrets = takeSecrets(parted);
        QCOMPARE(parted.path, QStringLiteral("/ws?user=7&access_token=***&x=1"));
        QCOMPARE(secrets.path, whole.path);
        QCOMPARE(secrets.headers.size(), std::size_t(1));
        QCOMPARE(secrets.httpHeaders.size(), std::size_t(3));
        QVERIFY(lacksSecrets(parted));
        QVERIFY(!lacksSecrets(whole));
        QVERIFY(takeSecrets(parted).isEmpty());

        secrets.password = QStringLiteral("p");
        secrets.keyPassphrase = QStringLiteral("k");
        secrets.proxyPassword = QStringLiteral("x");
        const auto back = Secrets::fromBytes(secrets.toBytes());
        QCOMPARE(back, std::optional(secrets));
        putSecrets(parted, *back);
        QCOMPARE(parted, whole);
    }

    void aChangedPathIsNotReplaced()
    {
        ConnectionProfile profile = fullProfile();
        const Secrets secrets = takeSecrets(profile);
        profile.path = QStringLiteral("/other");
        putSecrets(profile, secrets);
        QCOMPARE(profile.path, QStringLiteral("/other"));
    }

    void aStrangersEntryIsNone_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("bare password") << QByteArray("secret");
        QTest::newRow("newer") << QByteArray("{\"version\":2,\"password\":\"x\"}");
        QTest::newRow("array") << QByteArray("[1]");
    }

    void aStrangersEntryIsNone()
    {
        QFETCH(const QByteArray, bytes);
        QVERIFY(!Secrets::fromBytes(bytes));
    }

    void jsonKeepsEverythingButSecrets()
    {
        const QJsonObject object = toJson(fullProfile());
        QVERIFY(!QJsonDocument(object).toJson().contains("hush-hush"));
        ConnectionProfile expected = fullProfile();
        (void)takeSecrets(expected);
        QCOMPARE(profileFromJson(object), std::optional(expected));
    }

    void jsonKeepsWhatItDoesNotKnow()
    {
        const QJsonObject known{{QStringLiteral("colour"), QStringLiteral("red")},
            {QStringLiteral("login"), QStringLiteral("old")},
            {QStringLiteral("tls"), QJsonObject{{QStringLiteral("pin"), 7}}}};
        ConnectionProfile profile = fullProfile();
        profile.login.clear();
        const QJsonObject object = toJson(profile, known);
        QCOMPARE(object.value(QStringLiteral("colour")).toString(), QStringLiteral("red"));
        QVERIFY(!object.contains(QStringLiteral("login")));
        const QJsonObject tls = object.value(QStringLiteral("tls")).toObject();
        QCOMPARE(tls.value(QStringLiteral("pin")).toInt(), 7);
        QCOMPARE(tls.value(QStringLiteral("caFile")).toString(), QStringLiteral("/ca.pem"));
    }

    void wrongFieldsHaveThePresetsValues()
    {
        const QJsonObject object{{QStringLiteral("preset"), QStringLiteral("rabbitmq")},
            {QStringLiteral("port"), 70000}, {QStringLiteral("scheme"), QStringLiteral("gopher")},
            {QStringLiteral("heartBeat"), 7}, {QStringLiteral("headers"), QStringLiteral("x")},
            {QStringLiteral("vhost"), QStringLiteral("/")}};
        QCOMPARE(
            profileFromJson(object), std::optional(ConnectionProfile::forPreset(Preset::RabbitMq)));
        QVERIFY(!profileFromJson({}));
        QVERIFY(!profileFromJson({{QStringLiteral("preset"), QStringLiteral("gopher")}}));
    }
};

QTEST_APPLESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
