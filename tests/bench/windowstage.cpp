#include "windowstage.h"

#include "benchframes.h"

#include <ui/widgets/countspanel.h>
#include <ui/widgets/destinationspanel.h>
#include <ui/widgets/messagepanel.h>
#include <ui/widgets/messagetableview.h>
#include <ui/widgets/rateschart.h>

#include <QCoreApplication>
#include <QDockWidget>
#include <QEventLoop>
#include <QTest>
#include <QTimer>

#include <cstdio>

namespace Bench {

namespace {

constexpr int patienceMs = 10 * 60'000;
constexpr int connectTimeoutMs = 60'000;
constexpr int lookMs = 20;
constexpr int paintMs = 100;
constexpr std::size_t mostInMemory = std::size_t(16) * 1024 * 1024 * 1024;

bool isThere(const QWidget& widget)
{
    return widget.isVisible() && !widget.size().isEmpty();
}

} // namespace

std::uint64_t countFiltered(std::uint64_t messages)
{
    std::uint64_t count = 0;
    for (std::uint64_t i = 0; i < messages; ++i)
        count += i % distinctFrames % 97 > 90 ? 1 : 0;
    return count;
}

void Phase::add(const Phase& next)
{
    stalls.add(next.stalls);
    machine.p99Ms = std::max(machine.p99Ms, next.machine.p99Ms);
    machine.maxMs = std::max(machine.maxMs, next.machine.maxMs);
    hasEnded = hasEnded && next.hasEnded;
}

void Phase::tell(const char* what, std::uint64_t messages) const
{
    std::printf("%s: %.2f s, %.0f messages/s; stalls: p99 %.1f ms, worst %.1f ms (the machine's: "
                "p99 %.1f ms, worst %.1f ms)\n",
        what, seconds, static_cast<double>(messages) / seconds, stalls.percentileMs(0.99),
        stalls.maxMs(), machine.p99Ms, machine.maxMs);
    std::fflush(stdout);
}

void Phase::addTo(
    Result& result, const char* p99, const char* worst, const char* machineWorst) const
{
    result.emplace_back(p99, number(stalls.percentileMs(0.99), 1));
    result.emplace_back(worst, number(stalls.maxMs(), 1));
    result.emplace_back(machineWorst, number(machine.maxMs, 1));
}

WindowStage::WindowStage(bool onDisk)
    : m_folder(QCoreApplication::applicationDirPath() + QStringLiteral("/window-XXXXXX")),
      m_settings(m_folder.filePath(QStringLiteral("settings.ini"))),
      m_window(m_workspace, m_settings)
{
    m_workspace.pump().setRetention({mostInMemory, false},
        onDisk ? Stomp::DiskPlace{m_folder.path().toStdString(), 0} : Stomp::DiskPlace());
    m_window.resize(1440, 900);
}

bool WindowStage::show()
{
    m_window.show();
    auto* const dock = qobject_cast<QDockWidget*>(m_window.countsPanel()->parentWidget());
    if (!QTest::qWaitForWindowExposed(&m_window) || !dock)
        return false;
    dock->show();
    dock->raise();
    const auto isInView = [this] {
        const Ui::RatesChart* const chart = m_window.countsPanel()->chart();
        return chart && isThere(*chart) && isThere(*m_window.destinationsPanel())
            && isThere(*m_window.messagePanel()->view());
    };
    return QTest::qWaitFor(isInView);
}

Ui::Connection* WindowStage::connectTo(
    const Ui::ConnectionProfile& profile, const QString& password)
{
    Ui::Connection* const connection = m_workspace.createConnection(profile);
    m_workspace.adopt(connection);
    m_workspace.open(connection, password);
    const bool isThere =
        QTest::qWaitFor([connection] { return connection->isConnected(); }, connectTimeoutMs);
    return isThere ? connection : nullptr;
}

Stomp::SubscriptionKey WindowStage::subscribe(Ui::Connection& connection)
{
    Ui::SubscriptionWish wish;
    wish.destination = QString::fromLatin1(destination.data(), destination.size());
    return connection.subscribe(wish);
}

bool WindowStage::isConfirmed(const Ui::Connection& connection, Stomp::SubscriptionKey key)
{
    return QTest::qWaitFor(
        [&connection, key] {
            const Ui::Subscription* const one = connection.subscription(key);
            return one && one->state == Stomp::SubscriptionState::Confirmed;
        },
        connectTimeoutMs);
}

bool WindowStage::keepsOrders(std::uint64_t received)
{
    std::vector<std::string> bodies(distinctFrames);
    for (unsigned i = 0; i < bodies.size(); ++i)
        bodies[i] = orderBody(i);
    const Stomp::MessageStore& store = pump().store();
    const std::uint64_t first = received - store.rowCount();
    for (std::size_t row = 0; row < store.rowCount(); ++row) {
        if (store.serialAt(row) != first + row
            || store.messageAt(row).body() != bodies[(first + row) % bodies.size()])
            return false;
    }
    return store.rowCount() <= received && store.appendedCount() == received;
}

Phase WindowStage::run(const std::function<void()>& begin, const std::function<bool()>& isDone)
{
    Phase phase;
    QEventLoop loop;
    QTimer look;
    look.setTimerType(Qt::PreciseTimer);
    double ended = 0;
    look.callOnTimeout(&loop, [&] {
        if (ended > 0 || !isDone())
            return;
        ended = secondsNow();
        QTimer::singleShot(paintMs, &loop, &QEventLoop::quit);
    });
    QTimer::singleShot(patienceMs, &loop, &QEventLoop::quit);
    LoopWatch watch;
    look.start(lookMs);
    const double started = secondsNow();
    begin();
    loop.exec();
    watch.stop();
    phase.stalls = watch.stalls();
    phase.machine = watch.machine();
    phase.hasEnded = ended > 0;
    phase.seconds = (phase.hasEnded ? ended : secondsNow()) - started;
    return phase;
}

} // namespace Bench
