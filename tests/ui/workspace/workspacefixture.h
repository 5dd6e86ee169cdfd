#pragma once

#include <ui/workspace/workspace.h>

namespace Testing {

inline Ui::SubscriptionWish wish(
    const char* destination, Stomp::AckMode ack = Stomp::AckMode::Auto, bool onArrival = true)
{
    Ui::SubscriptionWish w;
    w.destination = QString::fromLatin1(destination);
    w.ack = ack;
    w.acknowledgeOnArrival = onArrival;
    return w;
}

inline Ui::PublishRequest request(const char* destination, const char* body, quint32 count)
{
    Ui::PublishRequest r;
    r.frame.command = "SEND";
    r.frame.add("destination", destination);
    r.frame.body = body;
    r.count = count;
    return r;
}

inline Ui::ConnectionProfile local(quint16 port)
{
    Ui::ConnectionProfile profile = Ui::ConnectionProfile::forPreset(Ui::Preset::Url);
    profile.name = QStringLiteral("test");
    profile.host = QStringLiteral("127.0.0.1");
    profile.port = port;
    return profile;
}

/** A workspace with one connection to its practice broker. */
struct Desk
{
    explicit Desk(const Ui::WorkspaceOptions& options = {}) : workspace(options)
    {
        connection =
            workspace.createConnection(Ui::ConnectionProfile::forPreset(Ui::Preset::Practice));
        workspace.adopt(connection);
        workspace.open(connection, {});
    }

    [[nodiscard]] int rows() { return workspace.pump().model().messageCount(); }
    [[nodiscard]] QList<quint64> serials()
    {
        QList<quint64> all;
        for (int row = 0; row < rows(); ++row)
            all.append(workspace.pump().model().serialAt(row));
        return all;
    }
    [[nodiscard]] int inState(Stomp::AckState state)
    {
        int count = 0;
        for (int row = 0; row < rows(); ++row)
            count += workspace.pump().model().ackStateAt(row) == state;
        return count;
    }

    Ui::Workspace workspace;
    Ui::Connection* connection = nullptr;
};

} // namespace Testing
