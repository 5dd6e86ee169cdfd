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
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }

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
