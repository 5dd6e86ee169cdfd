#pragma once

#include "benchsupport.h"
#include "loopwatch.h"

#include <ui/profiles/settings.h>
#include <ui/widgets/mainwindow.h>
#include <ui/workspace/workspace.h>

#include <QTemporaryDir>

#include <cstdint>
#include <functional>

namespace Bench {

/** What filters search for, beside Bench::orderBody(): how many of the first orders have it. */
inline const QString filterCondition = QStringLiteral("$.order.qty > 90");
[[nodiscard]] std::uint64_t countFiltered(std::uint64_t messages);

/** Something that was done in a window, from its beginning until it was done and painted. */
struct Phase
{
    StallMeter stalls;
    MachineWatch::Stalls machine;
    double seconds = 0; //!< without the painting
    bool hasEnded = false; //!< within the patience

    /** What came afterwards: the seconds stay those of this one. */
    void add(const Phase& next);
    /** A line about it. */
    void tell(const char* what, std::uint64_t messages) const;
    /** Its p99, its worst, and the machine's worst, in ms: members of the bench's result. */
    void addTo(Result& result, const char* p99, const char* worst, const char* machine) const;
};

/**
 * The real main window over a workspace of its own, as a reader has it, with table, tree, ledger
 * and the chart of rates in view. Beside the program it has a folder for files, which goes with it:
 * what is temporary may be memory. One at a time.
 */
class WindowStage
{
public:
    /** onDisk: messages are kept in mapped files, else in memory. In both cases nothing retires. */
    explicit WindowStage(bool onDisk = false);

    /** False: not all of that is in view. */
    [[nodiscard]] bool show();

    [[nodiscard]] Ui::Workspace& workspace() { return m_workspace; }
    [[nodiscard]] Ui::MessagePump& pump() { return m_workspace.pump(); }
    [[nodiscard]] Ui::MainWindow& window() { return m_window; }
    [[nodiscard]] Stomp::Ledger ledger() { return m_workspace.pump().ledger(); }

    /** Null when it is not connected in time. */
    [[nodiscard]] Ui::Connection* connectTo(
        const Ui::ConnectionProfile& profile, const QString& password);
    /** To the benches' destination; returns at once. */
    static Stomp::SubscriptionKey subscribe(Ui::Connection& connection);
    /** Whether the broker has confirmed it, in time. */
    [[nodiscard]] static bool isConfirmed(
        const Ui::Connection& connection, Stomp::SubscriptionKey key);
    /** Whether so many have come in all, and of these the last ones are kept: the benches' orders,
     * in their order, byte for byte. */
    [[nodiscard]] bool keepsOrders(std::uint64_t received);

    /** Begins something, and waits until it is done. */
    [[nodiscard]] Phase run(
        const std::function<void()>& begin, const std::function<bool()>& isDone);

private:
    QTemporaryDir m_folder;
    Ui::Settings m_settings;
    Ui::Workspace m_workspace;
    Ui::MainWindow m_window;
};

} // namespace Bench
