#include "sqlitestore.h"

#include <QDateTime>
#include <QVariant>

#include <algorithm>

namespace Stomp {

namespace {

using namespace Qt::StringLiterals;

/** So many message-ids are set aside at a time: after a crash those left of them are skipped. */
constexpr std::uint64_t s_idBlock = 10'000;

QByteArray blob(std::string_view text)
{
    // Not null, which SQLite would refuse.
    return text.empty() ? QByteArray("", 0)
                        : QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

QVariant number(std::uint64_t value)
{
    return QVariant::fromValue(static_cast<qlonglong>(value));
}

std::string text(const QSqlQuery& query, int column)
{
    return query.value(column).toByteArray().toStdString();
}

std::uint64_t number(const QSqlQuery& query, int column)
{
    return static_cast<std::uint64_t>(query.value(column).toLongLong());
}

} // namespace

SqliteStore::Statements::Statements(const QSqlDatabase& database)
    : insert(database), update(database), erase(database), insertDurable(database),
      eraseDurable(database), setValue(database)
{ }

bool SqliteStore::Statements::prepare(QSqlError& error)
{
    const std::pair<QSqlQuery*, QString> all[] = {
        {&insert, u"INSERT INTO message VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s},
        {&update, u"UPDATE message SET deliveries = ? WHERE row = ?"_s},
        {&erase, u"DELETE FROM message WHERE row = ?"_s},
        {&insertDurable, u"INSERT OR REPLACE INTO durable VALUES(?, ?, ?, ?, ?, ?, ?, ?)"_s},
        {&eraseDurable, u"DELETE FROM durable WHERE client_id = ? AND name = ?"_s},
        {&setValue, u"INSERT OR REPLACE INTO broker VALUES(?, ?)"_s},
    };
    for (const auto& [query, statement] : all) {
        query->setForwardOnly(true);
        if (!query->prepare(statement)) {
            error = query->lastError();
            return false;
        }
    }
    return true;
}

bool SqliteStore::open(const QString& path)
{
    if (!m_file.open(path)) {
        m_error = m_file.error();
        return false;
    }
    m_statements = std::make_unique<Statements>(m_file.database());
    QSqlError error;
    if (!m_statements->prepare(error))
        return fail(error);
    if (!readBroker())
        return false;
    // Set aside now: when the disk is full, nothing more could be, and nobody be served.
    m_idLimit += s_idBlock;
    return probe();
}

bool SqliteStore::readBroker()
{
    QVariant boot;
    QVariant ids;
    QVariant row;
    if (!m_file.run(u"SELECT value FROM broker WHERE key = 'boot'"_s, &boot)
        || !m_file.run(u"SELECT value FROM broker WHERE key = 'ids'"_s, &ids)
        || !m_file.run(u"SELECT max(row) FROM message"_s, &row)) {
        m_error = m_file.error();
        return false;
    }
    m_bootId = boot.toByteArray().toStdString();
    if (m_bootId.empty())
        m_bootId = QByteArray::number(QDateTime::currentMSecsSinceEpoch(), 36).toStdString();
    m_idLimit = m_lastId = static_cast<std::uint64_t>(ids.toLongLong());
    m_lastRow = static_cast<std::uint64_t>(row.toLongLong());
    return true;
}

bool SqliteStore::probe()
{
    const bool works = exec(u"BEGIN IMMEDIATE"_s) && writeValue(u"boot"_s, blob(m_bootId))
        && writeValue(u"ids"_s, number(m_idLimit)) && exec(u"COMMIT"_s);
    if (!works) {
        m_file.database().rollback();
        return false;
    }
    m_refusal = {};
    return true;
}

bool SqliteStore::load(const std::function<void(const StoredDurable&)>& takeDurable,
    const std::function<void(const PersistentMessage&)>& takeMessage)
{
    return loadDurables(takeDurable) && loadMessages(takeMessage);
}

bool SqliteStore::loadDurables(const std::function<void(const StoredDurable&)>& take)
{
    QSqlQuery query(m_file.database());
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT client_id, name, topic, shown, is_pattern, style, selector, queue "
                    "FROM durable ORDER BY rowid"_s))
        return fail(query.lastError());
    while (query.next()) {
        take({text(query, 0), text(query, 1), text(query, 2), text(query, 3),
            query.value(4).toBool(), query.value(5).toInt(), text(query, 6), text(query, 7)});
    }
    return true;
}

bool SqliteStore::loadMessages(const std::function<void(const PersistentMessage&)>& take)
{
    QSqlQuery query(m_file.database());
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT row, queue, shown, id, priority, expires, deliveries, headers, body, "
                    "due, period, repeats, is_topic FROM message ORDER BY row"_s))
        return fail(query.lastError());
    PersistentMessage message;
    while (query.next()) {
        message.row = number(query, 0);
        message.queue = text(query, 1);
        message.shown = text(query, 2);
        message.id = number(query, 3);
        message.priority = static_cast<unsigned char>(std::clamp(query.value(4).toInt(), 0, 9));
        message.expires = query.value(5).toLongLong();
        message.deliveries = query.value(6).toUInt();
        message.headers = text(query, 7);
        message.body = text(query, 8);
        message.due = query.value(9).toLongLong();
        message.period = query.value(10).toLongLong();
        message.repeats = number(query, 11);
        message.isTopic = query.value(12).toBool();
        take(message);
    }
    return query.lastError().isValid() ? fail(query.lastError()) : true;
}

std::uint64_t SqliteStore::add(const Place& place, const MessagePtr& message)
{
    m_isDirty = true;
    m_added.push_back({message, std::string(place.queue), std::string(place.shown), place.due,
        place.period, place.repeats, place.isTopic, 0});
    return ++m_lastRow;
}

void SqliteStore::setDeliveries(std::uint64_t row, std::uint32_t deliveries)
{
    m_isDirty = true;
    const std::uint64_t before = m_lastRow - m_added.size();
    if (row > before)
        m_added[row - before - 1].deliveries = deliveries;
    else
        m_deliveries[row] = deliveries;
}

void SqliteStore::remove(std::uint64_t row)
{
    m_isDirty = true;
    const std::uint64_t before = m_lastRow - m_added.size();
    if (row > before) {
        m_added[row - before - 1].message.reset();
        return;
    }
    m_deliveries.erase(row);
    m_removed.push_back(row);
}

void SqliteStore::addDurable(const StoredDurable& durable)
{
    m_isDirty = true;
    m_durables.push_back({durable, false});
}

void SqliteStore::removeDurable(std::string_view clientId, std::string_view name)
{
    m_isDirty = true;
    DurableChange change;
    change.durable.clientId = clientId;
    change.durable.name = name;
    change.isRemoval = true;
    m_durables.push_back(std::move(change));
}

bool SqliteStore::commit(std::uint64_t lastId)
{
    if (!needsCommit(lastId))
        return true;
    const bool hasWritten = write(lastId);
    forgetChanges();
    return hasWritten;
}

bool SqliteStore::write(std::uint64_t lastId)
{
    const std::uint64_t limit = lastId > m_idLimit ? lastId + s_idBlock : m_idLimit;
    if (!exec(u"BEGIN IMMEDIATE"_s))
        return false;
    bool isDone = writeAdded() && writeDurables()
        && (limit == m_idLimit || writeValue(u"ids"_s, number(limit)));
    for (auto entry = m_deliveries.begin(); isDone && entry != m_deliveries.end(); ++entry) {
        m_statements->update.bindValue(0, entry->second);
        m_statements->update.bindValue(1, number(entry->first));
        isDone = exec(m_statements->update);
    }
    for (auto row = m_removed.begin(); isDone && row != m_removed.end(); ++row) {
        m_statements->erase.bindValue(0, number(*row));
        isDone = exec(m_statements->erase);
    }
    if (!isDone || !exec(u"COMMIT"_s)) {
        m_file.database().rollback();
        return false;
    }
    m_idLimit = limit;
    m_refusal = {};
    return true;
}

bool SqliteStore::writeAdded()
{
    QSqlQuery& insert = m_statements->insert;
    std::uint64_t row = m_lastRow - m_added.size();
    for (const Added& added : m_added) {
        ++row;
        if (!added.message)
            continue;
        const BrokerMessage& message = *added.message;
        // Between the blank line, and NUL with its line end.
        std::string_view body = message.bodyAndEnd();
        body = body.substr(1, body.size() - 3);
        insert.bindValue(0, number(row));
        insert.bindValue(1, blob(added.queue));
        insert.bindValue(2, blob(added.shown));
        insert.bindValue(3, number(message.id()));
        insert.bindValue(4, message.priority());
        insert.bindValue(5, QVariant::fromValue(static_cast<qlonglong>(message.expires())));
        insert.bindValue(6, added.deliveries);
        insert.bindValue(7, blob(message.headerLines(Version::V12)));
        insert.bindValue(8, blob(body));
        insert.bindValue(9, QVariant::fromValue(static_cast<qlonglong>(added.due)));
        insert.bindValue(10, QVariant::fromValue(static_cast<qlonglong>(added.period)));
        insert.bindValue(11, number(added.repeats));
        insert.bindValue(12, int{added.isTopic});
        if (!exec(insert))
            return false;
    }
    return true;
}

bool SqliteStore::writeDurables()
{
    for (const DurableChange& change : m_durables) {
        const StoredDurable& durable = change.durable;
        QSqlQuery& query =
            change.isRemoval ? m_statements->eraseDurable : m_statements->insertDurable;
        query.bindValue(0, blob(durable.clientId));
        query.bindValue(1, blob(durable.name));
        if (!change.isRemoval) {
            query.bindValue(2, blob(durable.topic));
            query.bindValue(3, blob(durable.shown));
            query.bindValue(4, int{durable.isPattern});
            query.bindValue(5, durable.style);
            query.bindValue(6, blob(durable.selector));
            query.bindValue(7, blob(durable.queue));
        }
        if (!exec(query))
            return false;
    }
    return true;
}

bool SqliteStore::writeValue(const QString& key, const QVariant& value)
{
    m_statements->setValue.bindValue(0, key);
    m_statements->setValue.bindValue(1, value);
    return exec(m_statements->setValue);
}

bool SqliteStore::exec(QSqlQuery& query)
{
    return query.exec() || fail(query.lastError());
}

bool SqliteStore::exec(const QString& statement)
{
    QSqlQuery query(m_file.database());
    return query.exec(statement) || fail(query.lastError());
}

void SqliteStore::forgetChanges()
{
    m_isDirty = false;
    m_added.clear();
    m_deliveries.clear();
    m_removed.clear();
    m_durables.clear();
}

bool SqliteStore::fail(const QSqlError& error)
{
    m_error = m_file.explain(error);
    m_refusal = Refusal{"The store cannot be written", m_error.toStdString(), {}};
    return false;
}

} // namespace Stomp
