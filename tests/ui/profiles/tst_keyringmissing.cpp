#include <ui/profiles/keyring.h>

#include <QRegularExpression>
#include <QTest>

using namespace Ui;

/** A desktop without a session bus: every call is answered, nothing is kept anywhere. */
class TestKeyRingMissing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        // Nobody listens there; and no bus is started for us.
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void answersAllTheSame()
    {
        KeyRing ring(QStringLiteral("stomp-console-test"));
        QObject context;
        QList<SecretStore::Outcome> outcomes;
        const auto note = [&outcomes](const SecretStore::Result& result) {
            outcomes.append(result.outcome);
            QVERIFY(result.secret.isEmpty());
            QVERIFY(!result.detail.isEmpty());
        };
        ring.write(QStringLiteral("k"), "hush-hush", &context, note);
        ring.read(QStringLiteral("k"), &context, note);
        ring.remove(QStringLiteral("k"), &context, note);
        QVERIFY(outcomes.isEmpty()); // not from within the calls
        QTRY_COMPARE(outcomes.size(), 3);
        QCOMPARE(outcomes, QList<SecretStore::Outcome>(3, SecretStore::Outcome::Unavailable));
    }
};

QTEST_GUILESS_MAIN(TestKeyRingMissing)
#include "tst_keyringmissing.moc"
