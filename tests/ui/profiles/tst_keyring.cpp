// With a real Secret Service: runs under dbus-run-session and starts gnome-keyring-daemon, whose
// key ring lies in a folder of its own. See tst_keyringmissing for a desktop without one.

#include <ui/profiles/keyring.h>
#include <ui/profiles/secrets.h>

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Ui;
using Outcome = SecretStore::Outcome;

namespace {

constexpr int patienceMs = 20'000;

} // namespace

class TestKeyRing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        QVERIFY2(
            qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"), "run it under dbus-run-session");
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const auto* name : {"HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"})
            environment.insert(QLatin1StringView(name), m_folder.path());
        m_daemon.setProcessEnvironment(environment);
        // A copy, without the file's capability to lock memory: containers often may not grant it.
        const QString own = m_folder.filePath(QStringLiteral("gnome-keyring-daemon"));
        QVERIFY2(QFile::copy(
                     QStandardPaths::findExecutable(QStringLiteral("gnome-keyring-daemon")), own),
            "gnome-keyring-daemon is missing");
        m_daemon.start(own,
            {QStringLiteral("--foreground"), QStringLiteral("--unlock"),
                QStringLiteral("--components=secrets")});
        QVERIFY2(m_daemon.waitForStarted(), qPrintable(m_daemon.errorString()));
        m_daemon.write("the key ring's own password\n");
        m_daemon.closeWriteChannel();
        // Who asks before it has its name on the bus would have the system's own daemon started.
        QTRY_VERIFY_WITH_TIMEOUT(isOnTheBus(), patienceMs);
        // It answers before its default collection is there to be written to.
        KeyRing ring(service());
        QTRY_VERIFY_WITH_TIMEOUT(write(ring, "ready", "x").outcome == Outcome::Done, patienceMs);
    }

    void cleanupTestCase()
    {
        m_daemon.terminate();
        QVERIFY(m_daemon.waitForFinished(patienceMs));
    }

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keepsASecret()
    {
        Secrets secrets;
        secrets.password = QStringLiteral("hush-hush ∑");
        secrets.httpHeaders = {{"Authorization", "Bearer hush-hush"}};
        KeyRing ring(service());
        QCOMPARE(write(ring, "profile", secrets.toBytes()).outcome, Outcome::Done);

        KeyRing again(service()); // as after a restart of the console
        const auto found = read(again, "profile");
        QCOMPARE(found.outcome, Outcome::Done);
        QCOMPARE(Secrets::fromBytes(found.secret), std::optional(secrets));
        QCOMPARE(read(again, "another").outcome, Outcome::NotFound);

        secrets.password = QStringLiteral("changed");
        QCOMPARE(write(ring, "profile", secrets.toBytes()).outcome, Outcome::Done);
        QCOMPARE(Secrets::fromBytes(read(again, "profile").secret), std::optional(secrets));
        QVERIFY(!isInAFile("hush-hush"));
    }

    void forgetsIt()
    {
        KeyRing ring(service());
        QCOMPARE(write(ring, "gone", "x").outcome, Outcome::Done);
        QCOMPARE(remove(ring, "gone").outcome, Outcome::Done);
        QCOMPARE(read(ring, "gone").outcome, Outcome::NotFound);
        QVERIFY(remove(ring, "gone").outcome != Outcome::Unavailable);
    }

    void noAnswerForOneWhoIsGone()
    {
        KeyRing ring(service());
        bool isAnswered = false;
        {
            QObject context;
            ring.read(QStringLiteral("profile"), &context,
                [&isAnswered](const SecretStore::Result&) { isAnswered = true; });
            QVERIFY(!isAnswered); // never from within the call
        }
        (void)read(ring, "profile"); // answered after the first would have been
        QVERIFY(!isAnswered);
    }

private:
    [[nodiscard]] static QString service() { return QStringLiteral("stomp-console-test"); }

    [[nodiscard]] static bool isOnTheBus()
    {
        QProcess question;
        question.start(QStringLiteral("dbus-send"),
            {QStringLiteral("--session"), QStringLiteral("--print-reply"),
                QStringLiteral("--dest=org.freedesktop.DBus"), QStringLiteral("/"),
                QStringLiteral("org.freedesktop.DBus.NameHasOwner"),
                QStringLiteral("string:org.freedesktop.secrets")});
        return question.waitForFinished(patienceMs)
            && question.readAllStandardOutput().contains("boolean true");
    }

    template <typename Call>
    SecretStore::Result wait(Call call)
    {
        std::optional<SecretStore::Result> result;
        QObject context;
        call(&context, [&result](const SecretStore::Result& answer) { result = answer; });
        const bool isAnswered =
            QTest::qWaitFor([&result] { return result.has_value(); }, patienceMs);
        return isAnswered ? *result
                          : SecretStore::Result{Outcome::Unavailable, {}, QStringLiteral("silent")};
    }
    SecretStore::Result read(SecretStore& store, const char* key)
    {
        return wait([&](QObject* context, const SecretStore::Answer& answer) {
            store.read(QLatin1StringView(key), context, answer);
        });
    }
    SecretStore::Result write(SecretStore& store, const char* key, const QByteArray& secret)
    {
        return wait([&](QObject* context, const SecretStore::Answer& answer) {
            store.write(QLatin1StringView(key), secret, context, answer);
        });
    }
    SecretStore::Result remove(SecretStore& store, const char* key)
    {
        return wait([&](QObject* context, const SecretStore::Answer& answer) {
            store.remove(QLatin1StringView(key), context, answer);
        });
    }
    [[nodiscard]] bool isInAFile(const QByteArray& text) const
    {
        QDirIterator all(m_folder.path(), QDir::Files, QDirIterator::Subdirectories);
        bool isThere = false;
        int files = 0;
        while (all.hasNext()) {
            QFile file(all.next());
            ++files;
            isThere = isThere || (file.open(QIODevice::ReadOnly) && file.readAll().contains(text));
        }
        return isThere || files == 0; // the key ring's file is there, and is no plaintext
    }

    QTemporaryDir m_folder;
    QProcess m_daemon;
};

QTEST_GUILESS_MAIN(TestKeyRing)
#include "tst_keyring.moc"
