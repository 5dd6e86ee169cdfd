#include "storefile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSqlQuery>
#include <QVariant>

#include <atomic>

namespace Stomp {

namespace {

using namespace Qt::StringLiterals;

constexpr int s_applicationId = 0x53544D50; // "STMP"

// SQLite's result codes.
constexpr int s_busy = 5;
constexpr int s_locked = 6;
constexpr int s_readOnly = 8;
constexpr int s_ioError = 10;
constexpr int s_corrupt = 11;
constexpr int s_full = 13;
constexpr int s_cannotOpen = 14;
constexpr int s_noDatabase = 26;

QString tr(const char* text)
{
    return QCoreApplication::translate("Stomp::StoreFile", text);
}

QString newConnectionName()
{
    static std::atomic<int> count = 0;
    return u"practice store %1"_s.arg(++count);
}

} // namespace

StoreFile::StoreFile() : m_name(newConnectionName()) { }

StoreFile::~StoreFile()
{
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

bool StoreFile::open(const QString& path)
{
    m_path = path;
    if (!QSqlDatabase::isDriverAvailable(u"QSQLITE"_s))
        return fail(tr("Qt's SQLite driver is missing: install libqt6sql6-sqlite."));
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    m_database.setDatabaseName(path);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=500"_s);
    if (!m_database.open())
        return fail(explain(m_database.lastError()));
    return claim() && checkOwner();
}

/** Nobody else uses the file as long as it is open. Each commit is on the disk when it returns. */
bool StoreFile::claim()
{
    return run(u"PRAGMA locking_mode = EXCLUSIVE"_s) && run(u"PRAGMA journal_mode = WAL"_s)
        && run(u"PRAGMA synchronous = FULL"_s) && run(u"BEGIN EXCLUSIVE"_s) && run(u"COMMIT"_s);
}

bool StoreFile::checkOwner()
{
    QVariant application;
    QVariant version;
    QVariant tables;
    if (!run(u"PRAGMA application_id"_s, &application) || !run(u"PRAGMA user_version"_s, &version)
        || !run(u"SELECT count(*) FROM sqlite_master"_s, &tables))
        return false;
    if (application.toInt() == 0 && tables.toInt() == 0)
        return makeSchema();
    if (application.toInt() != s_applicationId)
        return fail(tr("%1 is a database of another program. Choose another file; this one was not "
                       "changed.")
                        .arg(m_path));
    if (version.toInt() > s_version)
        return fail(tr("%1 was written by a newer version of this program (its format is %2, the "
                       "newest known here is %3). Use that version, or another file; this one was "
                       "not changed.")
                        .arg(m_path)
                        .arg(version.toInt())
                        .arg(s_version));
    return version.toInt() == s_version || migrate(version.toInt());
}

bool StoreFile::makeSchema()
{
    return run(u"BEGIN IMMEDIATE"_s)
        && run(u"CREATE TABLE message(row INTEGER PRIMARY KEY, queue BLOB NOT NULL, "
               "shown BLOB NOT NULL, id INTEGER NOT NULL, priority INTEGER NOT NULL, "
               "expires INTEGER NOT NULL, deliveries INTEGER NOT NULL, headers BLOB NOT NULL, "
               "body BLOB NOT NULL, due INTEGER NOT NULL DEFAULT 0, "
               "period INTEGER NOT NULL DEFAULT 0, repeats INTEGER NOT NULL DEFAULT 0, "
               "is_topic INTEGER NOT NULL DEFAULT 0)"_s)
        && run(u"CREATE TABLE durable(client_id BLOB NOT NULL, name BLOB NOT NULL, "
               "topic BLOB NOT NULL, shown BLOB NOT NULL, is_pattern INTEGER NOT NULL, "
               "style INTEGER NOT NULL, selector BLOB NOT NULL, queue BLOB NOT NULL, "
               "PRIMARY KEY(client_id, name))"_s)
        && run(u"CREATE TABLE broker(key TEXT PRIMARY KEY, value NOT NULL)"_s)
        && run(u"PRAGMA application_id = %1"_s.arg(s_applicationId))
        && run(u"PRAGMA user_version = %1"_s.arg(s_version)) && run(u"COMMIT"_s);
}

bool StoreFile::migrate(int version)
{
    if (!run(u"BEGIN IMMEDIATE"_s))
        return false;
    if (version < 2) {
        for (const QString& column : {u"due"_s, u"period"_s, u"repeats"_s, u"is_topic"_s}) {
            if (!run(u"ALTER TABLE message ADD COLUMN %1 INTEGER NOT NULL DEFAULT 0"_s.arg(column)))
                return false;
        }
    }
    return run(u"PRAGMA user_version = %1"_s.arg(s_version)) && run(u"COMMIT"_s);
}

bool StoreFile::run(const QString& statement, QVariant* value)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(statement))
        return fail(explain(query.lastError()));
    if (value && query.next())
        *value = query.value(0);
    return true;
}

bool StoreFile::fail(const QString& error)
{
    m_error = error;
    return false;
}

QString StoreFile::explain(const QSqlError& error) const
{
    const QString words = error.databaseText().isEmpty() ? error.text() : error.databaseText();
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case s_busy:
    case s_locked:
        return tr("%1 is in use by another program, perhaps another practice broker. End that one, "
                  "or choose another file.")
            .arg(m_path);
    case s_noDatabase:
        return tr("%1 is not a store of this program: it is no SQLite file. Choose another file; "
                  "this one was not changed.")
            .arg(m_path);
    case s_corrupt:
        return tr("%1 is damaged (%2). Choose another file, or mend it with sqlite3's .recover.")
            .arg(m_path, words);
    case s_readOnly:
        return tr("%1 cannot be written (%2). Change the permissions of the file and its folder, "
                  "or choose another file.")
            .arg(m_path, words);
    case s_cannotOpen:
        return tr("%1 cannot be opened or made (%2). Does the folder %3 exist, and may you write "
                  "there?")
            .arg(m_path, words, QFileInfo(m_path).absolutePath());
    case s_full:
        return tr("There is no room for %1: the disk is full (%2). Free some, or choose another "
                  "file.")
            .arg(m_path, words);
    case s_ioError:
        return tr("%1 cannot be read or written (%2). Is the disk full, or has the file a limit?")
            .arg(m_path, words);
    default:
        return tr("SQLite refuses to work with %1: %2.").arg(m_path, words);
    }
}

} // namespace Stomp
