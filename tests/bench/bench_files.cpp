// bench_files [--messages N]: so many messages in the real main window, with table, tree and ledger
// visible, while a timer of 1 ms watches its event loop: saving all of them to a file, opening that
// file as a further source, and recording as many that come at full speed. What was opened is saved
// again: that must be the same file, byte for byte.

#include "benchsupport.h"
#include "feedwriter.h"
#include "machinewatch.h"
#include "stallmeter.h"

#include <ui/profiles/settings.h>
#include <ui/widgets/mainwindow.h>
#include <ui/workspace/messagesaver.h>
#include <ui/workspace/recorder.h>
#include <ui/workspace/workspace.h>

#include <stomp/messages/messagelines.h>

#include <QApplication>
#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <cstdio>
#include <functional>

namespace {

QByteArray hashOf(const QString& path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha1);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result() : QByteArray();
}

struct Phase
{
    Bench::StallMeter stalls;
    double seconds = 0;
};

class Stage
{
public:
    Stage()
        : m_settings(m_folder.filePath(QStringLiteral("settings.ini"))),
          m_window(m_workspace, m_settings), m_writer(m_workspace.feed())
    {
        m_workspace.pump().setRetention(std::size_t(16) * 1024 * 1024 * 1024);
        m_window.resize(1440, 900);
        m_window.show();
    }

    [[nodiscard]] bool isShown() { return QTest::qWaitForWindowExposed(&m_window); }
    [[nodiscard]] Stomp::Ledger ledger() { return m_workspace.pump().ledger(); }
    [[nodiscard]] QString path(const char* name) const
    {
        return m_folder.filePath(QString::fromLatin1(name));
    }

    Phase receive(std::uint64_t messages)
    {
        return run([&](const auto&) { m_writer.write(messages); },
            [this] { return m_writer.isDone() && ledger().waiting == 0; });
    }

    /** All whose serials are from first on. */
    Phase save(const QString& path, std::uint64_t first, Stomp::MessageFileResult& result)
    {
        std::unique_ptr<Ui::MessageSaver> saver;
        return run([&](const std::function<void()>& done) {
            Stomp::MessageFile file;
            file.path = path;
            file.messages = Stomp::messagesBetween(m_workspace.pump().store().ranges(), first,
                m_workspace.pump().store().appendedCount());
            Stomp::ConnectionNames names = m_workspace.savedNames();
            names.emplace(1, "bench");
            file.text = std::make_unique<Stomp::MessageLines>(names);
            saver = std::make_unique<Ui::MessageSaver>(std::move(file));
            QObject::connect(saver.get(), &Ui::MessageSaver::ended, &m_window,
                [&result, done](const Stomp::MessageFileResult& told) {
                    result = told;
                    done();
                });
        });
    }

    Phase open(const QString& path, Ui::FileOpening::Report& report)
    {
        return run(
            [&](const std::function<void()>&) {
                Ui::FileOpening* const opening = m_workspace.files().open(path);
                QObject::connect(opening, &Ui::FileOpening::ended, &m_window,
                    [&report](const Ui::FileOpening::Report& told) { report = told; });
                QObject::connect(
                    opening, &QObject::destroyed, &m_window, [this] { m_isOpened = true; });
            },
            [this] { return m_isOpened && ledger().waiting == 0; });
    }

    Phase record(const QString& path, std::uint64_t messages, Ui::Recorder::Report& report)
    {
        Ui::MessagePump& pump = m_workspace.pump();
        Ui::Recorder recorder({path, 0, 0}, [](quint32) { return std::string("bench"); });
        pump.setReceived([&](const Stomp::SegmentRange& range) { recorder.add(range); });
        QObject::connect(
            &recorder, &Ui::Recorder::farBehindChanged, &pump, &Ui::MessagePump::setOverrun);
        bool hasEnded = false;
        QObject::connect(
            &recorder, &Ui::Recorder::ended, &pump, [&](const Ui::Recorder::Report& told) {
                report = told;
                hasEnded = true;
            });
        bool isFinishing = false;
        const Phase phase = run([&](const auto&) { m_writer.write(messages); },
            [&] {
                if (!isFinishing && m_writer.isDone() && ledger().waiting == 0) {
                    isFinishing = true;
                    recorder.finish();
                }
                return hasEnded;
            });
        pump.setReceived({});
        return phase;
    }

private:
    /** Begins something, and waits until it says that it is done, or isDone() does. */
    Phase run(const std::function<void(const std::function<void()>& done)>& begin,
        const std::function<bool()>& isDone = {})
    {
        Phase phase;
        QEventLoop loop;
        QTimer beat;
        beat.setTimerType(Qt::PreciseTimer);
        beat.callOnTimeout(&m_window, [&phase] { phase.stalls.beat(); });
        QTimer look;
        look.callOnTimeout(&loop, [&] {
            if (isDone && isDone())
                loop.quit();
        });
        look.start(20);
        beat.start(1);
        phase.stalls.start();
        const double started = Bench::secondsNow();
        begin([&loop] { loop.quit(); });
        loop.exec();
        phase.seconds = Bench::secondsNow() - started;
        return phase;
    }

    // Beside the program: what is temporary may be memory.
    QTemporaryDir m_folder{
        QCoreApplication::applicationDirPath() + QStringLiteral("/files-XXXXXX")};
    Ui::Settings m_settings;
    Ui::Workspace m_workspace;
    Ui::MainWindow m_window;
    Bench::FeedWriter m_writer;
    bool m_isOpened = false;
};

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const std::uint64_t messages = Bench::argument(QStringLiteral("messages"), 1'000'000);
    Stage stage;
    if (!stage.isShown())
        return 1;
    Bench::MachineWatch watch;
    const Phase receiving = stage.receive(messages);
    Stomp::MessageFileResult saved;
    const Phase saving = stage.save(stage.path("saved.jsonl"), 0, saved);
    Ui::FileOpening::Report opened;
    const Phase opening = stage.open(stage.path("saved.jsonl"), opened);
    Stomp::MessageFileResult again;
    std::ignore = stage.save(stage.path("again.jsonl"), messages, again);
    Ui::Recorder::Report recorded;
    const Phase recording = stage.record(stage.path("recorded.jsonl"), messages, recorded);
    const double machineMaxMs = watch.stop().value_or(Bench::MachineWatch::Stalls()).maxMs;
    const bool isRight = saved.messages == messages && opened.messages == messages
        && again.messages == messages && recorded.messages == messages
        && hashOf(stage.path("saved.jsonl")) == hashOf(stage.path("again.jsonl"))
        && stage.ledger().lost() == 0 && stage.ledger().received == 3 * messages;
    if (!isRight) {
        std::fputs(
            "bench_files: what was saved, opened or recorded is not all that came\n", stderr);
        return 1;
    }
    const auto tell = [messages](const char* what, const Phase& phase) {
        std::printf("%s: %.2f s, %.0f messages/s, stalls p99 %.1f ms, worst %.1f ms\n", what,
            phase.seconds, static_cast<double>(messages) / phase.seconds,
            phase.stalls.percentileMs(0.99), phase.stalls.maxMs());
    };
    tell("receiving", receiving);
    tell("saving", saving);
    tell("opening", opening);
    tell("receiving and recording", recording);
    const auto perSecond = [messages](const Phase& phase) {
        return Bench::number(static_cast<double>(messages) / phase.seconds, 0);
    };
    Bench::printResult({
        {"bench", QStringLiteral("\"files\"")},
        {"messages", QString::number(messages)},
        {"file_bytes", QString::number(saved.bytes)},
        {"save_per_second", perSecond(saving)},
        {"save_stall_p99_ms", Bench::number(saving.stalls.percentileMs(0.99), 1)},
        {"save_stall_max_ms", Bench::number(saving.stalls.maxMs(), 1)},
        {"open_per_second", perSecond(opening)},
        {"open_stall_p99_ms", Bench::number(opening.stalls.percentileMs(0.99), 1)},
        {"open_stall_max_ms", Bench::number(opening.stalls.maxMs(), 1)},
        {"record_per_second", perSecond(recording)},
        {"record_stall_p99_ms", Bench::number(recording.stalls.percentileMs(0.99), 1)},
        {"record_stall_max_ms", Bench::number(recording.stalls.maxMs(), 1)},
        {"machine_stall_max_ms", Bench::number(machineMaxMs, 1)},
        {"lost", QString::number(stage.ledger().lost())},
    });
    return 0;
}
