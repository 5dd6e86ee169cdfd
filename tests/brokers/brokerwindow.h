#pragma once

#include <support/realbroker.h>

#include <ui/models/messagetablemodel.h>
#include <ui/widgets/windowfixture.h>

#include <string>
#include <tuple>
#include <vector>

inline constexpr int patienceMs = 60'000; // a broker that starts on a loaded machine

/** The window, with connections to the real broker. */
struct BrokerWindow : Testing::WindowFixture
{
    [[nodiscard]] Ui::Connection* open(const RealBroker& broker, const char* name, quint16 port = 0)
    {
        return open(broker, name, broker.url(), port);
    }
    [[nodiscard]] Ui::Connection* open(
        const RealBroker& broker, const char* name, Stomp::BrokerUrl url, quint16 port = 0)
    {
        if (port != 0) // where somebody listens in
            url.port = port;
        Ui::ConnectionProfile profile = Ui::ConnectionProfile::forUrl(url);
        if (broker.isRabbit())
            profile.dialect = Stomp::Dialect::RabbitMq; // its virtual host is not the machine's
        profile.name = QString::fromLatin1(name);
        profile.login = QString::fromStdString(url.user);
        Ui::Connection* const made = workspace.createConnection(profile);
        workspace.adopt(made);
        workspace.open(made, QString::fromStdString(url.password.value_or(std::string())));
        return made;
    }
    /** By hand, one by one. */
    [[nodiscard]] bool subscribe(Ui::Connection* connection, const std::string& destination,
        const std::vector<Stomp::Header>& headers = {},
        Stomp::AckMode ack = Stomp::AckMode::ClientIndividual, bool acknowledgeOnArrival = false)
    {
        Ui::SubscriptionWish wish;
        wish.destination = QString::fromStdString(destination);
        wish.ack = ack;
        wish.headers = headers;
        wish.acknowledgeOnArrival = acknowledgeOnArrival;
        const auto key = connection->subscribe(wish);
        return QTest::qWaitFor(
            [connection, key] {
                return connection->subscription(key)->state == Stomp::SubscriptionState::Confirmed;
            },
            patienceMs);
    }
    void publish(Ui::Connection* connection, const std::string& destination, const char* body)
    {
        Ui::PublishRequest request;
        request.frame.command = "SEND";
        request.frame.add("destination", destination);
        request.frame.body = body;
        std::ignore = connection->publish(request);
    }
    [[nodiscard]] QAction* action(const char* name) const { return find<QAction>(name); }
    void acknowledge(int row)
    {
        table()->setCurrentIndex(model().index(row, 0));
        QTRY_VERIFY(action("acknowledge")->isEnabled());
        action("acknowledge")->trigger();
    }
    [[nodiscard]] Ui::MessageTableModel& model() { return workspace.pump().model(); }
    [[nodiscard]] QString state(int row)
    {
        return model().index(row, int(Ui::MessageColumn::State)).data().toString();
    }
    /** Of the messages that came on this connection. */
    [[nodiscard]] std::vector<std::string> bodiesOf(const Ui::Connection* connection)
    {
        std::vector<std::string> all;
        for (int row = 0; row < model().rowCount(); ++row) {
            if (!model().isGap(row)
                && model().messageAt(row).row->connection == connection->number())
                all.emplace_back(model().messageAt(row).body());
        }
        return all;
    }
    [[nodiscard]] bool says(const QString& text) const { return notices().contains(text); }
};

/** The notice says this, at last. */
#define SAYS(bench, words)                                                                         \
    do {                                                                                           \
        const QString wanted = (words);                                                            \
        const bool isSaid = QTest::qWaitFor([&] { return (bench).says(wanted); }, patienceMs);     \
        QVERIFY2(isSaid,                                                                           \
            qPrintable(QStringLiteral("wanted: ") + wanted + QStringLiteral("\nsaid: ")            \
                + (bench).notices()));                                                             \
    } while (false)
