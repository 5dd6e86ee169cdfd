#include <app/commandline.h>

#include <QRegularExpression>
#include <QTest>

using namespace App;
using namespace Qt::StringLiterals;

namespace {

/** Words separated by '|', so that rows read like a command line. */
CommandLine parse(const QString& words)
{
    QStringList arguments{u"stomp-console"_s};
    if (!words.isEmpty())
        arguments += words.split(u'|');
    return parseCommandLine(arguments);
}

} // namespace

class TestUsageErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void usageErrors_data();
    void usageErrors();
    void errorsDoNotRepeatPasswords_data();
    void errorsDoNotRepeatPasswords();
};

void TestUsageErrors::usageErrors_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("message"); // a part of it

    const auto row = [](const char* words, const char* message) {
        QTest::newRow(words) << QString::fromUtf8(words) << QString::fromUtf8(message);
    };
    row("listne", "\"listne\" is neither a verb");
    row("/queue/a", "neither a verb");
    row("--bogus", "Unknown option --bogus");
    row("stomp://h|stomp://i", "one URL");
    row("stomp://", "host is missing");
    row("http://h", "not a broker's URL");
    row("--subscribe", "Missing value");
    row("--open", "Missing value");
    row("--open|a.jsonl|--subscribe|/queue/a", "wants the URL of a broker");
    row("listen", "wants a URL and at least one destination");
    row("listen|stomp://h", "wants a URL and at least one destination");
    row("listen|stomp://h|", "destination is empty");
    row("listen|h:61613|/queue/a", "not a broker's URL");
    row("listen|stomp://h|/queue/a|--bogus|1", "Unknown option --bogus");
    row("listen|stomp://h|/queue/a|--count|0", "--count wants");
    row("listen|stomp://h|/queue/a|--count|-1", "--count wants");
    row("listen|stomp://h|/queue/a|--count|two", "--count wants");
    row("listen|stomp://h|/queue/a|--count", "Missing value");
    row("listen|stomp://h|/queue/a|--for|0", "--for wants");
    row("listen|stomp://h|/queue/a|--for|nan", "--for wants");
    row("listen|stomp://h|/queue/a|--for|inf", "--for wants");
    row("listen|stomp://h|/queue/a|--for|9000000", "--for wants");
    row("listen|stomp://h|/queue/a|--ack|yes", "--ack is auto");
    row("listen|stomp://h|/queue/a|--ack|auto|--no-ack", "--no-ack cannot go with");
    row("listen|stomp://h|/queue/a|--json|--quiet", "exclude each other");
    row("listen|stomp://h|/queue/a|--json=1", "Unexpected value");
    row("listen|stomp://h|/queue/a|--header|novalue", "wants a name, a colon and a value");
    row("listen|stomp://h|/queue/a|--header|:v", "wants a name, a colon and a value");
    row("listen|stomp://h|/queue/a|--header|destination:/queue/b", "cannot set destination");
    row("listen|stomp://h|/queue/a|--header|ack:client", "use --ack");
    row("listen|stomp://h|/queue/a|--header|receipt:1", "cannot set receipt");
    row("listen|failover:(stomp://a,practice:)|/queue/a", "practice: cannot stand in");
    row("failover:(practice:)", "practice: cannot stand in");
    row("listen|stomps://h|/queue/a|--key|x", "--key wants --cert");
    row("stomps://h|--key|x", "--key wants --cert");
    row("listen|stomps://h|/queue/a|--fingerprint|12:34", "64 hex digits");
    row("listen|stomps://h|/queue/a|--fingerprint|"
        "gg00000000000000000000000000000000000000000000000000000000000000",
        "64 hex digits");
    row("listen|ws://h|/queue/a|--http-header|novalue", "--http-header wants a name");
    row("listen|ws://h|/queue/a|--proxy|gate:3128", "--proxy wants http://");
    row("listen|ws://h|/queue/a|--proxy|http://me:s3cret@gate", "--proxy wants http://");
    row("listen|ws://h|/queue/a|--proxy|https://gate:1", "--proxy wants http://");
    row("broker|--ca|x", "Unknown option --ca");
    row("listen|stomp://h|/queue/a|--password-file|x", "--password-file wants --login");
    row("listen|stomp://h|/queue/a|--connect-header|passcode:x", "use --password-file");
    row("listen|stomp://h|/queue/a|--connect-header|login:x", "use --login");
    row("listen|stomp://h|/queue/a|--connect-header|accept-version:2.0", "accept-version");
    row("listen|stomp://h|/queue/a|--connect-header|accept-version:1.1, 1.2", "no spaces");
    row("listen|stomp://h|/queue/a|--connect-header|heart-beat:often", "heart-beat");
    row("listen|stomp://h|/queue/a|--connect-header|a:b\nc", "cannot carry line ends");
    row("listen|stomp://h|/queue/a|--login|a\nb", "cannot carry line ends");
    row("listen|stomp://h|/queue/a|--body|x", "Unknown option --body");
    row("publish|stomp://h", "wants a URL and a destination");
    row("publish|stomp://h|", "wants a URL and a destination");
    row("publish|stomp://h|/queue/a|/queue/b", "publish takes one destination");
    row("publish|stomp://h|/queue/a|-|-", "publish takes one destination");
    row("publish|stomp://h|/queue/a|--body|x|--file|y", "exclude each other");
    row("publish|stomp://h|/queue/a|--body|x|-", "exclude each other");
    row("publish|stomp://h|/queue/a|--lines|-", "exclude each other");
    row("publish|stomp://h|/queue/a|--text|--bytes", "exclude each other");
    row("publish|stomp://h|/queue/a|--rate|0", "--rate wants");
    row("publish|stomp://h|/queue/a|--count|0", "--count wants");
    row("publish|stomp://h|/queue/a|--header|content-length:5", "use --text or --bytes");
    row("broker|now", "takes options only");
    row("broker|--host|0.0.0.0", "Say with --users FILE who may connect");
    row("broker|--host|192.168.0.1", "Say with --users FILE who may connect");
    row("broker|--host|::", "Say with --users FILE who may connect");
    row("broker|--host|example.org", "wants an address of this computer");
    row("broker|--users|x|--host|example.org", "wants an address of this computer");
    row("broker|--user|anna", "--user wants NAME:FILE");
    row("broker|--user|:file", "--user wants NAME:FILE");
    row("broker|--user|anna:", "--user wants NAME:FILE");
    row("broker|--tls|65536", "--tls wants");
    row("broker|--ws=x", "--ws wants");
    row("broker|--tls-cert|x", "go with --tls or --wss");
    row("broker|--tls|--tls-key|x", "goes with --tls-cert");
    row("broker|--skin|apollo", "--skin is plain,");
    row("broker|--store|", "--store wants");
    row("broker|--nack|drop", "--nack is requeue,");
    row("broker|--max-deliveries|-1", "--max-deliveries wants");
    row("broker|--ack-timeout|0", "--ack-timeout wants");
    row("broker|--max-body|0", "--max-body wants a whole number from 1 to 268435456");
    row("broker|--port|65536", "--port wants");
    row("broker|--fault|dleay=3", "There is no fault [dleay]");
    row("broker|--fault|drop|--fault|delay=x", "Delay is from 1ms to 3600000ms");
    row("broker|--fault|drop|--seed|x", "--seed wants");
    row("broker|--stats=0", "--stats wants");
    row("broker|--stats|often", "takes options only");
    row("broker|--fault-seed|1", "Unknown option --fault-seed");
    row("broker|--port|http", "--port wants");
    row("broker|--traffic=0", "--traffic wants");
    row("broker|--traffic|much", "takes options only");
    row("broker|--login|me", "Unknown option --login");
}

void TestUsageErrors::usageErrors()
{
    QFETCH(QString, words);
    QFETCH(QString, message);
    const CommandLine line = parse(words);
    QVERIFY(std::holds_alternative<UsageError>(line));
    const auto& error = std::get<UsageError>(line);
    QVERIFY2(error.message.contains(message), qPrintable(error.message));
    QVERIFY2(error.hint.contains(u"--help"), qPrintable(error.hint));
    if (words == u"listne")
        QVERIFY2(error.hint.contains(u"Did you mean \"listen\"?"), qPrintable(error.hint));
}

void TestUsageErrors::errorsDoNotRepeatPasswords_data()
{
    QTest::addColumn<QString>("words");
    QTest::newRow("bad port") << u"listen|stomp://me:secret@h:x|/queue/a"_s;
    QTest::newRow("bad escape") << u"listen|stomp://me:secret%@h|/queue/a"_s;
    QTest::newRow("without a user") << u"listen|stomp://:secret@h|/queue/a"_s;
    QTest::newRow("another scheme") << u"listen|https://me:secret@h|/queue/a"_s;
    QTest::newRow("window") << u"stompp://me:secret@h"_s;
    QTest::newRow("two URLs") << u"stomp://h|stomp://me:secret@h"_s;
    QTest::newRow("broker") << u"broker|stomp://me:secret@h"_s;
    QTest::newRow("third") << u"publish|stomp://h|/queue/a|stomp://me:secret@h"_s;
    QTest::newRow("header") << u"listen|stomp://h|/q|--connect-header|passcode:secret"_s;
}

void TestUsageErrors::errorsDoNotRepeatPasswords()
{
    QFETCH(QString, words);
    const CommandLine line = parse(words);
    QVERIFY(std::holds_alternative<UsageError>(line));
    const auto& error = std::get<UsageError>(line);
    QVERIFY2(!error.message.contains(u"secret"), qPrintable(error.message));
    QVERIFY2(!error.hint.contains(u"secret"), qPrintable(error.hint));
}

QTEST_APPLESS_MAIN(TestUsageErrors)
#include "tst_usageerrors.moc"
