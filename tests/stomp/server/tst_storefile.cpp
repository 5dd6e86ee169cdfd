#include <stomp/server/sqlitestore.h>

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>
#include <QVariant>

#include <unistd.h>

using namespace Stomp;

/** The SQLite file: its versions, and what is no such file. */
class TestStoreFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void versionOneIsMigrated();
    void aNewerVersion();
    void filesThatDoNotDo_data();
    void filesThatDoNotDo();
    void noPlaceForIt_data();
    void noPlaceForIt();
    void aFullDisk();
    void whatComesAndGoes();

private:
    [[nodiscard]] QString path(const char* name) const
    {
        return m_folder.filePath(QString::fromLatin1(name));
    }
    /** A database made by statements, as another program would. */
    static void make(const QString& path, const QStringList& statements)
    {
        {
            QSqlDatabase database =
                QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("fixture"));
            database.setDatabaseName(path);
            if (!database.open())
                qFatal("cannot make %s", qPrintable(path));
            QSqlQuery query(database);
            for (const QString& statement : statements) {
                if (!query.exec(statement))
                    qFatal("%s: %s", qPrintable(statement), qPrintable(query.lastError().text()));
            }
        }
        QSqlDatabase::removeDatabase(QStringLiteral("fixture"));
    }
    static std::vector<PersistentMessage> messagesOf(SqliteStore& store)
    {
        std::vector<PersistentMessage> messages;
        if (!store.load([](const StoredDurable&) {},
                [&](const PersistentMessage& message) { messages.push_back(message); }))
            qFatal("%s", qPrintable(store.error()));
        return messages;
    }
    static MessagePtr message(std::uint64_t id, const std::string& body = "x")
    {
        FrameView send;
        send.body = body;
        return BrokerMessage::make(id, "/queue/a", send);
    }
    QTemporaryDir m_folder;
};

void TestStoreFile::versionOneIsMigrated()
{
    const QString file = path("one");
    make(file,
        {QStringLiteral("CREATE TABLE message(row INTEGER PRIMARY KEY, queue BLOB NOT NULL, "
                        "shown BLOB NOT NULL, id INTEGER NOT NULL, priority INTEGER NOT NULL, "
                        "expires INTEGER NOT NULL, deliveries INTEGER NOT NULL, "
                        "headers BLOB NOT NULL, body BLOB NOT NULL)"),
            QStringLiteral("CREATE TABLE durable(client_id BLOB NOT NULL, name BLOB NOT NULL, "
                           "topic BLOB NOT NULL, shown BLOB NOT NULL, is_pattern INTEGER NOT NULL, "
                           "style INTEGER NOT NULL, selector BLOB NOT NULL, queue BLOB NOT NULL, "
                           "PRIMARY KEY(client_id, name))"),
            QStringLiteral("CREATE TABLE broker(key TEXT PRIMARY KEY, value NOT NULL)"),
            QStringLiteral("INSERT INTO broker VALUES('boot', 'abc')"),
            QStringLiteral("INSERT INTO broker VALUES('ids', 10000)"),
            QStringLiteral("INSERT INTO message VALUES(7, '/queue/a', '', 3, 9, 0, 2, "
                           "'destination:/queue/a' || char(10), 'body')"),
            QStringLiteral("INSERT INTO durable VALUES('me', 'n', '/topic/a', '', 0, 0, 'x = 1', "
                           "'/dsub/me/n')"),
            QStringLiteral("PRAGMA application_id = 1398033744"),
            QStringLiteral("PRAGMA user_version = 1")});
    for (int i = 0; i < 2; ++i) { // and then it is of today
        SqliteStore store;
        QVERIFY2(store.open(file), qPrintable(store.error()));
        QCOMPARE(store.bootId(), std::string("abc"));
        QCOMPARE(
            store.lastId(), std::uint64_t(10'000 * (i + 1))); // each opening sets a block aside
        std::vector<StoredDurable> durables;
        std::vector<PersistentMessage> messages;
        QVERIFY(store.load([&](const StoredDurable& one) { durables.push_back(one); },
            [&](const PersistentMessage& one) { messages.push_back(one); }));
        QCOMPARE(messages.size(), std::size_t{1});
        QCOMPARE(messages[0].row, std::uint64_t{7});
        QCOMPARE(messages[0].queue, std::string("/queue/a"));
        QCOMPARE(messages[0].id, std::uint64_t{3});
        QCOMPARE(int{messages[0].priority}, 9);
        QCOMPARE(messages[0].deliveries, std::uint32_t{2});
        QCOMPARE(messages[0].headers, std::string("destination:/queue/a\n"));
        QCOMPARE(messages[0].body, std::string("body"));
        QCOMPARE(messages[0].due, Millis{0});
        QCOMPARE(durables.size(), std::size_t{1});
        QCOMPARE(durables[0].selector, std::string("x = 1"));
    }
    StoreFile now;
    QVERIFY(now.open(file));
    QVariant version;
    QVERIFY(now.run(QStringLiteral("PRAGMA user_version"), &version));
    QCOMPARE(version.toInt(), StoreFile::s_version);
}

void TestStoreFile::aNewerVersion()
{
    const QString file = path("newer");
    make(file,
        {QStringLiteral("CREATE TABLE message(row)"),
            QStringLiteral("PRAGMA application_id = 1398033744"),
            QStringLiteral("PRAGMA user_version = 99")});
    SqliteStore store;
    QVERIFY(!store.open(file));
    QVERIFY2(store.error().contains(QStringLiteral("newer version of this program")),
        qPrintable(store.error()));
    QVERIFY(store.error().contains(QStringLiteral("its format is 99")));
}

void TestStoreFile::filesThatDoNotDo_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("error");
    QFile text(path("text"));
    QVERIFY(text.open(QIODevice::WriteOnly) && text.write(QByteArray(5000, 'x')) > 0);
    make(path("other"), {QStringLiteral("CREATE TABLE song(title)")});
    QTest::newRow("a text") << text.fileName() << QStringLiteral("no SQLite file");
    QTest::newRow("another program's")
        << path("other") << QStringLiteral("database of another program");
}

/** They are refused, and stay as they are. */
void TestStoreFile::filesThatDoNotDo()
{
    QFETCH(QString, file);
    QFETCH(QString, error);
    const auto contents = [&] {
        QFile all(file);
        return all.open(QIODevice::ReadOnly) ? all.readAll().mid(100) : QByteArray();
    };
    const QByteArray before = contents();
    QVERIFY(!before.isEmpty());
    {
        SqliteStore store;
        QVERIFY(!store.open(file));
        QVERIFY2(store.error().contains(error), qPrintable(store.error()));
        QVERIFY(store.error().contains(file));
    }
    QCOMPARE(contents(), before);
}

void TestStoreFile::noPlaceForIt_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("no folder") << m_folder.filePath(QStringLiteral("none/store"));
    QTest::newRow("a folder") << m_folder.path();
    if (::geteuid() != 0) { // root may write everywhere
        const QString folder = m_folder.filePath(QStringLiteral("locked"));
        QDir().mkdir(folder);
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner);
        QTest::newRow("a folder that is read-only") << folder + u"/store";
    } else {
        QTest::newRow("a folder that is read-only") << QStringLiteral("/proc/store");
    }
}

void TestStoreFile::noPlaceForIt()
{
    QFETCH(QString, file);
    SqliteStore store;
    QVERIFY(!store.open(file));
    QVERIFY2(store.error().contains(QStringLiteral("cannot be opened or made")),
        qPrintable(store.error()));
}

/** SQLite has a bound of its own, which answers as a full disk does. */
void TestStoreFile::aFullDisk()
{
    StoreFile file;
    QVERIFY(file.open(path("full")));
    QVERIFY(file.run(QStringLiteral("PRAGMA max_page_count = 10")));
    QVERIFY(!file.run(QStringLiteral(
        "INSERT INTO message VALUES(1, 'q', '', 1, 4, 0, 0, '', zeroblob(1000000), 0, 0, 0, 0)")));
    QVERIFY2(file.error().contains(QStringLiteral("the disk is full")), qPrintable(file.error()));
}

void TestStoreFile::whatComesAndGoes()
{
    const QString file = path("batches");
    SqliteStore store;
    QVERIFY(store.open(file));
    QVERIFY(!store.needsCommit(0));
    BrokerStore::Place place;
    place.queue = "/queue/a";
    const std::uint64_t one = store.add(place, message(1, "one"));
    const std::uint64_t two = store.add(place, message(2, "two"));
    const std::uint64_t three = store.add(place, message(3, "three"));
    QVERIFY(one < two && two < three);
    store.remove(two);
    store.setDeliveries(three, 4);
    QVERIFY(store.needsCommit(3));
    QVERIFY(store.commit(3));
    QVERIFY(!store.needsCommit(3));
    auto messages = messagesOf(store);
    QCOMPARE(messages.size(), std::size_t{2});
    QCOMPARE(messages[0].body, std::string("one"));
    QCOMPARE(messages[1].body, std::string("three"));
    QCOMPARE(messages[1].deliveries, std::uint32_t{4});

    store.setDeliveries(one, 1);
    store.setDeliveries(three, 5);
    store.remove(three);
    QVERIFY(store.add(place, message(4, "four")) > three);
    QVERIFY(store.commit(4));
    messages = messagesOf(store);
    QCOMPARE(messages.size(), std::size_t{2});
    QCOMPARE(messages[0].deliveries, std::uint32_t{1});
    QCOMPARE(messages[1].body, std::string("four"));

    // What was not committed is not there.
    store.remove(one);
    store.forgetChanges();
    QVERIFY(store.commit(5));
    QCOMPARE(messagesOf(store).size(), std::size_t{2});
}

QTEST_GUILESS_MAIN(TestStoreFile)
#include "tst_storefile.moc"
