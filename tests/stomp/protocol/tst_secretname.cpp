#include <stomp/protocol/secretname.h>

#include <QTest>

using namespace Stomp;

class TestSecretName : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void secretsAreKnownHoweverTheyAreWritten()
    {
        QCOMPARE(secretName("passcode"), std::optional<std::string_view>("passcode"));
        QCOMPARE(secretName("Authorization"), std::optional<std::string_view>("Authorization"));
        QCOMPARE(secretName("  passcode "), std::optional<std::string_view>("passcode"));
    }

    void othersAreNone()
    {
        for (const char* name : {"", " ", "login", "destination", "pass", "content-type", "     "})
            QVERIFY2(!secretName(name), name);
    }
};

QTEST_APPLESS_MAIN(TestSecretName)
#include "tst_secretname.moc"
