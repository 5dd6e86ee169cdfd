#include "verbtest.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Testing;

namespace {

/** A port on which nobody listens: it was free a moment ago. */
quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

Stomp::PracticeOptions withUser(const std::string& login, const std::string& passcode)
{
    Stomp::PracticeOptions options;
    options.broker.users.push_back({login, passcode});
    options.broker.failedLoginDelay = 0;
    return options;
}

} // namespace

class TestVerbsConnecting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void initTestCase() { QVERIFY(m_folder.isValid()); }

    void usageErrors_data();
    void usageErrors();
    void helpNeedsNoBroker();
    void nobodyListens();
    void wrongPassword();
    void notStomp_data();
    void notStomp();
    void connectSaysWhatWasAsked();
    void defaultVirtualHost();
    void passwordReachesTheBroker_data();
    void passwordReachesTheBroker();
    void passwordIsNotInTheProcessList();
    void passwordInTheUrlIsWarnedOf();
    void noPasswordAndNoTerminal();
    void unusablePasswordFiles_data();
    void unusablePasswordFiles();
    void passwordOfAnotherLoginIsNotUsed();

private:
    [[nodiscard]] QString passwordFile(const QByteArray& content) const
    {
        QFile file(m_folder.filePath(u"password"_s));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size()
            ? file.fileName()
            : QString();
    }

    QTemporaryDir m_folder;
};

void TestVerbsConnecting::usageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("message");

    QTest::newRow("unknown verb") << QStringList{u"listne"_s} << "Did you mean \"listen\"?"_ba;
    QTest::newRow("unknown option")
        << QStringList{u"listen"_s, u"--nonsense"_s} << "Unknown option --nonsense"_ba;
    QTest::newRow("another scheme")
        << QStringList{u"publish"_s, u"https://h/ws"_s, u"/queue/a"_s} << "a URL begins with"_ba;
    QTest::newRow("broker for everybody")
        << QStringList{u"broker"_s, u"--host"_s, u"0.0.0.0"_s} << "would let everybody in"_ba;
}

void TestVerbsConnecting::usageErrors()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, message);
    Console console(arguments);
    console.start();
    COMPARE_EXIT(console, 2);
    QVERIFY2(console.err().contains(message), console.err().constData());
    QVERIFY2(console.err().contains("--help"), console.err().constData());
    QCOMPARE(console.out(), QByteArray());
}

void TestVerbsConnecting::helpNeedsNoBroker()
{
    for (const QStringList& arguments : {QStringList{u"--help"_s},
             QStringList{u"listen"_s, u"--help"_s}, QStringList{u"--version"_s}}) {
        Console console(arguments);
        // Nor a display.
        console.removeEnvironment(u"DISPLAY"_s);
        console.removeEnvironment(u"WAYLAND_DISPLAY"_s);
        console.removeEnvironment(u"QT_QPA_PLATFORM"_s);
        console.start();
        COMPARE_EXIT(console, 0);
        QVERIFY(!console.out().isEmpty());
        QCOMPARE(console.err(), QByteArray());
    }
    Console window(QStringList{});
    window.removeEnvironment(u"DISPLAY"_s);
    window.removeEnvironment(u"WAYLAND_DISPLAY"_s);
    window.removeEnvironment(u"QT_QPA_PLATFORM"_s);
    window.start();
    COMPARE_EXIT(window, 1);
    QVERIFY2(window.err().contains("There is no display"), window.err().constData());
}

void TestVerbsConnecting::nobodyListens()
{
    const QString url = u"stomp://127.0.0.1:%1"_s.arg(freePort());
    for (const QString& verb : {u"listen"_s, u"publish"_s}) {
        Console console({verb, url, u"/queue/a"_s});
        console.start();
        COMPARE_EXIT(console, 3);
        const QList<QByteArray> lines = console.err().split('\n');
        QCOMPARE(lines.size(), 5);
        QVERIFY2(lines[0].contains("Nobody listens"), lines[0].constData());
        QVERIFY2(lines[1].startsWith("Likely cause: "), lines[1].constData());
        QVERIFY2(lines[2].startsWith("What to do: "), lines[2].constData());
        QVERIFY2(lines[3].startsWith("Details: "), lines[3].constData());
        QCOMPARE(console.out(), QByteArray());
    }
}

void TestVerbsConnecting::wrongPassword()
{
    PracticeFixture broker(withUser("me", "right"));
    QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
    Console wrong({u"listen"_s, broker.url(), u"/queue/a"_s, u"--login"_s, u"me"_s});
    wrong.setEnvironment(u"STOMP_PASSWORD"_s, u"hunter2"_s);
    wrong.start();
    COMPARE_EXIT(wrong, 3);
    QVERIFY2(wrong.err().contains("What to do: "), wrong.err().constData());
    QVERIFY2(!wrong.err().contains("hunter2"), wrong.err().constData());
    QVERIFY2(!wrong.err().contains("received"), wrong.err().constData());

    Console right({u"publish"_s, broker.url(), u"/queue/a"_s, u"--login"_s, u"me"_s});
    right.setEnvironment(u"STOMP_PASSWORD"_s, u"right"_s);
    right.start();
    COMPARE_EXIT(right, 0);
}

void TestVerbsConnecting::notStomp_data()
{
    QTest::addColumn<QByteArray>("greeting");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("close");

    QTest::newRow("garbage") << QByteArray("\x01\x02\x03garbage\x1B[31m\n") << ""_ba << false;
    QTest::newRow("HTTP") << ""_ba
                          << "HTTP/1.1 400 Bad Request\r\n\r\n"_ba << true;
    QTest::newRow("closed at once") << ""_ba
                                    << ""_ba << true;
    QTest::newRow("cut off") << ""_ba
                             << "CONNECTED\nversion:1.2\nser"_ba << true;
}

void TestVerbsConnecting::notStomp()
{
    QFETCH(QByteArray, greeting);
    QFETCH(QByteArray, answer);
    QFETCH(bool, close);
    ScriptedServer server;
    if (!greeting.isEmpty())
        server.onConnection = [&] {
            return greeting;
        };
    server.onFrame = [&](const Stomp::Frame&) -> QByteArray {
        if (close) {
            QMetaObject::invokeMethod(
                &server, [&] { server.closeAfterSending(); }, Qt::QueuedConnection);
        }
        return answer;
    };
    Console console({u"listen"_s, server.url(), u"/queue/a"_s});
    console.start();
    COMPARE_EXIT(console, 3);
    QVERIFY2(console.err().contains("Likely cause: "), console.err().constData());
    QVERIFY2(console.err().contains("What to do: "), console.err().constData());
    QVERIFY2(!console.err().contains('\x1B'), console.err().constData());
}

void TestVerbsConnecting::connectSaysWhatWasAsked()
{
    ScriptedServer server;
    Console console({u"publish"_s, server.url(), u"/queue/a"_s, u"--vhost"_s, u"v"_s,
        u"--connect-header"_s, u"client-id:a:b"_s, u"--connect-header"_s,
        u"accept-version:1.1,1.2"_s, u"--connect-header"_s, u"heart-beat:0,0"_s});
    console.start();
    COMPARE_EXIT(console, 0);
    const Stomp::Frame connect = server.frames().front();
    QCOMPARE(connect.command, std::string("CONNECT"));
    QCOMPARE(connect.value("host"), std::string_view("v"));
    QCOMPARE(connect.value("client-id"), std::string_view("a:b"));
    QCOMPARE(connect.value("accept-version"), std::string_view("1.1,1.2"));
    QCOMPARE(connect.value("heart-beat"), std::string_view("0,0"));
    QVERIFY(!connect.header("login"));
    QVERIFY(!connect.header("passcode"));
}

void TestVerbsConnecting::defaultVirtualHost()
{
    ScriptedServer server;
    for (const auto& [path, host] :
        {std::pair{u""_s, "/"}, std::pair{u"/my%2Fhost"_s, "my/host"}}) {
        Console console({u"publish"_s, server.url({}, path), u"/queue/a"_s});
        console.start();
        COMPARE_EXIT(console, 0);
        QCOMPARE(server.frames("CONNECT").back().value("host"), std::string_view(host));
    }
}

void TestVerbsConnecting::passwordReachesTheBroker_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("environment");
    QTest::addColumn<QString>("login");
    QTest::addColumn<QString>("passcode");

    const QStringList me{u"--login"_s, u"me"_s};
    QTest::newRow("file") << u""_s << me << "from file\nand more\n"_ba << u"unused"_s << u"me"_s
                          << u"from file"_s;
    QTest::newRow("file, CRLF") << u""_s << me << "s:\\ü\r\n"_ba << u""_s << u"me"_s << u"s:\\ü"_s;
    QTest::newRow("file without a line end")
        << u"you"_s << QStringList() << "x"_ba << u""_s << u"you"_s << u"x"_s;
    QTest::newRow("empty file") << u""_s << me << "\n"_ba << u""_s << u"me"_s << u""_s;
    QTest::newRow("environment") << u""_s << me << ""_ba << u"from env"_s << u"me"_s
                                 << u"from env"_s;
    QTest::newRow("URL") << u"you:p%40ss"_s << QStringList() << ""_ba << u"unused"_s << u"you"_s
                         << u"p@ss"_s;
    QTest::newRow("file before URL")
        << u"you:url"_s << QStringList() << "file"_ba << u""_s << u"you"_s << u"file"_s;
}

void TestVerbsConnecting::passwordReachesTheBroker()
{
    QFETCH(QString, user);
    QFETCH(QStringList, options);
    QFETCH(QByteArray, file);
    QFETCH(QString, environment);
    QFETCH(QString, login);
    QFETCH(QString, passcode);
    ScriptedServer server;
    if (!file.isEmpty())
        options += {u"--password-file"_s, passwordFile(file)};
    Console console(QStringList{u"publish"_s, server.url(user), u"/queue/a"_s} + options);
    if (!environment.isEmpty())
        console.setEnvironment(u"STOMP_PASSWORD"_s, environment);
    console.start();
    COMPARE_EXIT(console, 0);
    const Stomp::Frame connect = server.frames().front();
    QCOMPARE(connect.value("login"), std::string_view(login.toStdString()));
    QVERIFY(connect.header("passcode"));
    QCOMPARE(connect.value("passcode"), std::string_view(passcode.toStdString()));
}

void TestVerbsConnecting::passwordIsNotInTheProcessList()
{
    ScriptedServer server;
    Console console({u"listen"_s, server.url(), u"/queue/a"_s, u"--login"_s, u"me"_s,
        u"--password-file"_s, passwordFile("hunter2\n"), u"--json"_s});
    console.start();
    QTRY_COMPARE(server.count("SUBSCRIBE"), std::size_t{1});
    QCOMPARE(server.frames().front().value("passcode"), std::string_view("hunter2"));
    QFile commandLine(u"/proc/%1/cmdline"_s.arg(console.process().processId()));
    QVERIFY(commandLine.open(QIODevice::ReadOnly));
    const QByteArray shown = commandLine.readAll();
    QVERIFY(shown.contains("--login"));
    QVERIFY(!shown.contains("hunter2"));
    server.send(messageFrame(1, "x"));
    QTRY_COMPARE(console.lines().size(), 1);
    console.signal(SIGINT);
    COMPARE_EXIT(console, 0);
    QVERIFY(!console.out().contains("hunter2"));
    QVERIFY(!console.err().contains("hunter2"));
}

void TestVerbsConnecting::passwordInTheUrlIsWarnedOf()
{
    ScriptedServer server;
    Console console({u"listen"_s, server.url(u"me:hunter2"_s), u"/queue/a"_s, u"--json"_s,
        u"--count"_s, u"1"_s});
    console.start();
    QTRY_COMPARE(server.count("SUBSCRIBE"), std::size_t{1});
    server.send(messageFrame(1, "x"));
    COMPARE_EXIT(console, 0);
    QVERIFY2(console.err().startsWith("Warning: "), console.err().constData());
    QVERIFY2(!console.err().contains("hunter2"), console.err().constData());
    QVERIFY(!console.out().contains("hunter2"));
}

void TestVerbsConnecting::noPasswordAndNoTerminal()
{
    ScriptedServer server;
    Console console({u"listen"_s, server.url(), u"/queue/a"_s, u"--login"_s, u"me"_s});
    console.start();
    COMPARE_EXIT(console, 2);
    QVERIFY2(console.err().contains("STOMP_PASSWORD"), console.err().constData());
    QVERIFY(server.frames().empty());
}

void TestVerbsConnecting::unusablePasswordFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("missing") << QByteArray() << "Cannot read the password file"_ba;
    QTest::newRow("NUL") << QByteArray("a\0b\n", 4) << "CONNECT cannot carry"_ba;
    QTest::newRow("CR") << "a\rb\n"_ba
                        << "CONNECT cannot carry"_ba;
}

void TestVerbsConnecting::unusablePasswordFiles()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, message);
    ScriptedServer server;
    const QString file = content.isEmpty() ? u"/nonexistent/password"_s : passwordFile(content);
    Console console({u"listen"_s, server.url(), u"/queue/a"_s, u"--login"_s, u"me"_s,
        u"--password-file"_s, file});
    console.start();
    COMPARE_EXIT(console, 2);
    QVERIFY2(console.err().contains(message), console.err().constData());
    QVERIFY(server.frames().empty());
}

void TestVerbsConnecting::passwordOfAnotherLoginIsNotUsed()
{
    ScriptedServer server;
    Console console(
        {u"publish"_s, server.url(u"you:theirs"_s), u"/queue/a"_s, u"--login"_s, u"me"_s});
    console.setEnvironment(u"STOMP_PASSWORD"_s, u"mine"_s);
    console.start();
    COMPARE_EXIT(console, 0);
    QCOMPARE(server.frames().front().value("login"), std::string_view("me"));
    QCOMPARE(server.frames().front().value("passcode"), std::string_view("mine"));
}

QTEST_GUILESS_MAIN(TestVerbsConnecting)
#include "tst_verbsconnecting.moc"
