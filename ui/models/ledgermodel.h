#pragma once

#include <stomp/messages/messagefilter.h>
#include <stomp/messages/sourceledgers.h>

#include <QAbstractTableModel>

#include <functional>
#include <vector>

namespace Ui {

/**
 * The ledger as a table: a row for each connection, below it one for each of its subscriptions that
 * it is told of, and the sum last. Says of each number which condition shows its messages,
 * or why none does. No colours.
 */
class LedgerModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column : int
    {
        SourceColumn,
        ReceivedColumn,
        WaitingColumn,
        ShownColumn,
        FoldedColumn,
        HeldColumn,
        HiddenColumn,
        ClearedColumn,
        RetiredColumn,
        LostColumn,
        ColumnCount
    };
    enum Role : int
    {
        ConditionRole = Qt::UserRole + 1, //!< QString: shows these messages; empty: none can
        LevelRole, //!< Level
        CountRole, //!< qint64
    };
    enum class Level : quint8
    {
        Connection,
        Subscription,
        Sum
    };
    Q_ENUM(Level)

    /** What the rows are called. */
    struct Names
    {
        std::function<QString(quint32 connection)> connection;
        /** Empty: not known. */
        std::function<QString(quint32 subscription)> destination;
    };

    /** Of a number: what shows its messages, or why nothing does. */
    struct Explanation
    {
        bool isLink = false;
        QString condition; //!< of a link; empty: without a filter
        QString toolTip;
    };

    explicit LedgerModel(Names names, QObject* parent = nullptr);

    /** Sources may come; none goes. */
    void setLedgers(const Stomp::SourceLedgers& ledgers);
    /** The one that the table has. */
    void setFilter(const Stomp::MessageFilter& filter);

    /** Of the sum in a line of its own. */
    [[nodiscard]] Explanation explain(const Stomp::Ledger& sum, Column column) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        Level level = Level::Sum;
        Stomp::MessageSource source; //!< of a connection: without a subscription
        Stomp::Ledger ledger;

        [[nodiscard]] bool isOf(const Row& other) const
        {
            return level == other.level && source == other.source;
        }
    };

    [[nodiscard]] static std::vector<Row> rowsOf(const Stomp::SourceLedgers& ledgers);
    [[nodiscard]] QString name(const Row& row) const;
    [[nodiscard]] QString condition(const Row& row, int column) const;
    [[nodiscard]] QString toolTip(const Row& row, int column) const;

    Names m_names;
    std::vector<Row> m_rows;
    QString m_condition; //!< of the filter
    bool m_isText = false; //!< the filter
};

} // namespace Ui
