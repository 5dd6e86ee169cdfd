#include <ui/profiles/savedconnections.h>

#include <support/fakesecretstore.h>

#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Ui;

class TestSavedConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = std::make_unique<ProfileStore>(m_folder->filePath(QStringLiteral("c.json")));
        m_ring = std::make_unique<Testing::FakeSecretStore>();
        m_saved = std::make_unique<SavedConnections>(*m_store, *m_ring);
    }
    void cleanup() { m_saved.reset(); }

    void secretsGoToTheKeyRingOnly()
    {
        ConnectionProfile profile = ConnectionProfile::forPreset(Preset::Spring);
        profile.httpHeaders = {{"Authorization", "hush-hush"}};
        profile.keepsSecrets = true;
        Secrets secrets;
        secrets.password = QStringLiteral("hush-hush");
        profile.id = m_saved->save(profile, secrets);
        QVERIFY(!profile.id.isEmpty());
        QFile file(m_folder->filePath(QStringLiteral("c.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("hush-hush"));

        auto again = m_store->profile(profile.id);
        QVERIFY(again && lacksSecrets(*again));
        std::optional<Secrets> found;
        m_saved->fetchSecrets(
            *again, this, [&found](const std::optional<Secrets>& secret) { found = secret; });
        QVERIFY(!found);
        QTRY_VERIFY(found);
        QCOMPARE(found->password, secrets.password);
        putSecrets(*again, *found);
        QCOMPARE(again->httpHeaders.at(0).value, std::string("hush-hush"));
    }

    void notKeptWithoutTheUsersWord()
    {
        ConnectionProfile profile = ConnectionProfile::forPreset(Preset::Classic);
        profile.id = m_saved->save(profile, {QStringLiteral("hush"), {}, {}, {}, {}, {}});
        QVERIFY(m_ring->entries.isEmpty());
        profile.keepsSecrets = true;
        m_saved->save(profile, {QStringLiteral("hush"), {}, {}, {}, {}, {}});
        QCOMPARE(m_ring->entries.size(), 1);
        profile.keepsSecrets = false;
        m_saved->save(profile, {QStringLiteral("hush"), {}, {}, {}, {}, {}});
        QVERIFY(m_ring->entries.isEmpty()); // the word was taken back
        profile.keepsSecrets = true;
        m_saved->save(profile, {QStringLiteral("hush"), {}, {}, {}, {}, {}});
        m_saved->remove(profile.id);
        QVERIFY(m_ring->entries.isEmpty());
        QVERIFY(m_store->profiles().isEmpty());
    }

    void aFieldLeftEmptyKeepsItsSecret()
    {
        ConnectionProfile profile = ConnectionProfile::forPreset(Preset::Classic);
        profile.keepsSecrets = true;
        profile.id = m_saved->save(profile, {QStringLiteral("old"), {}, {}, {}, {}, {}});
        m_saved->save(profile, {});
        m_saved->save(profile, {{}, QStringLiteral("key"), {}, {}, {}, {}});
        const auto kept = [this, &profile] {
            return Secrets::fromBytes(m_ring->entries.value(profile.id)).value_or(Secrets());
        };
        QTRY_COMPARE(kept().keyPassphrase, QStringLiteral("key"));
        QCOMPARE(kept().password, QStringLiteral("old"));
    }

    void aMissingKeyRingIsSaidOnce()
    {
        m_ring->isMissing = true;
        QSignalSpy missing(m_saved.get(), &SavedConnections::ringMissing);
        ConnectionProfile profile = ConnectionProfile::forPreset(Preset::Classic);
        profile.keepsSecrets = true;
        profile.id = m_saved->save(profile, {QStringLiteral("hush"), {}, {}, {}, {}, {}});
        int answers = 0;
        for (int i = 0; i < 2; ++i) {
            m_saved->fetchSecrets(profile, this, [&answers](const std::optional<Secrets>& found) {
                QVERIFY(!found);
                ++answers;
            });
        }
        QTRY_COMPARE(answers, 2);
        QCOMPARE(missing.size(), 1);
        QVERIFY(m_saved->isRingMissing());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ProfileStore> m_store;
    std::unique_ptr<Testing::FakeSecretStore> m_ring;
    std::unique_ptr<SavedConnections> m_saved;
};

QTEST_GUILESS_MAIN(TestSavedConnections)
#include "tst_savedconnections.moc"
