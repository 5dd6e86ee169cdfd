// bench_window [--broker activemq|rabbitmq] [--messages N]: so many messages (1,000,000) through a
// real broker, which it starts, or without --broker through the practice broker, into the main
// window: sent over one connection, received over another one from the same queue, counted on both
// sides. The sender's last word is DISCONNECT with a receipt, so the broker has taken all it sent;
// the window must have each of them once, in order, byte for byte, and its ledger must add up.

#include "benchframes.h"
#include "benchsupport.h"
#include "brokerend.h"
#include "loopwatch.h"

#include <support/realbroker.h>

#include <ui/profiles/settings.h>
#include <ui/widgets/mainwindow.h>
#include <ui/workspace/workspace.h>

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <atomic>
#include <cstdio>
#include <memory>
#include <optional>
#include <thread>

namespace {

constexpr int connectTimeoutMs = 60'000;
constexpr int runTimeoutMs = 30 * 60'000;
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

/** Of the bodies of so many orders, in their order. */
std::uint64_t expectedHash(std::uint64_t messages)
{
    std::vector<std::uint64_t> hashes(Bench::distinctFrames);
    for (unsigned i = 0; i < hashes.size(); ++i)
        hashes[i] = Bench::hashOf(Bench::orderBody(i));
    std::uint64_t hash = 0;
    for (std::uint64_t i = 0; i < messages; ++i)
        hash = Bench::chained(hash, hashes[i % hashes.size()]);
    return hash;
}

std::uint64_t hashOf(const Stomp::MessageStore& store)
{
    std::uint64_t hash = 0;
    for (std::size_t row = 0; row < store.rowCount(); ++row)
        hash = Bench::chained(hash, Bench::hashOf(store.messageAt(row).body()));
    return hash;
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

Ui::Connection* connectTo(Ui::Workspace& workspace, const Broker& broker)
{
    Ui::ConnectionProfile profile = Ui::ConnectionProfile::forUrl(broker.url);
    if (broker.real && broker.real->isRabbit())
        profile.dialect = Stomp::Dialect::RabbitMq;
    profile.login = QString::fromStdString(broker.url.user);
    Ui::Connection* const connection = workspace.createConnection(profile);
    workspace.adopt(connection);
    workspace.open(connection, QString::fromStdString(broker.url.password.value_or(std::string())));
    return connection;
}

/** Subscribed, and the broker has said so. */
bool subscribe(Ui::Connection& connection)
{
    if (!QTest::qWaitFor([&connection] { return connection.isConnected(); }, connectTimeoutMs))
        return false;
    Ui::SubscriptionWish wish;
    wish.destination = QString::fromLatin1(Bench::destination.data(), Bench::destination.size());
    const Stomp::SubscriptionKey key = connection.subscribe(wish);
    return QTest::qWaitFor(
        [&connection, key] {
            const Ui::Subscription* const one = connection.subscription(key);
            return one && one->state == Stomp::SubscriptionState::Confirmed;
        },
        connectTimeoutMs);
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
    const QTemporaryDir folder;
    Ui::Settings settings(folder.filePath(QStringLiteral("settings.ini")));
    Ui::Workspace workspace{Ui::WorkspaceOptions()};
    workspace.pump().setRetention(messages * 3 * Bench::frameSize); // all are proved afterwards
    Ui::MainWindow window(workspace, settings);
    window.resize(1280, 800);
    window.show();
    Ui::Connection* const connection = connectTo(workspace, broker);
    if (!QTest::qWaitForWindowExposed(&window) || !subscribe(*connection)) {
        std::fputs("bench_window: not subscribed\n", stderr);
        return 1;
    }

    std::atomic<std::uint64_t> sent = 0;
    const double started = Bench::secondsNow();
    std::thread sender([&] { send(broker.url, messages, sent); });
    Bench::LoopWatch watch;
    QEventLoop loop;
    QTimer::singleShot(runTimeoutMs, &loop, &QEventLoop::quit);
    QTimer look;
    look.callOnTimeout(&loop, [&] {
        const Stomp::Ledger ledger = workspace.pump().ledger();
        if (sent == messages && ledger.received >= messages && ledger.waiting == 0)
            loop.quit();
    });
    look.start(20);
    loop.exec();
    const double took = Bench::secondsNow() - started;
    watch.stop();
    // Whether one more comes than was sent.
    QTest::qWait(500);
    const Stomp::Ledger ledger = workspace.pump().ledger();
    const auto rows = static_cast<std::uint64_t>(workspace.pump().model().rowCount());
    const bool isRight = sent == messages && ledger.received == messages && rows == messages
        && ledger.lost() == 0 && hashOf(workspace.pump().store()) == expectedHash(messages);
    if (sent == messages)
        sender.join();
    else
        sender.detach(); // waits for a broker that has stopped taking
    Bench::printResult({
        {"bench", QStringLiteral("\"window\"")},
        {"broker", u'"' + (kind.isEmpty() ? QStringLiteral("practice") : kind) + u'"'},
        {"messages", QString::number(messages)},
        {"sent", QString::number(sent)},
        {"received", QString::number(ledger.received)},
        {"rows", QString::number(rows)},
        {"lost", QString::number(ledger.lost())},
        {"is_right", isRight ? QStringLiteral("true") : QStringLiteral("false")},
        {"per_second", Bench::number(static_cast<double>(messages) / took, 0)},
        {"stall_p99_ms", Bench::number(watch.stalls().percentileMs(0.99), 1)},
        {"stall_max_ms", Bench::number(watch.stalls().maxMs(), 1)},
        {"machine_stall_max_ms", Bench::number(watch.machine().maxMs, 1)},
        {"seconds", Bench::number(took, 1)},
    });
    return isRight ? 0 : 1;
}
