#include "brokertest.h"

#include <app/console.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using Stomp::Version;
using Testing::Console;

namespace {

constexpr int patienceMs = 60'000; // a broker that answers on a loaded machine

QByteArrayList bodiesOf(const QList<QByteArray>& lines)
{
    QByteArrayList all;
    for (const QByteArray& line : lines)
        all << QJsonDocument::fromJson(line).object().value(u"body"_s).toString().toUtf8();
    return all;
}

} // namespace

/** Runs to the end, and ends as it should. */
#define ENDS_WITH(console, code)                                                                   \
    do {                                                                                           \
        const bool isOver = QTest::qWaitFor([&] { return (console).hasEnded(); }, patienceMs);     \
        QVERIFY2(isOver && (console).exitCode() == (code), (console).err().constData());           \
    } while (false)

/** The verbs of the terminal on a real broker: the lines and exit codes that a script would see. */
class TestBrokerVerbs : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void publishedIsListenedTo_data() { addVersions(); }
    void publishedIsListenedTo();
    void acknowledgesWhatItWrote_data();
    void acknowledgesWhatItWrote();
    void refusedLogin();
    void errorAfterConnected();
    void brokerThatDies();

private:
    /** listen or publish with what it needs to be let in. */
    static QStringList arguments(const QString& verb, const RealBroker& where,
        const std::string& destination, const QStringList& more = {})
    {
        return QStringList{verb, u"stomp://127.0.0.1:%1"_s.arg(where.stompPort()),
                   QString::fromStdString(destination), u"--login"_s,
                   QString::fromStdString(where.url().user)}
        + more;
    }
    static void start(Console& console, const RealBroker& where)
    {
        console.setEnvironment(
            u"STOMP_PASSWORD"_s, QString::fromStdString(where.url().password.value_or("")));
        console.start();
    }
    /** One message for each line. */
    static void publish(
        const RealBroker& where, const std::string& destination, const QByteArray& lines)
    {
        Console publish(arguments(u"publish"_s, where, destination, {u"--lines"_s}));
        start(publish, where);
        publish.type(lines);
        publish.endInput();
        ENDS_WITH(publish, 0);
    }
};

void TestBrokerVerbs::publishedIsListenedTo()
{
    QFETCH(Version, version);
    const QStringList speaks{u"--connect-header"_s,
        u"accept-version:"_s + QString::fromLatin1(Stomp::toString(version).data(), 3)};
    const QByteArray first = "{\"name\": \"Zoë 📦\", \"total\": 12345678901234567890.10}";
    const QByteArray second = "no JSON";
    Console publish(arguments(u"publish"_s, broker, queue(),
        QStringList{u"--lines"_s, u"--count"_s, u"2"_s, u"--header"_s, u"x-note: kept"_s}
            + speaks));
    start(publish, broker);
    publish.type(first + '\n' + second + '\n');
    publish.endInput();
    ENDS_WITH(publish, 0);
    QCOMPARE(publish.out(), QByteArray());
    QVERIFY2(publish.err().startsWith("published 4 messages in "), publish.err().constData());
    QVERIFY2(publish.err().endsWith("all confirmed\n"), publish.err().constData());

    Console listen(arguments(
        u"listen"_s, broker, queue(), QStringList{u"--json"_s, u"--count"_s, u"4"_s} + speaks));
    start(listen, broker);
    ENDS_WITH(listen, 0);
    QCOMPARE(bodiesOf(listen.lines()), (QByteArrayList{first, first, second, second}));
    for (const QByteArray& line : listen.lines()) {
        const QJsonObject message = QJsonDocument::fromJson(line).object();
        QCOMPARE(message.value(u"destination"_s).toString(), QString::fromStdString(queue()));
        // In 1.0 both brokers trim.
        const QJsonArray note{u"x-note"_s, version == Version::V10 ? u"kept"_s : u" kept"_s};
        QVERIFY2(message.value(u"headers"_s).toArray().contains(note), line.constData());
    }
    QVERIFY2(listen.err().contains("confirmed\nreceived 4 messages in "), listen.err().constData());
}

void TestBrokerVerbs::acknowledgesWhatItWrote_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<Bodies>("left");
    QTest::newRow("auto") << QStringList() << Bodies{};
    QTest::newRow("client") << QStringList{u"--ack"_s, u"client"_s} << Bodies{"3"};
    QTest::newRow("individual") << QStringList{u"--ack"_s, u"client-individual"_s} << Bodies{"3"};
    QTest::newRow("never") << QStringList{u"--no-ack"_s} << Bodies{"1", "2", "3"};
}

/** What came and was not asked for any more goes back to the queue, where it can. */
void TestBrokerVerbs::acknowledgesWhatItWrote()
{
    QFETCH(QStringList, options);
    QFETCH(Bodies, left);
    const bool isAuto = options.isEmpty();
    publish(broker, queue(), isAuto ? "1\n2\n" : "1\n2\n3\n");
    Console listen(
        arguments(u"listen"_s, broker, queue(), QStringList{u"--count"_s, u"2"_s} + options));
    start(listen, broker);
    ENDS_WITH(listen, 0);
    QCOMPARE(listen.out(), "1\n2\n"_ba);
    compareWithWhatIsLeft(queue(), left, std::nullopt);
}

void TestBrokerVerbs::refusedLogin()
{
    for (const QString& verb : {u"listen"_s, u"publish"_s}) {
        Console console(arguments(verb, broker, queue()));
        console.setEnvironment(u"STOMP_PASSWORD"_s, u"hunter2"_s);
        console.start();
        ENDS_WITH(console, 3);
        QVERIFY2(console.err().contains("does not accept login and password"),
            console.err().constData());
        QVERIFY2(console.err().contains("What to do: "), console.err().constData());
        QVERIFY2(!console.err().contains("hunter2"), console.err().constData());
        QCOMPARE(console.out(), QByteArray());
    }
}

void TestBrokerVerbs::errorAfterConnected()
{
    const QStringList wrong = broker.isClassic()
        ? arguments(u"listen"_s, broker, queue(), {u"--header"_s, u"selector:AND"_s})
        : arguments(u"publish"_s, broker, "/nowhere/a");
    Console console(wrong);
    start(console, broker);
    ENDS_WITH(console, 4);
    QVERIFY2(console.err().contains("ERROR from "), console.err().constData());
}

void TestBrokerVerbs::brokerThatDies()
{
    const RealBroker doomed = RealBroker::own(RealBroker::sharedKind());
    QVERIFY2(doomed.isValid(), qPrintable(doomed.error()));
    Console listen(arguments(u"listen"_s, doomed, queue(), {u"--json"_s}));
    start(listen, doomed);
    publish(doomed, queue(), "1\n2\n3\n");
    QTRY_COMPARE_WITH_TIMEOUT(listen.lines().size(), 3, patienceMs);
    doomed.kill();
    ENDS_WITH(listen, 3);
    QCOMPARE(bodiesOf(listen.lines()), (QByteArrayList{"1", "2", "3"}));
    QVERIFY2(listen.err().contains("was lost"), listen.err().constData());
    QVERIFY2(listen.err().contains("received 3 messages in "), listen.err().constData());

    Console again(arguments(u"listen"_s, doomed, queue()));
    start(again, doomed);
    ENDS_WITH(again, 3);
    QVERIFY2(again.err().contains("Nobody listens"), again.err().constData());
}

QTEST_GUILESS_MAIN(TestBrokerVerbs)
#include "tst_brokerverbs.moc"
