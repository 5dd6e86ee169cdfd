#pragma once

#include "storefile.h"

#include <stomp/broker/brokerstore.h>

#include <QSqlQuery>

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace Stomp {

/**
 * A broker's store in an SQLite file. What the broker says is kept in memory until commit(), which
 * writes all of it in one transaction; what came and went in between never touches the disk. One
 * thread, that which opened it.
 */
class SqliteStore final : public BrokerStore
{
public:
    SqliteStore() = default;

    /** False: error() says why. */
    [[nodiscard]] bool open(const QString& path);
    [[nodiscard]] const QString& error() const { return m_error; }

    /** Part of the message-ids of every broker on this file. */
    [[nodiscard]] const std::string& bootId() const { return m_bootId; }
    /** When it was opened, no message-id had had a number above this one. */
    [[nodiscard]] std::uint64_t lastId() const { return m_lastId; }
    /** What was committed: first the durable subscriptions, then the messages in their order. */
    [[nodiscard]] bool load(const std::function<void(const StoredDurable&)>& takeDurable,
        const std::function<void(const PersistentMessage&)>& takeMessage);

    /** lastId: the newest message's. */
    [[nodiscard]] bool needsCommit(std::uint64_t lastId) const
    {
        return m_isDirty || lastId > m_idLimit;
    }
    /** When it returns true, all is on the disk. False: nothing of it is, and error() and refusal()
     * say why; what was not written is forgotten: load() again. */
    [[nodiscard]] bool commit(std::uint64_t lastId);
    /** Of a broker that is no more. */
    void forgetChanges();
    /** After a failure: whether it can be written again. */
    [[nodiscard]] bool probe();

    [[nodiscard]] std::uint64_t add(const Place& place, const MessagePtr& message) override;
    void setDeliveries(std::uint64_t row, std::uint32_t deliveries) override;
    void remove(std::uint64_t row) override;
    void addDurable(const StoredDurable& durable) override;
    void removeDurable(std::string_view clientId, std::string_view name) override;
    [[nodiscard]] Verdict refusal() const override { return m_refusal; }

private:
    struct Added
    {
        MessagePtr message; //!< null: it has gone again
        std::string queue;
        std::string shown;
        Millis due = 0;
        Millis period = 0;
        std::uint64_t repeats = 0;
        bool isTopic = false;
        std::uint32_t deliveries = 0;
    };
    struct DurableChange
    {
        StoredDurable durable;
        bool isRemoval = false;
    };
    struct Statements
    {
        explicit Statements(const QSqlDatabase& database);
        [[nodiscard]] bool prepare(QSqlError& error);

        QSqlQuery insert;
        QSqlQuery update;
        QSqlQuery erase;
        QSqlQuery insertDurable;
        QSqlQuery eraseDurable;
        QSqlQuery setValue;
    };

    [[nodiscard]] bool readBroker();
    [[nodiscard]] bool write(std::uint64_t lastId);
    [[nodiscard]] bool writeAdded();
    [[nodiscard]] bool writeDurables();
    [[nodiscard]] bool writeValue(const QString& key, const QVariant& value);
    [[nodiscard]] bool exec(QSqlQuery& query);
    /** Not QSqlDatabase's transaction() and commit(), which do not say what went wrong. */
    [[nodiscard]] bool exec(const QString& statement);
    [[nodiscard]] bool loadDurables(const std::function<void(const StoredDurable&)>& take);
    [[nodiscard]] bool loadMessages(const std::function<void(const PersistentMessage&)>& take);
    bool fail(const QSqlError& error);

    StoreFile m_file;
    std::unique_ptr<Statements> m_statements;
    QString m_error;
    Verdict m_refusal;
    std::string m_bootId;
    std::uint64_t m_lastId = 0;
    std::uint64_t m_idLimit = 0;
    std::uint64_t m_lastRow = 0;

    bool m_isDirty = false;
    std::vector<Added> m_added; //!< the last has the row m_lastRow
    std::unordered_map<std::uint64_t, std::uint32_t> m_deliveries; //!< by row
    std::vector<std::uint64_t> m_removed;
    std::vector<DurableChange> m_durables;
};

} // namespace Stomp
