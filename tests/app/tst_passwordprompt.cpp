#include "verbtest.h"

#include <QRegularExpression>
#include <QSocketNotifier>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace Testing;

namespace {

/** A pseudo-terminal: the program has it as its controlling terminal, the test is the keyboard. */
class Terminal
{
public:
    Terminal() : m_master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK))
    {
        if (m_master < 0 || ::grantpt(m_master) != 0 || ::unlockpt(m_master) != 0)
            return;
        m_slave = ::open(::ptsname(m_master), O_RDWR | O_NOCTTY | O_CLOEXEC);
        m_notifier = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Read);
        QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] {
            std::array<char, 4096> buffer;
            const ssize_t got = ::read(m_master, buffer.data(), buffer.size());
            if (got > 0)
                m_screen.append(buffer.data(), got);
            else
                m_notifier->setEnabled(false);
        });
    }
    ~Terminal()
    {
        m_notifier.reset();
        ::close(m_slave);
        ::close(m_master);
    }
    Q_DISABLE_COPY_MOVE(Terminal)

    [[nodiscard]] bool isOpen() const { return m_slave >= 0; }
    void giveTo(Console& console)
    {
        const int slave = m_slave;
        console.process().setChildProcessModifier([slave] {
            ::setsid();
            ::ioctl(slave, TIOCSCTTY, 0);
            ::dup2(slave, STDIN_FILENO);
            ::dup2(slave, STDERR_FILENO);
        });
    }
    [[nodiscard]] bool type(const QByteArray& keys) const
    {
        return ::write(m_master, keys.constData(), static_cast<std::size_t>(keys.size()))
            == keys.size();
    }
    [[nodiscard]] const QByteArray& screen() const { return m_screen; }
    [[nodiscard]] bool echoes() const
    {
        termios settings{};
        return ::tcgetattr(m_slave, &settings) == 0 && (settings.c_lflag & ECHO) != 0;
    }

private:
    int m_master;
    int m_slave = -1;
    QByteArray m_screen;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace

class TestPasswordPrompt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void asksWithoutEcho();
    void interrupted();
    void doesNotAskWithoutNeed();
    void progressOnATerminal();
};

void TestPasswordPrompt::asksWithoutEcho()
{
    ScriptedServer server;
    Terminal terminal;
    QVERIFY(terminal.isOpen());
    QVERIFY(terminal.echoes());
    Console console({u"publish"_s, server.url(), u"/queue/a"_s, u"--login"_s, u"me"_s});
    terminal.giveTo(console);
    console.start();
    QTRY_COMPARE(terminal.screen(), "Password of me: "_ba);
    QTRY_VERIFY(!terminal.echoes());
    QVERIFY(terminal.type("hunter2\n"));
    QTRY_VERIFY(console.hasEnded());
    QCOMPARE(console.exitCode(), 0);
    QCOMPARE(server.frames().front().value("login"), std::string_view("me"));
    QCOMPARE(server.frames().front().value("passcode"), std::string_view("hunter2"));
    QTRY_VERIFY(terminal.screen().contains("all confirmed"));
    QVERIFY(!terminal.screen().contains("hunter2"));
    QVERIFY(terminal.echoes());
}

void TestPasswordPrompt::interrupted()
{
    ScriptedServer server;
    Terminal terminal;
    QVERIFY(terminal.isOpen());
    Console console({u"listen"_s, server.url(), u"/queue/a"_s, u"--login"_s, u"me"_s});
    terminal.giveTo(console);
    console.start();
    QTRY_COMPARE(terminal.screen(), "Password of me: "_ba);
    QTRY_VERIFY(!terminal.echoes());
    QVERIFY(terminal.type("\x03"));
    QTRY_VERIFY(console.hasEnded());
    QCOMPARE(console.exitCode(), 1);
    QVERIFY(terminal.echoes());
    QVERIFY(server.frames().empty());
}

void TestPasswordPrompt::doesNotAskWithoutNeed()
{
    ScriptedServer server;
    Terminal terminal;
    QVERIFY(terminal.isOpen());
    Console console({u"publish"_s, server.url(), u"/queue/a"_s});
    terminal.giveTo(console);
    console.start();
    QTRY_VERIFY(console.hasEnded());
    QCOMPARE(console.exitCode(), 0);
    QVERIFY(!server.frames().front().header("passcode"));
    QTRY_VERIFY(terminal.screen().contains("all confirmed"));
    QVERIFY(!terminal.screen().contains("Password"));
}

void TestPasswordPrompt::progressOnATerminal()
{
    ScriptedServer server;
    Terminal terminal;
    QVERIFY(terminal.isOpen());
    Console console({u"publish"_s, server.url(), u"/queue/a"_s, u"--count"_s, u"1000"_s,
        u"--rate"_s, u"0.5"_s});
    terminal.giveTo(console);
    console.start();
    QTRY_VERIFY(terminal.screen().contains("\rsent 1, confirmed 1"));
    console.signal(SIGINT);
    QTRY_VERIFY(console.hasEnded());
    QCOMPARE(console.exitCode(), 1);
    // The progress is wiped away before the summary.
    QTRY_VERIFY(terminal.screen().contains("\r\x1B[Kpublished 1 message in "));
}

QTEST_GUILESS_MAIN(TestPasswordPrompt)
#include "tst_passwordprompt.moc"
