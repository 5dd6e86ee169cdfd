// bench_files [--messages N] [--disk] [--arriving PERCENT]: so many messages in the real main
// window, with table, tree, ledger and chart visible, while a timer of 1 ms watches its event loop:
// saving all of them as JSON Lines and as CSV, opening the former in another window, and recording
// there as many that come at full speed. What was opened is saved again: that must be the same
// file, byte for byte. --disk: messages are kept in mapped files. --arriving: while it saves and
// opens, others come, at that part of the speed at which the first have come; each file has those
// that were there when it was begun, and what is opened is proved in the table, message by message.

#include "arrivals.h"
#include "benchframes.h"
#include "benchsupport.h"

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

    Phase receive(std::uint64_t messages) { return m_arrivals.fill(messages); }

    /** As the menu does it; messages: how many are there when it begins. */
    Phase save(const QString& path, Format format, std::uint64_t& messages)
    {
        auto* const saving = window().findChild<Ui::WindowSaving*>();
        return m_arrivals.run(
            [&] {
                saving->save(Ui::SaveDialog::Which::All, format, path);
                messages = pump().store().rowCount(); // it has taken all until then
            },
            [saving] { return saving->action()->isEnabled(); });
    }

    Phase open(const QString& path, std::uint64_t messages)
    {
        return m_arrivals.run(
            [&] { window().files()->open(path); }, [&] { return openedCount() == messages; });
    }

    /** Shown messages that do not come from the writer. */
    [[nodiscard]] std::uint64_t openedCount()
    {
        std::uint64_t count = 0;
        for (const auto& [source, one] : pump().sourceLedgers().rows)
            count += source.connection == writersConnection ? 0 : one.shown;
        return count;
    }

    /** Whether so many are there that do not come from the writer, the benches' orders in their
     * order, byte for byte. */
    [[nodiscard]] bool keepsOpened(std::uint64_t messages)
    {
        const Stomp::MessageStore& store = pump().store();
        std::uint64_t opened = 0;
        for (std::size_t row = 0; row < store.rowCount(); ++row) {
            if (store.rowAt(row).connection == writersConnection)
                continue;
            const auto number = static_cast<unsigned>(opened++ % Bench::distinctFrames);
            if (store.messageAt(row).body() != Bench::orderBody(number))
                return false;
        }
        return opened == messages;
    }

    /** All that came or was opened is there, and shown. */
    [[nodiscard]] bool isComplete(std::uint64_t opened)
    {
        return m_arrivals.settle() && ledger().lost() == 0
            && ledger().received == opened + m_writer.written()
            && ledger().shown == ledger().received;
    }

    [[nodiscard]] Bench::Arrivals& arrivals() { return m_arrivals; }

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

    static constexpr quint32 writersConnection = 1000; //!< none that a file is given

    Bench::FeedWriter m_writer{workspace().feed(), writersConnection};
    Bench::Arrivals m_arrivals{*this, m_writer, Bench::Arrivals::wanted()};
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
    std::uint64_t fileMessages = 0;
    std::uint64_t csvMessages = 0;
    std::uint64_t arrivingPerSecond = 0;
    std::uint64_t arrived = 0;
    std::uint64_t openPeakBytes = 0;
    std::int64_t lost = 0;
};

/** From a window into the files. */
bool save(Stage& stage, const QDir& folder, std::uint64_t messages, Measured& measured)
{
    if (!stage.show())
        return false;
    measured.receiving = stage.receive(messages);
    measured.saving = stage.save(
        folder.filePath(QStringLiteral("saved.jsonl")), Format::JsonLines, measured.fileMessages);
    const QString csv = folder.filePath(QStringLiteral("saved.csv"));
    measured.savingCsv = stage.save(csv, Format::Csv, measured.csvMessages);
    const bool isWhole = countLines(csv) == measured.csvMessages + 1 // with the columns' names
        && measured.fileMessages >= messages && measured.csvMessages >= measured.fileMessages;
    measured.arrivingPerSecond = stage.arrivals().perSecond();
    measured.arrived = stage.arrivals().arrived();
    measured.lost = stage.ledger().lost();
    return QFile::remove(csv) && isWhole && stage.isComplete(0) && measured.saving.hasEnded
        && measured.savingCsv.hasEnded;
}

/** What was opened is the file again. */
bool isSame(Stage& stage, const QDir& folder, const QString& saved, std::uint64_t messages)
{
    if (stage.arrivals().isOn())
        return stage.keepsOpened(messages) && countLines(saved) == messages;
    const QString again = folder.filePath(QStringLiteral("again.jsonl"));
    std::uint64_t savedAgain = 0;
    return static_cast<std::uint64_t>(stage.pump().model().rowCount()) == messages
        && stage.save(again, Format::JsonLines, savedAgain).hasEnded
        && hashOf(saved) == hashOf(again) && QFile::remove(again);
}

/** From the file into another window. */
bool open(Stage& stage, const QDir& folder, std::uint64_t messages, Measured& measured)
{
    const QString saved = folder.filePath(QStringLiteral("saved.jsonl"));
    const std::uint64_t inFile = measured.fileMessages;
    measured.fileBytes = static_cast<std::uint64_t>(QFileInfo(saved).size());
    if (!stage.show())
        return false;
    Bench::forgetPeak();
    measured.opening = stage.open(saved, inFile);
    measured.openPeakBytes = Bench::peakBytes();
    measured.arrived += stage.arrivals().arrived();
    if (!measured.opening.hasEnded || !stage.isComplete(inFile)
        || !isSame(stage, folder, saved, inFile) || !QFile::remove(saved))
        return false;
    const std::uint64_t before = stage.ledger().received;
    Ui::Recorder::Report recorded;
    measured.recording =
        stage.record(folder.filePath(QStringLiteral("recorded.jsonl")), messages, recorded);
    measured.lost += stage.ledger().lost();
    return measured.recording.hasEnded && recorded.messages == messages
        && stage.ledger().received == before + messages;
}

bool measure(const QDir& folder, std::uint64_t messages, Measured& measured)
{
    const bool onDisk = Bench::hasArgument(QStringLiteral("disk"));
    std::uint64_t fullSpeed = 0;
    {
        Stage stage(onDisk);
        if (!save(stage, folder, messages, measured))
            return false;
        fullSpeed = stage.arrivals().fullSpeed();
    }
    Stage another(onDisk);
    another.arrivals().setFullSpeed(fullSpeed);
    return open(another, folder, messages, measured) && measured.lost == 0;
}

} // namespace

int main(int argc, char** argv)
{
    Bench::chooseDisplay();
    QApplication application(argc, argv);
    const std::uint64_t messages = Bench::argument(QStringLiteral("messages"), 1'000'000);
    // Beside the program: what is temporary may be memory.
    const QTemporaryDir place(
        QCoreApplication::applicationDirPath() + QStringLiteral("/files-XXXXXX"));
    const QDir folder(place.path());
    Measured measured;
    if (!measure(folder, messages, measured)) {
        std::fputs(
            "bench_files: what was saved, opened or recorded is not all that came\n", stderr);
        return 1;
    }
    measured.receiving.tell("receiving", messages);
    measured.saving.tell("saving as JSON Lines", measured.fileMessages);
    measured.savingCsv.tell("saving as CSV", measured.csvMessages);
    measured.opening.tell("opening", measured.fileMessages);
    measured.recording.tell("receiving and recording", messages);
    const auto perSecond = [](std::uint64_t count, const Phase& phase) {
        return Bench::number(static_cast<double>(count) / phase.seconds, 0);
    };
    Bench::Result members{
        {"bench", QStringLiteral("\"files\"")},
        {"messages", QString::number(messages)},
        {"file_bytes", QString::number(measured.fileBytes)},
        {"save_per_second", perSecond(measured.fileMessages, measured.saving)},
        {"csv_per_second", perSecond(measured.csvMessages, measured.savingCsv)},
        {"open_per_second", perSecond(measured.fileMessages, measured.opening)},
        {"record_per_second", perSecond(messages, measured.recording)},
    };
    measured.saving.addTo(members, "save_stall_p99_ms", "save_stall_max_ms", "save_machine_max_ms");
    measured.savingCsv.addTo(members, "csv_stall_p99_ms", "csv_stall_max_ms", "csv_machine_max_ms");
    measured.opening.addTo(
        members, "open_stall_p99_ms", "open_stall_max_ms", "open_machine_max_ms");
    measured.recording.addTo(
        members, "record_stall_p99_ms", "record_stall_max_ms", "record_machine_max_ms");
    if (Bench::Arrivals::wanted() > 0) {
        members.emplace_back("arriving_per_second", QString::number(measured.arrivingPerSecond));
        members.emplace_back("arrived", QString::number(measured.arrived));
    }
    members.emplace_back("open_peak_bytes", QString::number(measured.openPeakBytes));
    members.emplace_back("lost", QString::number(measured.lost));
    Bench::printResult(members);
    return 0;
}
