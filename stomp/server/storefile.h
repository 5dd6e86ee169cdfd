#pragma once

#include <QSqlDatabase>
#include <QSqlError>
#include <QString>

namespace Stomp {

/**
 * The SQLite file of a practice broker: opened for it alone, its schema made or brought up to date.
 * What cannot be is an error in words, and the file is left as it was. One thread.
 *
 * application_id is "STMP"; user_version is the schema's version:
 *   1  message(row, queue, shown, id, priority, expires, deliveries, headers, body),
 *      durable(client_id, name, topic, shown, is_pattern, style, selector, queue),
 *      broker(key, value): boot, the boot id; ids, a number that no message-id has reached
 *   2  message has due, period, repeats and is_topic: scheduled messages
 */
class StoreFile
{
public:
    static constexpr int s_version = 2;

    StoreFile();
    ~StoreFile();
    StoreFile(const StoreFile&) = delete;
    StoreFile& operator=(const StoreFile&) = delete;

    /** False: error() says why. */
    [[nodiscard]] bool open(const QString& path);
    [[nodiscard]] const QString& error() const { return m_error; }
    [[nodiscard]] QSqlDatabase& database() { return m_database; }

    /** One statement; its first value, or something else than null. */
    bool run(const QString& statement, QVariant* value = nullptr);
    /** What went wrong, likely why, and what to do. */
    [[nodiscard]] QString explain(const QSqlError& error) const;

private:
    [[nodiscard]] bool claim();
    [[nodiscard]] bool checkOwner();
    [[nodiscard]] bool migrate(int version);
    [[nodiscard]] bool makeSchema();
    bool fail(const QString& error);

    QString m_path;
    QString m_name; //!< of Qt's connection
    QString m_error;
    QSqlDatabase m_database;
};

} // namespace Stomp
