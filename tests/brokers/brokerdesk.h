#pragma once

#include <support/realbroker.h>

#include <ui/workspace/workspace.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

inline constexpr int patienceMs = 60'000; // a broker that starts on a loaded machine

/** The window's side: a connection that comes back by itself, and the table of messages. */
class Desk
{
public:
    explicit Desk(const RealBroker& broker, Stomp::HeartBeat heartBeat = {10'000, 10'000},
        std::vector<Stomp::Header> connectHeaders = {})
        : m_workspace(options()),
          connection(open(broker, broker.stompPort(), heartBeat, std::move(connectHeaders)))
    { }

    /** One more, through a port where somebody listens in. */
    [[nodiscard]] Ui::Connection* open(const RealBroker& broker, quint16 port,
        Stomp::HeartBeat heartBeat = {10'000, 10'000},
        std::vector<Stomp::Header> connectHeaders = {})
    {
        Stomp::BrokerUrl url = broker.url();
        url.port = port;
        Ui::ConnectionProfile profile = Ui::ConnectionProfile::forUrl(url);
        if (broker.isRabbit())
            profile.dialect =
                Stomp::Dialect::RabbitMq; // its virtual host is not the machine's name
        profile.heartBeat = heartBeat;
        profile.headers = std::move(connectHeaders);
        profile.login = QString::fromStdString(url.user);
        Ui::Connection* const made = m_workspace.createConnection(profile);
        m_workspace.adopt(made);
        m_workspace.open(made, QString::fromStdString(url.password.value_or(std::string())));
        return made;
    }

    /** By hand, one by one. */
    [[nodiscard]] Stomp::SubscriptionKey subscribe(const std::string& destination)
    {
        Ui::SubscriptionWish wish;
        wish.destination = QString::fromStdString(destination);
        wish.ack = Stomp::AckMode::ClientIndividual;
        wish.acknowledgeOnArrival = false;
        return connection->subscribe(wish);
    }
    /** Acknowledged by the broker itself; the name goes into the broker's own headers. */
    [[nodiscard]] Stomp::SubscriptionKey subscribeDurably(
        const std::string& destination, const char* name)
    {
        Ui::SubscriptionWish wish;
        wish.destination = QString::fromStdString(destination);
        wish.durableName = QString::fromLatin1(name);
        return connection->subscribe(wish);
    }
    [[nodiscard]] bool isConfirmed(Stomp::SubscriptionKey key) const
    {
        const Ui::Subscription* one = connection->subscription(key);
        return one && one->state == Stomp::SubscriptionState::Confirmed;
    }
    [[nodiscard]] QString acknowledge(int row)
    {
        return m_workspace.acknowledging().settle({table().serialAt(row)}, true);
    }

    [[nodiscard]] Ui::Acknowledging& acknowledging() { return m_workspace.acknowledging(); }
    [[nodiscard]] Ui::MessageTableModel& table() { return m_workspace.pump().model(); }
    /** The row of the first gap, or all rows. */
    [[nodiscard]] int gap()
    {
        int row = 0;
        while (row < table().rowCount() && !table().isGap(row))
            ++row;
        return row;
    }
    [[nodiscard]] std::string body(int row) { return std::string(table().messageAt(row).body()); }
    /** Of a gap, and of a row that is not there. */
    [[nodiscard]] std::string bodyOrNothing(int row)
    {
        return row < table().rowCount() && !table().isGap(row) ? body(row) : "nothing";
    }
    [[nodiscard]] std::set<std::string> bodies(int first, int end)
    {
        std::set<std::string> all;
        for (int row = first; row < end; ++row) {
            if (!table().isGap(row))
                all.insert(body(row));
        }
        return all;
    }
    [[nodiscard]] bool isRedelivered(int row)
    {
        return table().index(row, 0).data(Ui::RedeliveredRole).toBool();
    }
    [[nodiscard]] std::int64_t lost() { return m_workspace.pump().ledger().lost(); }

private:
    [[nodiscard]] static Ui::WorkspaceOptions options()
    {
        Ui::WorkspaceOptions options;
        options.backoff.first = 100;
        options.backoff.cap = 500;
        return options;
    }

    Ui::Workspace m_workspace;

public:
    Ui::Connection* connection;
};
