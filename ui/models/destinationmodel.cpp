#include "destinationmodel.h"

#include <QLocale>
#include <QTime>

#include <algorithm>

namespace Ui {

using Stomp::SubscriptionState;

struct DestinationModel::Item
{
    Node node = Node::Connection;
    Item* parent = nullptr;
    Items children;
    ConnectionEntry connection; //!< of connection rows, without its subscriptions
    SubscriptionEntry subscription; //!< of subscription rows; destination and kind of their parents
    quint64 count = 0;
    QTime lastTime; //!< of its last message
    RateMeter meter;
    bool isCounted = false; //!< count() changed it since the last tick()

    [[nodiscard]] int row() const
    {
        const auto here = std::find_if(parent->children.cbegin(), parent->children.cend(),
            [this](const auto& child) { return child.get() == this; });
        return static_cast<int>(here - parent->children.cbegin());
    }

    [[nodiscard]] SubscriptionState worstState() const
    {
        SubscriptionState worst = subscription.state;
        if (!children.empty()) {
            worst = children.front()->worstState();
            for (const auto& child : children) {
                if (child->worstState() == SubscriptionState::Refused)
                    worst = SubscriptionState::Refused;
            }
        }
        return worst;
    }
};

DestinationModel::DestinationModel(QObject* parent)
    : QAbstractItemModel(parent), m_root(std::make_unique<Item>())
{ }

DestinationModel::~DestinationModel() = default;

void DestinationModel::merge(const ConnectionEntry& entry)
{
    Item* connection = item(indexOf(entry.number));
    if (connection == m_root.get()) {
        auto fresh = std::make_unique<Item>();
        fresh->connection = {entry.number, entry.name, entry.reach, {}};
        connection = insert(m_root.get(), std::move(fresh));
    } else if (connection->connection.name != entry.name
        || connection->connection.reach != entry.reach) {
        connection->connection.name = entry.name;
        connection->connection.reach = entry.reach;
        changed(connection);
    }
    mergeSubscriptions(connection, entry.subscriptions);
}

void DestinationModel::mergeSubscriptions(Item* connection, const QList<SubscriptionEntry>& entries)
{
    for (std::size_t d = connection->children.size(); d-- > 0;) {
        Item* destination = connection->children[d].get();
        for (std::size_t s = destination->children.size(); s-- > 0;) {
            Item* subscription = destination->children[s].get();
            const bool stays = std::any_of(entries.cbegin(), entries.cend(),
                [&](const auto& e) { return e.key == subscription->subscription.key; });
            if (!stays)
                erase(subscription);
        }
        if (destination->children.empty())
            erase(destination);
        else
            changed(destination);
    }
    for (const SubscriptionEntry& entry : entries) {
        if (Item* known = find(connection, entry.key)) {
            if (!(known->subscription == entry)) {
                known->subscription = entry;
                changed(known);
                changed(known->parent);
            }
            continue;
        }
        const auto same = std::find_if(connection->children.cbegin(), connection->children.cend(),
            [&](const auto& d) { return d->subscription.destination == entry.destination; });
        Item* destination = same == connection->children.cend() ? nullptr : same->get();
        if (!destination) {
            auto fresh = std::make_unique<Item>();
            fresh->node = Node::Destination;
            fresh->subscription.destination = entry.destination;
            fresh->subscription.kind = entry.kind;
            destination = insert(connection, std::move(fresh));
        }
        auto fresh = std::make_unique<Item>();
        fresh->node = Node::Subscription;
        fresh->subscription = entry;
        insert(destination, std::move(fresh));
        changed(destination);
    }
}

void DestinationModel::remove(quint32 connection)
{
    const QModelIndex index = indexOf(connection);
    if (index.isValid())
        erase(item(index));
}

void DestinationModel::count(Stomp::SubscriptionKey key, quint64 messages)
{
    const QTime now = QTime::currentTime();
    for (Item* counted = find(m_root.get(), key); counted; counted = counted->parent) {
        counted->count += messages;
        counted->lastTime = now;
        counted->meter.add(messages);
        counted->isCounted = true;
    }
}

void DestinationModel::tick(qint64 now)
{
    tick(m_root.get(), now);
}

void DestinationModel::tick(Item* below, qint64 now)
{
    for (const auto& child : below->children)
        tick(child.get(), now);
    const double before = below->meter.rate();
    below->meter.advance(now);
    if ((below->isCounted || below->meter.rate() != before) && below != m_root.get()) {
        const QModelIndex first = indexOf(below, CountColumn);
        Q_EMIT dataChanged(first, indexOf(below, RateColumn));
    }
    below->isCounted = false;
}

QModelIndex DestinationModel::indexOf(quint32 connection) const
{
    for (const auto& child : m_root->children) {
        if (child->connection.number == connection)
            return indexOf(child.get());
    }
    return {};
}

QModelIndex DestinationModel::indexOf(Stomp::SubscriptionKey key, quint32 connection) const
{
    const QModelIndex top = indexOf(connection);
    const Item* found = top.isValid() ? find(item(top), key) : nullptr;
    return found ? indexOf(found) : QModelIndex();
}

QModelIndex DestinationModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, item(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex DestinationModel::parent(const QModelIndex& index) const
{
    return index.isValid() ? indexOf(item(index)->parent) : QModelIndex();
}

int DestinationModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(item(parent)->children.size());
}

int DestinationModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant DestinationModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Item& it = *item(index);
    const Item* connection = &it;
    while (connection->node != Node::Connection)
        connection = connection->parent;
    switch (role) {
    case Qt::DisplayRole:
        return display(it, index.column());
    case Qt::ToolTipRole:
        return toolTip(it);
    case Qt::AccessibleTextRole:
        return index.column() == NameColumn ? QVariant(toolTip(it)) : display(it, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == NameColumn ? QVariant()
                                            : QVariant(int(Qt::AlignRight | Qt::AlignVCenter));
    case NodeRole:
        return QVariant::fromValue(it.node);
    case ConnectionRole:
        return connection->connection.number;
    case ReachRole:
        return QVariant::fromValue(connection->connection.reach);
    case NameRole:
        return it.subscription.destination;
    case KindRole:
        return QVariant::fromValue(it.subscription.kind);
    case KeyRole:
        return it.node == Node::Subscription ? QVariant(it.subscription.key) : QVariant();
    case StateRole:
        return QVariant::fromValue(it.worstState());
    case FromFileRole:
        return connection->connection.reach == Reach::File;
    case CountRole:
        return it.count;
    case RateRole:
        return it.meter.rate();
    case HistoryRole: {
        const auto history = it.meter.history();
        return QVariant::fromValue(QList<quint32>(history.cbegin(), history.cend()));
    }
    default:
        return {};
    }
}

QVariant DestinationModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section != NameColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Destination");
    case CountColumn:
        return tr("Count");
    case RateColumn:
        return tr("Rate/s");
    default:
        return {};
    }
}

QVariant DestinationModel::display(const Item& it, int column) const
{
    const QLocale locale;
    if (column == CountColumn)
        return locale.toString(it.count);
    if (column == RateColumn) {
        const double rate = it.meter.rate();
        return rate > 0 && rate < 10 ? locale.toString(rate, 'f', 1)
                                     : locale.toString(qRound64(rate));
    }
    if (it.node == Node::Connection)
        return it.connection.name;
    if (it.node == Node::Destination)
        return it.subscription.destination;
    const SubscriptionEntry& s = it.subscription;
    if (s.isFromFile)
        return tr("from the file");
    const QString ack = s.ack == Stomp::AckMode::Auto
        ? ackText(s.ack)
        : ackText(s.ack) + u' ' + (s.acknowledgeOnArrival ? tr("on arrival") : tr("by hand"));
    switch (s.state) {
    case SubscriptionState::Requested:
        return tr("requested · %1").arg(ack);
    case SubscriptionState::Confirmed:
        return tr("confirmed · %1").arg(ack);
    case SubscriptionState::Assumed:
        return tr("not confirmed · %1").arg(ack);
    case SubscriptionState::Refused:
        return s.reason.isEmpty() ? tr("refused") : tr("refused: %1").arg(s.reason);
    case SubscriptionState::Ended:
        return tr("ended · %1").arg(ack);
    }
    return {};
}

QString DestinationModel::toolTip(const Item& it) const
{
    if (it.node == Node::Connection)
        return it.connection.name;
    const auto kind = Stomp::toString(it.subscription.kind);
    const QString destination = tr("%1 (%2)").arg(it.subscription.destination,
        QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size())));
    if (it.node == Node::Destination)
        return destination;
    QString text = display(it, NameColumn).toString();
    if (it.subscription.isFromFile)
        return destination + u'\n' + text;
    if (it.subscription.state == SubscriptionState::Assumed)
        text += u'\n' + tr("This broker did not answer the subscription; messages may still come.");
    if (it.subscription.state == SubscriptionState::Ended && !it.subscription.reason.isEmpty())
        text += u'\n' + it.subscription.reason;
    text += u'\n'
        + (it.lastTime.isValid()
                ? tr("Last message %1.").arg(it.lastTime.toString(QStringLiteral("HH:mm:ss")))
                : tr("No message yet."))
        + u' ' + tr("Ctrl+Shift+Y: why is it quiet?");
    return destination + u'\n' + text;
}

DestinationModel::Item* DestinationModel::item(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<Item*>(index.internalPointer()) : m_root.get();
}

QModelIndex DestinationModel::indexOf(const Item* it, int column) const
{
    if (!it || it == m_root.get())
        return {};
    return createIndex(it->row(), column, it);
}

DestinationModel::Item* DestinationModel::insert(Item* parent, std::unique_ptr<Item> fresh)
{
    const int row = static_cast<int>(parent->children.size());
    beginInsertRows(indexOf(parent), row, row);
    fresh->parent = parent;
    parent->children.push_back(std::move(fresh));
    endInsertRows();
    return parent->children.back().get();
}

void DestinationModel::erase(Item* gone)
{
    Item* parent = gone->parent;
    const int row = gone->row();
    beginRemoveRows(indexOf(parent), row, row);
    parent->children.erase(parent->children.begin() + row);
    endRemoveRows();
}

void DestinationModel::changed(const Item* it)
{
    Q_EMIT dataChanged(indexOf(it), indexOf(it, ColumnCount - 1));
}

DestinationModel::Item* DestinationModel::find(Item* below, Stomp::SubscriptionKey key) const
{
    if (below->node == Node::Subscription)
        return below->subscription.key == key ? below : nullptr;
    for (const auto& child : below->children) {
        if (Item* found = find(child.get(), key))
            return found;
    }
    return nullptr;
}

QString ackText(Stomp::AckMode mode)
{
    switch (mode) {
    case Stomp::AckMode::Auto:
        return QStringLiteral("auto");
    case Stomp::AckMode::Client:
        return QStringLiteral("client");
    case Stomp::AckMode::ClientIndividual:
        return QStringLiteral("client-individual");
    }
    return {};
}

} // namespace Ui
