#include <stomp/doctor/secretmask.h>

#include <support/printing.h>

#include <QRegularExpression>
#include <QTest>

using namespace Stomp;

class TestSecretMask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void masks_data()
    {
        QTest::addColumn<QString>("login");
        QTest::addColumn<QString>("secret");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* login, const char* secret,
                             const char* text, const char* expected) {
            QTest::newRow(name) << QString::fromUtf8(login) << QString::fromUtf8(secret)
                                << QString::fromUtf8(text) << QString::fromUtf8(expected);
        };
        row("long, anywhere", "me", "hunter2", "xhunter2y hunter2", "x•••y •••");
        row("short, as a word", "me", "ab", "about [ab] ab", "about [•••] •••");
        row("same as the login", "guest", "guest", "user 'guest'", "user 'guest'");
        row("empty", "me", "", "text", "text");
        row("not there", "me", "hunter2", "text", "text");
        row("not ASCII", "me", "pässwörd", "x pässwörd", "x •••");
        row("a word of the broker's own", "me", "password",
            "User name [me] or password is invalid.", "User name [me] or password is invalid.");
        row("in the broker's own words and beside them", "me", "denied",
            "denied: Virtual host 'denied' access denied", "•••: Virtual host '•••' access denied");
        row("grows out of itself", "me", "•••", "a ••• b", "a ••• b");
    }

    void masks()
    {
        QFETCH(QString, login);
        QFETCH(QString, secret);
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const SecretMask mask(login.toStdString(), secret.toStdString());
        QCOMPARE(mask.masked(text), expected);
    }

    void noSecret()
    {
        const SecretMask mask({}, {});
        QCOMPARE(mask.masked(QStringLiteral("text")), QStringLiteral("text"));
    }
};

QTEST_APPLESS_MAIN(TestSecretMask)
#include "tst_secretmask.moc"
