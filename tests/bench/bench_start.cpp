// bench_start [--runs N]: from the start of a process until its window is shown and its event loop
// has nothing more to do: the main window of the console, and an empty one of Qt; in turns, medians
// count. Then the memory of the console's process, idle.

#include "benchsupport.h"
#include "loopwatch.h"
#include "machinewatch.h"

#include <ui/profiles/settings.h>
#include <ui/widgets/mainwindow.h>
#include <ui/widgets/theme.h>
#include <ui/workspace/workspace.h>

#include <QApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

namespace {

constexpr int timeoutMs = 20'000;
constexpr int idleMs = 1000;
const QByteArray ready = "ready\n";

/** Shows it, says so, and ends with its standard input. */
int present(QWidget& window)
{
    window.resize(1280, 800);
    window.show();
    if (!QTest::qWaitForWindowExposed(&window))
        return 1;
    QCoreApplication::processEvents();
    std::fputs(ready.constData(), stdout);
    std::fflush(stdout);
    QTimer::singleShot(idleMs * 10, &window, [] { QCoreApplication::exit(1); });
    QTimer::singleShot(idleMs, &window, [] {
        std::printf("memory %llu\n", static_cast<unsigned long long>(Bench::residentBytes()));
        std::fflush(stdout);
        QCoreApplication::quit();
    });
    return QApplication::exec();
}

int presentConsole(QApplication& application)
{
    const QTemporaryDir folder;
    Ui::Settings settings(folder.filePath(QStringLiteral("console.ini")));
    Ui::Theme::apply(application, settings.theme());
    Ui::Workspace workspace;
    Ui::MainWindow window(workspace, settings);
    return present(window);
}

struct Start
{
    double ms = 0;
    std::uint64_t memory = 0;
};

Start start(const QString& what)
{
    Start result;
    QProcess process;
    const double began = Bench::secondsNow();
    process.start(QCoreApplication::applicationFilePath(), {what});
    QByteArray said;
    while (!said.contains(ready) && process.waitForReadyRead(timeoutMs))
        said += process.readAllStandardOutput();
    const double took = (Bench::secondsNow() - began) * 1000;
    process.waitForFinished(timeoutMs);
    said += process.readAllStandardOutput();
    const qsizetype memory = said.indexOf("memory ");
    if (!said.contains(ready) || memory < 0 || process.exitCode() != 0)
        return result;
    result.ms = took;
    result.memory = said.mid(memory + 7).trimmed().toULongLong();
    return result;
}

} // namespace

int main(int argc, char** argv)
{
    Bench::chooseDisplay();
    QApplication application(argc, argv);
    if (Bench::hasArgument(QStringLiteral("empty"))) {
        QWidget window;
        return present(window);
    }
    if (Bench::hasArgument(QStringLiteral("console")))
        return presentConsole(application);
    const std::uint64_t runs = Bench::argument(QStringLiteral("runs"), 7);
    const double started = Bench::secondsNow();
    std::vector<double> console;
    std::vector<double> empty;
    std::vector<double> more;
    std::vector<double> memory;
    for (std::uint64_t i = 0; i < runs; ++i) {
        const Start bare = start(QStringLiteral("--empty"));
        const Start ours = start(QStringLiteral("--console"));
        if (bare.ms <= 0 || ours.ms <= 0) {
            std::fputs("bench_start: a window did not come\n", stderr);
            return 1;
        }
        empty.push_back(bare.ms);
        console.push_back(ours.ms);
        more.push_back(ours.ms - bare.ms);
        memory.push_back(static_cast<double>(ours.memory));
        std::printf("run %llu: %.0f ms, an empty window %.0f ms; %llu bytes, %llu bytes\n",
            static_cast<unsigned long long>(i + 1), ours.ms, bare.ms,
            static_cast<unsigned long long>(ours.memory),
            static_cast<unsigned long long>(bare.memory));
    }
    Bench::printResult({
        {"bench", QStringLiteral("\"start\"")},
        {"start_ms", Bench::number(Bench::median(console), 0)},
        {"empty_ms", Bench::number(Bench::median(empty), 0)},
        {"more_ms", Bench::number(Bench::median(more), 0)},
        {"rss_bytes", Bench::number(Bench::median(memory), 0)},
        {"seconds", Bench::number(Bench::secondsNow() - started, 1)},
    });
    return 0;
}
