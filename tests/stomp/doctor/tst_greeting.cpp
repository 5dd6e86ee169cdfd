#include <stomp/doctor/greeting.h>

#include <support/printing.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

class TestGreeting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void recognises_data()
    {
        QTest::addColumn<std::string>("greeting");
        QTest::addColumn<Speaks>("expected");
        const auto row = [](const char* name, std::string_view greeting, Speaks expected) {
            QTest::newRow(name) << std::string(greeting) << expected;
        };
        using namespace std::string_view_literals;
        row("TLS alert", "\x15\x03\x01\x00\x02\x02\x46"sv, Speaks::Tls);
        row("TLS handshake", "\x16\x03\x03"sv, Speaks::Tls);
        row("not quite TLS", "\x15\x02"sv, Speaks::Unknown);
        row("half of it", "\x15"sv, Speaks::Unknown);
        row("HTTP", "HTTP/1.0 400 Bad"sv, Speaks::Http);
        row("a page without HTTP's first line", "<!DOCTYPE HTML>\n<html lang="sv, Speaks::Http);
        row("the same in small letters", "<html>\r\n<head><title>400"sv, Speaks::Http);
        row("half a page", "<htm"sv, Speaks::Unknown);
        row("OpenWire", "\0\0\1\x2e\1ActiveMQ\0\0\0\x0c"sv, Speaks::OpenWire);
        row("OpenWire without sizes", "\1ActiveMQ\0"sv, Speaks::OpenWire);
        row("ActiveMQ as a word", "Hello ActiveMQ"sv, Speaks::Unknown);
        row("AMQP 0-9-1", "AMQP\0\0\x09\x01"sv, Speaks::Amqp);
        row("AMQP 1.0", "AMQP\0\1\0\0"sv, Speaks::Amqp);
        row("STOMP", "CONNECTED\n"sv, Speaks::Stomp);
        row("STOMP after heart-beats", "\n\r\nERROR\r\nmessage"sv, Speaks::Stomp);
        row("not quite STOMP", "ERRORS\n"sv, Speaks::Unknown);
        row("SSH", "SSH-2.0-OpenSSH_9.2p1\r\n"sv, Speaks::Ssh);
        row("SMTP", "220 mail.example ESMTP\r\n"sv, Speaks::Mail);
        row("Redis", "-ERR unknown command\r\n"sv, Speaks::Redis);
        row("Redis, protected", "-DENIED Redis is running in protected mode"sv, Speaks::Redis);
        row("nothing", ""sv, Speaks::Unknown);
    }

    void recognises()
    {
        QFETCH(std::string, greeting);
        QFETCH(Speaks, expected);
        QCOMPARE(int(protocolOf(greeting)), int(expected));
    }
};

QTEST_APPLESS_MAIN(TestGreeting)
#include "tst_greeting.moc"
