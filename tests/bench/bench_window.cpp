// bench_window [--broker activemq|rabbitmq] [--messages N]: so many messages (1,000,000) through a
// real broker, which it starts, or without --broker through the practice broker, into the main
// window: sent over one connection, received over another one from the same queue, counted on both
// sides. The sender's last word is DISCONNECT with a receipt, so the broker has taken all it sent;
// the window must have each of them once, in order, byte for byte, and its ledger must add up.

#include "benchframes.h"
#include "benchsupport.h"
#include "brokerend.h"
#include "windowstage.h"

#include <support/realbroker.h>

#include <QApplication>
#include <QTest>

#include <atomic>
#include <cstdio>
#include <memory>
#include <optional>
#include <thread>

namespace {

constexpr std::size_t blockSize = 64 * 1024;

/** Sends the orders of FrameSet::makeSends(), and waits until the broker has taken them. */
void send(const Stomp::BrokerUrl& url, std::uint64_t messages, std::atomic<std::uint64_t>& sent)
{
    const Bench::FrameSet set = Bench::FrameSet::makeSends();
    const std::size_t size = set.bytes.size() / Bench::distinctFrames;
    Bench::BrokerEnd end(Bench::connectTo(url.port));
    end.write("CONNECT\naccept-version:1.2\nhost:/\nlogin:" + url.user
        + "\npasscode:" + url.password.value_or(std::string()) + "\n\n" + '\0');
    if (!end.readFrame().starts_with("CONNECTED"))
        Bench::fail("the sender is not let in");
    const std::size_t most = blockSize / size;
    for (std::uint64_t done = 0; done < messages;) {
        const std::size_t first = done % Bench::distinctFrames;
        const std::size_t count =
            std::min<std::uint64_t>({most, messages - done, Bench::distinctFrames - first});
        end.write(std::string_view(set.bytes).substr(first * size, count * size));
        done += count;
    }
    end.write(std::string("DISCONNECT\nreceipt:all\n\n") + '\0');
    const std::string_view answer = end.readFrame();
    if (!answer.starts_with("RECEIPT"))
        Bench::fail("the broker has not confirmed what was sent");
    sent = messages;
}

/** The other side, ended with this. */
struct Broker
{
    std::optional<RealBroker> real;
    std::unique_ptr<Bench::PracticeBroker> practice;
    Stomp::BrokerUrl url;

    bool start(const QString& kind)
    {
        if (kind.isEmpty()) {
            practice = std::make_unique<Bench::PracticeBroker>();
            url.host = "127.0.0.1";
            url.port = practice->port();
        } else {
            real.emplace(RealBroker::own(kind));
            url = real->url();
            if (!real->isValid())
                std::fprintf(stderr, "bench_window: %s\n", qPrintable(real->error()));
        }
        return url.port != 0;
    }
};

Ui::ConnectionProfile profileOf(const Broker& broker)
{
    Ui::ConnectionProfile profile = Ui::ConnectionProfile::forUrl(broker.url);
    if (broker.real && broker.real->isRabbit())
        profile.dialect = Stomp::Dialect::RabbitMq;
    profile.login = QString::fromStdString(broker.url.user);
    return profile;
}

} // namespace

int main(int argc, char** argv)
{
    Bench::chooseDisplay();
    QApplication application(argc, argv);
    const std::uint64_t messages = Bench::argument(QStringLiteral("messages"), 1'000'000);
    const QStringList words = QCoreApplication::arguments();
    const qsizetype at = words.indexOf(QStringLiteral("--broker"));
    const QString kind = at < 0 ? QString() : words.value(at + 1);
    Broker broker;
    if (!broker.start(kind)) {
        std::fputs("bench_window: the broker does not start\n", stderr);
        return 1;
    }
    Bench::WindowStage stage;
    const QString password = QString::fromStdString(broker.url.password.value_or(std::string()));
    Ui::Connection* const connection =
        stage.show() ? stage.connectTo(profileOf(broker), password) : nullptr;
    if (!connection || !stage.isConfirmed(*connection, stage.subscribe(*connection))) {
        std::fputs("bench_window: not subscribed\n", stderr);
        return 1;
    }

    std::atomic<std::uint64_t> sent = 0;
    std::optional<std::thread> sender;
    const Bench::Phase phase =
        stage.run([&] { sender.emplace([&] { send(broker.url, messages, sent); }); },
            [&] {
                const Stomp::Ledger ledger = stage.ledger();
                return sent == messages && ledger.received >= messages && ledger.waiting == 0;
            });
    // Whether one more comes than was sent.
    QTest::qWait(500);
    const Stomp::Ledger ledger = stage.ledger();
    const auto rows = static_cast<std::uint64_t>(stage.pump().model().rowCount());
    const bool isRight = sent == messages && ledger.received == messages && rows == messages
        && ledger.lost() == 0 && stage.keepsOrders(messages);
    if (sent == messages)
        sender->join();
    else
        sender->detach(); // waits for a broker that has stopped taking
    Bench::Result members{
        {"bench", QStringLiteral("\"window\"")},
        {"broker", u'"' + (kind.isEmpty() ? QStringLiteral("practice") : kind) + u'"'},
        {"messages", QString::number(messages)},
        {"sent", QString::number(sent)},
        {"received", QString::number(ledger.received)},
        {"rows", QString::number(rows)},
        {"lost", QString::number(ledger.lost())},
        {"is_right", isRight ? QStringLiteral("true") : QStringLiteral("false")},
        {"per_second", Bench::number(static_cast<double>(messages) / phase.seconds, 0)},
        {"seconds", Bench::number(phase.seconds, 1)},
    };
    phase.addTo(members, "stall_p99_ms", "stall_max_ms", "machine_stall_max_ms");
    Bench::printResult(members);
    return isRight ? 0 : 1;
}
