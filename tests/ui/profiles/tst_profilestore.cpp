#include <ui/profiles/profilefile.h>
#include <ui/profiles/profilestore.h>

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Ui;

namespace {

ConnectionProfile named(const char* name, const char* group = "")
{
    ConnectionProfile profile = ConnectionProfile::forPreset(Preset::Classic);
    profile.name = QLatin1StringView(name);
    profile.group = QLatin1StringView(group);
    return profile;
}

QStringList names(const QList<ConnectionProfile>& profiles)
{
    QStringList all;
    for (const ConnectionProfile& one : profiles)
        all.append(one.name);
    return all;
}

} // namespace

class TestProfileStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void beginsEmptyAndWritesNothing()
    {
        const ProfileStore store(path());
        QVERIFY(store.profiles().isEmpty());
        QVERIFY(store.problem().isEmpty());
        QVERIFY(!QFile::exists(path()));
    }

    void keepsWhatIsSaved()
    {
        ProfileStore store(path());
        QSignalSpy changed(&store, &ProfileStore::changed);
        const QString id = store.save(named("a"));
        QVERIFY(!id.isEmpty());
        QCOMPARE(changed.size(), 1);
        auto profile = store.profile(id);
        QVERIFY(profile);
        profile->host = QStringLiteral("b.example");
        QCOMPARE(store.save(*profile), id);
        const ProfileStore again(path());
        QCOMPARE(again.profiles().size(), 1);
        QCOMPARE(again.profile(id)->host, QStringLiteral("b.example"));
    }

    void everyChangeIsKept()
    {
        ProfileStore store(path());
        const QString a = store.save(named("a", "Test"));
        const QString b = store.save(named("b", "Live"));
        const QString c = store.save(named("c"));
        QCOMPARE(store.groups(), QStringList({QStringLiteral("Live"), QStringLiteral("Test")}));
        const QString copy = store.duplicate(a, QStringLiteral("a 2"));
        QVERIFY(copy != a);
        QCOMPARE(names(store.profiles()).join(u','), QStringLiteral("a,a 2,b,c"));
        QCOMPARE(store.profile(copy)->group, QStringLiteral("Test"));
        QVERIFY(store.rename(copy, QStringLiteral("d")));
        QVERIFY(store.move(c, a, QStringLiteral("Test")));
        QVERIFY(store.move(a, {}, {}));
        QVERIFY(store.remove(b));
        QVERIFY(!store.remove(b));
        QVERIFY(!store.rename(b, QStringLiteral("x")));
        QVERIFY(!store.markUsed(b));
        QVERIFY(store.duplicate(b, QStringLiteral("x")).isEmpty());
        const ProfileStore again(path());
        QCOMPARE(names(again.profiles()).join(u','), QStringLiteral("c,d,a"));
        QCOMPARE(again.profile(c)->group, QStringLiteral("Test"));
    }

    void theOneUsedLastStandsFirst()
    {
        ProfileStore store(path());
        QStringList ids;
        for (int i = 0; i < 12; ++i)
            ids.append(store.save(named("x")));
        for (const QString& id : ids)
            store.markUsed(id);
        store.markUsed(ids.at(7));
        const ProfileStore again(path());
        QCOMPARE(again.recent().size(), ProfileStore::keptRecent);
        QCOMPARE(again.recent().at(0).id, ids.at(7));
        QCOMPARE(again.recent().at(1).id, ids.at(11));
        store.remove(ids.at(7));
        QCOMPARE(ProfileStore(path()).recent().at(0).id, ids.at(11));
    }

    void twoConsolesDoNotUndoEachOther()
    {
        ProfileStore first(path());
        ProfileStore second(path());
        first.save(named("a"));
        second.save(named("b"));
        QCOMPARE(names(ProfileStore(path()).profiles()).join(u','), QStringLiteral("a,b"));
    }

    void neverASecret()
    {
        ConnectionProfile profile = named("a");
        profile.headers = {{"passcode", "hush-hush"}};
        profile.httpHeaders = {{"Authorization", "hush-hush"}};
        profile.path = QStringLiteral("/x?token=hush-hush");
        ProfileStore store(path());
        store.save(profile);
        QVERIFY(!fileText().contains("hush-hush"));
        QVERIFY(!store.exported().contains("hush-hush"));
        QVERIFY(fileText().contains("Authorization"));
    }

    void unknownKeysStay()
    {
        write("{\"format\":\"stomp-console-connections\",\"version\":1,\"future\":[7],"
              "\"connections\":[{\"id\":\"1\",\"preset\":\"url\",\"colour\":\"red\"}]}");
        ProfileStore store(path());
        QVERIFY(store.rename(QStringLiteral("1"), QStringLiteral("n")));
        QVERIFY(fileText().contains("future"));
        QVERIFY(fileText().contains("red"));
        QCOMPARE(names(ProfileStore(path()).profiles()), QStringList(QStringLiteral("n")));
    }

    void whatCannotBeReadIsLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("newer") << QByteArray(
            "{\"format\":\"stomp-console-connections\",\"version\":2}")
                               << "newer";
        QTest::newRow("cut off") << QByteArray("{\"format\":\"stomp-console-connections\",\"ver")
                                 << "damaged";
        QTest::newRow("empty") << QByteArray() << "damaged";
        QTest::newRow("something else") << QByteArray("{\"version\":1}") << "no connections";
        QTest::newRow("no version")
            << QByteArray("{\"format\":\"stomp-console-connections\"}") << "version";
        QTest::newRow("unknown kind")
            << QByteArray("{\"format\":\"stomp-console-connections\",\"version\":1,"
                          "\"connections\":[{\"preset\":\"gopher\"}]}")
            << "kind";
    }

    void whatCannotBeReadIsLeftAlone()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, says);
        write(text);
        ProfileStore store(path());
        QVERIFY2(store.problem().contains(says), qPrintable(store.problem()));
        QVERIFY(store.save(named("a")).isEmpty());
        QVERIFY(!store.problem().isEmpty());
        QCOMPARE(fileText(), text);

        ProfileStore other(m_folder->filePath(QStringLiteral("other.json")));
        const auto imported = other.import(text);
        QVERIFY2(imported.problem.contains(says), qPrintable(imported.problem));
        QVERIFY(other.profiles().isEmpty());
    }

    void aFolderThatCannotBeWrittenToIsSaid()
    {
        write("x");
        ProfileStore store(path() + QStringLiteral("/connections.json")); // below a file
        QVERIFY(store.save(named("a")).isEmpty());
        QVERIFY(!store.problem().isEmpty());
        QVERIFY(store.profiles().isEmpty());
    }

    void exportedAndImported()
    {
        ProfileStore store(path());
        const QString a = store.save(named("a", "Test"));
        const QString b = store.save(named("b"));
        store.markUsed(a);
        QVERIFY(!store.exported().contains("recent"));
        ProfileFile one;
        QCOMPARE(one.read(store.exported({b})), QString());
        QCOMPARE(names(one.profiles()), QStringList(QStringLiteral("b")));

        ProfileStore other(m_folder->filePath(QStringLiteral("other.json")));
        auto imported = other.import(store.exported());
        QCOMPARE(imported.added, 2);
        QCOMPARE(other.profile(a), store.profile(a));
        imported = other.import(store.exported());
        QCOMPARE(imported.added, 0);
        QCOMPARE(imported.known, 2);
        other.rename(a, QStringLiteral("mine"));
        imported = other.import(store.exported({a}));
        QCOMPARE(imported.added, 1); // beside mine, not over it
        QCOMPARE(other.profile(a)->name, QStringLiteral("mine"));
        QCOMPARE(names(other.profiles()).join(u','), QStringLiteral("mine,b,a"));
    }

private:
    [[nodiscard]] QString path() const
    {
        return m_folder->filePath(QStringLiteral("connections.json"));
    }
    [[nodiscard]] QByteArray fileText() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }
    void write(const QByteArray& text)
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestProfileStore)
#include "tst_profilestore.moc"
