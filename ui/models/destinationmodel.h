#pragma once

#include "destinationentry.h"
#include "ratemeter.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace Ui {

/**
 * The tree connection > destination > subscription with live counts and rates. What changed is
 * merged in, nothing is ever reset; a destination appears with its first subscription and goes with
 * its last. Numbers are added as messages are taken and told to the views by tick(). Gives roles,
 * no colours.
 */
class DestinationModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column : int
    {
        NameColumn,
        CountColumn,
        RateColumn,
        ColumnCount
    };
    enum class Node : quint8
    {
        Connection,
        Destination,
        Subscription
    };
    Q_ENUM(Node)
    enum Role : int
    {
        NodeRole = Qt::UserRole + 1, //!< Node
        ConnectionRole, //!< quint32: the connection's number
        ReachRole, //!< Reach, of connection rows
        NameRole, //!< QString: the destination
        KindRole, //!< Stomp::DestinationKind
        KeyRole, //!< Stomp::SubscriptionKey, of subscription rows
        StateRole, //!< Stomp::SubscriptionState: the row's, or the worst below it
        CountRole, //!< quint64
        RateRole, //!< double, messages a second
        FromFileRole, //!< bool: of a file, not of a broker
        HistoryRole, //!< QList<quint32>: messages in each half second, oldest first
    };

    explicit DestinationModel(QObject* parent = nullptr);
    ~DestinationModel() override;

    /** Makes the connection's part of the tree equal to the entry. */
    void merge(const ConnectionEntry& entry);
    void remove(quint32 connection);

    void count(Stomp::SubscriptionKey key, quint64 messages);
    /** now: ms of a steady clock. Tells the views what count() changed, and the rates. */
    void tick(qint64 now);

    [[nodiscard]] QModelIndex indexOf(quint32 connection) const;
    [[nodiscard]] QModelIndex indexOf(Stomp::SubscriptionKey key, quint32 connection) const;

    [[nodiscard]] QModelIndex index(
        int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& index) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

private:
    struct Item;
    using Items = std::vector<std::unique_ptr<Item>>;

    [[nodiscard]] Item* item(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(const Item* item, int column = NameColumn) const;
    [[nodiscard]] QVariant display(const Item& item, int column) const;
    [[nodiscard]] QString toolTip(const Item& item) const;
    Item* insert(Item* parent, std::unique_ptr<Item> item);
    void erase(Item* item);
    void changed(const Item* item);
    void mergeSubscriptions(Item* connection, const QList<SubscriptionEntry>& entries);
    void tick(Item* item, qint64 now);
    [[nodiscard]] Item* find(Item* below, Stomp::SubscriptionKey key) const;

    std::unique_ptr<Item> m_root;
};

/** "auto", "client", "client-individual": as the frame says it. */
[[nodiscard]] QString ackText(Stomp::AckMode mode);

} // namespace Ui
