#include <stomp/client/clientoptions.h>

#include <support/printing.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

class TestClientOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void host_data()
    {
        QTest::addColumn<std::string>("url");
        QTest::addColumn<Dialect>("dialect");
        QTest::addColumn<std::string>("given");
        QTest::addColumn<std::string>("expected");
        const auto row = [](const char* name, const char* url, Dialect dialect, const char* given,
                             const char* expected) {
            QTest::newRow(name) << std::string(url) << dialect << std::string(given)
                                << std::string(expected);
        };
        row("TCP host", "stomp://box:1", Dialect::Generic, "", "box");
        row("RabbitMQ", "stomp://box:1", Dialect::RabbitMq, "", "/");
        row("in the URL", "stomp://box:1/v", Dialect::RabbitMq, "", "v");
        row("the slash in the URL", "stomp://box:1/%2F", Dialect::Generic, "", "/");
        row("given", "stomp://box:1/v", Dialect::RabbitMq, "mine", "mine");
    }

    void host()
    {
        QFETCH(std::string, url);
        QFETCH(Dialect, dialect);
        QFETCH(std::string, given);
        QFETCH(std::string, expected);
        ClientOptions options;
        options.url = BrokerUrl::parse(url).url;
        options.dialect = dialect;
        options.session.host = given;
        QCOMPARE(effectiveSession(options).host, expected);
    }

    void credentials()
    {
        ClientOptions options;
        options.url = BrokerUrl::parse("stomp://box:1").url;
        QVERIFY(!effectiveSession(options).login);
        QVERIFY(!effectiveSession(options).passcode);
        options.url = BrokerUrl::parse("stomp://me:it@box:1").url;
        QCOMPARE(*effectiveSession(options).login, "me");
        QCOMPARE(*effectiveSession(options).passcode, "it");
        options.session.login = "other";
        options.session.passcode = "else";
        QCOMPARE(*effectiveSession(options).login, "other");
        QCOMPARE(*effectiveSession(options).passcode, "else");
    }
};

QTEST_APPLESS_MAIN(TestClientOptions)
#include "tst_clientoptions.moc"
