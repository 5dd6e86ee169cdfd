// bench_files [--messages N] [--disk]: so many messages in the real main window, with table, tree,
// ledger and chart visible, while a timer of 1 ms watches its event loop: saving all of them as
// JSON Lines and as CSV, opening the former in another window, and recording there as many that
// come at full speed. What was opened is saved again: that must be the same file, byte for byte.
// --disk: messages are kept in mapped files.

#include "benchsupport.h"
#include "feedwriter.h"
#include "windowstage.h"

#include <ui/widgets/windowfiles.h>
#include <ui/widgets/windowsaving.h>
#include <ui/workspace/recorder.h>

#include <QAction>
#include <QApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <cstdio>

namespace {

using Bench::Phase;
using Format = Ui::SaveDialog::Format;

QByteArray hashOf(const QString& path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha1);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result() : QByteArray();
}

/** Of a file whose lines are messages. */
std::uint64_t countLines(const QString& path)
{
    QFile file(path);
    std::uint64_t lines = 0;
    if (file.open(QIODevice::ReadOnly)) {
        for (QByteArray part = file.read(1 << 20); !part.isEmpty(); part = file.read(1 << 20))
            lines += static_cast<std::uint64_t>(part.count('\n'));
    }
    return lines;
}

class Stage : public Bench::WindowStage
{
public:
    using WindowStage::WindowStage;

    Phase receive(std::uint64_t messages)
    {
        return run([&] { m_writer.write(messages); }, [this] { return hasAll(); });
    }

    /** As the menu does it. */
    Phase save(const QString& path, Format format)
    {
        auto* const saving = window().findChild<Ui::WindowSaving*>();
        return run([&] { saving->save(Ui::SaveDialog::Which::All, format, path); },
            [saving] { return saving->action()->isEnabled(); });
    }

    Phase open(const QString& path, std::uint64_t messages)
    {
        return run([&] { window().files()->open(path); },
            [&] { return ledger().received == messages && ledger().waiting == 0; });
    }

    Phase record(const QString& path, std::uint64_t messages, Ui::Recorder::Report& report)
    {
        Ui::Recorder recorder({path, 0, 0}, [](quint32) { return std::string("bench"); });
        pump().setReceived([&](const Stomp::SegmentRange& range) { recorder.add(range); });
        QObject::connect(
            &recorder, &Ui::Recorder::farBehindChanged, &pump(), &Ui::MessagePump::setOverrun);
        bool hasEnded = false;
        QObject::connect(
            &recorder, &Ui::Recorder::ended, &pump(), [&](const Ui::Recorder::Report& told) {
                report = told;
                hasEnded = true;
            });
        bool isFinishing = false;
        const Phase phase = run([&] { m_writer.write(messages); },
            [&] {
                if (!isFinishing && hasAll()) {
                    isFinishing = true;
                    recorder.finish();
                }
                return hasEnded;
            });
        pump().setReceived({});
        return phase;
    }

private:
    [[nodiscard]] bool hasAll() { return m_writer.isDone() && ledger().waiting == 0; }

    Bench::FeedWriter m_writer{workspace().feed()};
};

/** What is measured. */
struct Measured
{
    Phase receiving;
    Phase saving;
    Phase savingCsv;
    Phase opening;
    Phase recording;
    std::uint64_t fileBytes = 0;
    std::uint64_t openPeakBytes = 0;
    std::int64_t lost = 0;
};

/** From a window into the files. */
bool save(const QDir& folder, std::uint64_t messages, bool onDisk, Measured& measured)
{
    Stage stage(onDisk);
    if (!stage.show())
        return false;
    measured.receiving = stage.receive(messages);
    measured.saving = stage.save(folder.filePath(QStringLiteral("saved.jsonl")), Format::JsonLines);
    const QString csv = folder.filePath(QStringLiteral("saved.csv"));
    measured.savingCsv = stage.save(csv, Format::Csv);
    const bool isWhole = countLines(csv) == messages + 1; // with the names of the columns
    measured.lost = stage.ledger().lost();
    return QFile::remove(csv) && isWhole && measured.saving.hasEnded && measured.savingCsv.hasEnded;
}

/** From the file into another window. */
bool open(const QDir& folder, std::uint64_t messages, bool onDisk, Measured& measured)
{
    const QString saved = folder.filePath(QStringLiteral("saved.jsonl"));
    const QString again = folder.filePath(QStringLiteral("again.jsonl"));
    measured.fileBytes = static_cast<std::uint64_t>(QFileInfo(saved).size());
    Stage stage(onDisk);
    if (!stage.show())
        return false;
    Bench::forgetPeak();
    measured.opening = stage.open(saved, messages);
    measured.openPeakBytes = Bench::peakBytes();
    const bool isSaved = measured.opening.hasEnded
        && static_cast<std::uint64_t>(stage.pump().model().rowCount()) == messages
        && stage.save(again, Format::JsonLines).hasEnded;
    const bool isSame = isSaved && hashOf(saved) == hashOf(again);
    if (!QFile::remove(saved) || !QFile::remove(again) || !isSame)
        return false;
    Ui::Recorder::Report recorded;
    measured.recording =
        stage.record(folder.filePath(QStringLiteral("recorded.jsonl")), messages, recorded);
    measured.lost += stage.ledger().lost();
    return measured.recording.hasEnded && recorded.messages == messages
        && stage.ledger().received == 2 * messages;
}

} // namespace

int main(int argc, char** argv)
{
    Bench::chooseDisplay();
    QApplication application(argc, argv);
    const std::uint64_t messages = Bench::argument(QStringLiteral("messages"), 1'000'000);
    const bool onDisk = Bench::hasArgument(QStringLiteral("disk"));
    // Beside the program: what is temporary may be memory.
    const QTemporaryDir place(
        QCoreApplication::applicationDirPath() + QStringLiteral("/files-XXXXXX"));
    const QDir folder(place.path());
    Measured measured;
    if (!save(folder, messages, onDisk, measured) || !open(folder, messages, onDisk, measured)
        || measured.lost != 0) {
        std::fputs(
            "bench_files: what was saved, opened or recorded is not all that came\n", stderr);
        return 1;
    }
    measured.receiving.tell("receiving", messages);
    measured.saving.tell("saving as JSON Lines", messages);
    measured.savingCsv.tell("saving as CSV", messages);
    measured.opening.tell("opening", messages);
    measured.recording.tell("receiving and recording", messages);
    const auto perSecond = [messages](const Phase& phase) {
        return Bench::number(static_cast<double>(messages) / phase.seconds, 0);
    };
    Bench::Result members{
        {"bench", QStringLiteral("\"files\"")},
        {"messages", QString::number(messages)},
        {"file_bytes", QString::number(measured.fileBytes)},
        {"save_per_second", perSecond(measured.saving)},
        {"csv_per_second", perSecond(measured.savingCsv)},
        {"open_per_second", perSecond(measured.opening)},
        {"record_per_second", perSecond(measured.recording)},
    };
    measured.saving.addTo(members, "save_stall_p99_ms", "save_stall_max_ms", "save_machine_max_ms");
    measured.savingCsv.addTo(members, "csv_stall_p99_ms", "csv_stall_max_ms", "csv_machine_max_ms");
    measured.opening.addTo(
        members, "open_stall_p99_ms", "open_stall_max_ms", "open_machine_max_ms");
    measured.recording.addTo(
        members, "record_stall_p99_ms", "record_stall_max_ms", "record_machine_max_ms");
    members.emplace_back("open_peak_bytes", QString::number(measured.openPeakBytes));
    members.emplace_back("lost", QString::number(measured.lost));
    Bench::printResult(members);
    return 0;
}
