#include <stomp/messages/messagefilereader.h>
#include <support/filelimit.h>
#include <support/messages.h>
#include <ui/workspace/messagefeed.h>
#include <ui/workspace/messagepump.h>
#include <ui/workspace/recorder.h>

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <cstdio>

using namespace Ui;
using Testing::Message;

namespace {

struct Read
{
    QList<QByteArray> bodies;
    Stomp::MessageFileReader::End end = Stomp::MessageFileReader::End::NotYet;
    QByteArray connection; //!< of the last one
};

Read readAll(const QString& path)
{
    Read read;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return read;
    Stomp::MessageFileReader reader(file);
    while (const auto* message = reader.next()) {
        const std::string_view body = message->frame.substr(message->bodyOffset);
        read.bodies.append(QByteArray(body.data(), qsizetype(body.size())));
        read.connection =
            QByteArray(message->connection.data(), qsizetype(message->connection.size()));
    }
    read.end = reader.end();
    return read;
}

/** What is received goes to a recording. */
struct Desk
{
    explicit Desk(
        const Stomp::RecordingPlan& plan, std::size_t mostWaiting = Recorder::usualWaiting)
        : feed(Stomp::SegmentPool::create(64 * 1024, 4)), pump(feed),
          recorder(std::make_unique<Recorder>(
              plan, [](quint32 connection) { return "broker " + std::to_string(connection); },
              mostWaiting))
    {
        pump.setReceived([this](const Stomp::SegmentRange& range) { recorder->add(range); });
        QObject::connect(
            recorder.get(), &Recorder::farBehindChanged, &pump, &MessagePump::setOverrun);
        QObject::connect(recorder.get(), &Recorder::ended, &pump,
            [this](const Recorder::Report& told) { report = told; });
    }
    void receive(int messages, const std::string& filling = {})
    {
        for (int i = 0; i < messages; ++i) {
            const Message message("/queue/a", filling + std::to_string(number++));
            std::ignore = feed.append(message.bytes, message.row);
        }
        feed.publish(static_cast<std::uint64_t>(messages));
        pump.flush();
    }
    bool finish()
    {
        recorder->finish();
        return QTest::qWaitFor([this] { return report.has_value(); }, 60'000);
    }

    MessageFeed feed;
    MessagePump pump;
    std::unique_ptr<Recorder> recorder;
    std::optional<Recorder::Report> report;
    int number = 0;
};

/** Run as a process of its own: records until it is killed, and says how many it has recorded. */
int recordUntilKilled(const QString& path)
{
    Desk desk({path, 0, 0});
    for (quint64 sent = 0;; sent += 100) {
        desk.receive(100, "message ");
        while (desk.recorder->messages() < sent / 2)
            QThread::yieldCurrentThread();
        std::printf("%llu\n", static_cast<unsigned long long>(desk.recorder->messages()));
        std::fflush(stdout);
    }
}

} // namespace

class tst_Recorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void recordsWhatComes();
    void writesAllThatItWasGiven();
    void recordsWhatRetiresMeanwhile();
    void goesOnInFurtherFiles();
    void theWindowGoesOnWhenTheDiskIsFull();
    void holdsReadingBackInsteadOfLosing();
    void cannotBegin();
    void aKilledOneLeavesWholeLines();

private:
    [[nodiscard]] QString path(const char* name = "rec.jsonl") const
    {
        return m_folder.filePath(QString::fromLatin1(name));
    }

    QTemporaryDir m_folder;
};

void tst_Recorder::recordsWhatComes()
{
    Desk desk({path(), 0, 0});
    desk.receive(3);
    QTRY_COMPARE(desk.recorder->messages(), 3U);
    QCOMPARE(readAll(path()).bodies, (QList<QByteArray>{"0", "1", "2"}));
    Message other("/queue/a", "other", "passcode:secret\n");
    other.row.connection = 2;
    std::ignore = desk.feed.append(other.bytes, other.row);
    desk.feed.publish(1);
    desk.pump.flush();
    QTRY_COMPARE(desk.recorder->messages(), 4U);
    QCOMPARE(desk.recorder->behind(), 0U);
    const Read read = readAll(path());
    QCOMPARE(read.bodies.size(), 4);
    QCOMPARE(read.connection, QByteArray("broker 2"));
    QCOMPARE(read.end, Stomp::MessageFileReader::End::Complete);
    QVERIFY(desk.finish());
    QVERIFY(!desk.report->hasFailed);
    QCOMPARE(desk.report->messages, 4U);
    QCOMPARE(desk.report->bytes, quint64(QFile(path()).size()));
    QCOMPARE(desk.report->masked, (std::map<std::string, std::uint64_t>{{"passcode", 1}}));
}

void tst_Recorder::writesAllThatItWasGiven()
{
    Desk desk({path("all.jsonl"), 0, 0});
    desk.receive(20'000);
    desk.recorder.reset(); // waits
    const Read read = readAll(path("all.jsonl"));
    QCOMPARE(read.bodies.size(), 20'000);
    QCOMPARE(read.bodies.constLast(), QByteArray("19999"));
}

void tst_Recorder::recordsWhatRetiresMeanwhile()
{
    Desk desk({path("retired.jsonl"), 0, 0});
    desk.pump.setRetention(100'000);
    for (int i = 0; i < 200; ++i)
        desk.receive(100);
    QVERIFY(desk.pump.ledger().retired > 10'000);
    QVERIFY(desk.finish());
    const Read read = readAll(path("retired.jsonl"));
    QCOMPARE(read.bodies.size(), 20'000);
    for (int i = 0; i < 20'000; ++i)
        QCOMPARE(read.bodies.at(i), QByteArray::number(i));
}

void tst_Recorder::goesOnInFurtherFiles()
{
    Desk desk({path("many.jsonl"), 10'000, 0});
    desk.receive(1000);
    QVERIFY(desk.finish());
    QVERIFY(desk.report->files.size() > 10);
    QCOMPARE(desk.recorder->fileCount(), int(desk.report->files.size()));
    QList<QByteArray> bodies;
    for (const QString& file : desk.report->files)
        bodies += readAll(file).bodies;
    QCOMPARE(bodies.size(), 1000);
    QCOMPARE(bodies.constLast(), QByteArray("999"));
}

void tst_Recorder::theWindowGoesOnWhenTheDiskIsFull()
{
    Desk desk({path("full.jsonl"), 0, 0});
    {
        const Testing::FileLimit limit(50'000);
        desk.receive(1000);
        QTRY_VERIFY(desk.report.has_value());
    }
    QVERIFY(desk.report->hasFailed);
    QVERIFY(!desk.report->problem.isEmpty());
    QCOMPARE(desk.report->messages + desk.report->unwritten, 1000U);
    const Read read = readAll(path("full.jsonl"));
    QCOMPARE(read.end, Stomp::MessageFileReader::End::Complete); // no part of a line
    QCOMPARE(quint64(read.bodies.size()), desk.report->messages);
    QVERIFY(desk.report->messages > 100);
    desk.receive(10);
    QCOMPARE(desk.pump.ledger().shown, 1010U);
    QCOMPARE(desk.pump.ledger().lost(), 0);
}

void tst_Recorder::holdsReadingBackInsteadOfLosing()
{
    Desk desk({path("slow.jsonl"), 0, 0}, 1000);
    bool isResumed = false;
    desk.feed.setResume([&isResumed] { isResumed = true; });
    const std::string large(100'000, 'x');
    int sent = 0;
    bool isHeld = false;
    while (!isHeld && sent < 5000) {
        const Message message("/queue/a", large + std::to_string(sent++));
        isHeld = !desk.feed.append(message.bytes, message.row);
        desk.feed.publish(1);
        desk.pump.flush();
    }
    QVERIFY(isHeld);
    QTRY_VERIFY(isResumed); // when it has written what waited
    QVERIFY(!desk.recorder->isFarBehind());
    desk.receive(1);
    QVERIFY(desk.finish());
    QCOMPARE(desk.report->messages, quint64(sent) + 1);
}

void tst_Recorder::cannotBegin()
{
    Desk desk({path("gone/rec.jsonl"), 0, 0});
    QTRY_VERIFY(desk.report.has_value());
    QVERIFY(desk.report->hasFailed);
    QVERIFY(desk.report->files.isEmpty());
    desk.receive(5);
    QCOMPARE(desk.pump.ledger().shown, 5U);
}

void tst_Recorder::aKilledOneLeavesWholeLines()
{
    const QString file = path("killed.jsonl");
    QProcess process;
    process.start(
        QCoreApplication::applicationFilePath(), {QStringLiteral("record-until-killed"), file});
    QVERIFY(process.waitForStarted());
    quint64 told = 0;
    QTRY_VERIFY_WITH_TIMEOUT(
        [&] {
            while (process.canReadLine())
                told = process.readLine().trimmed().toULongLong();
            return told > 5000;
        }(),
        60'000);
    process.kill(); // SIGKILL
    QVERIFY(process.waitForFinished());
    const QByteArray rest = process.readAll();
    for (const QByteArray& line : rest.split('\n').mid(0, rest.count('\n')))
        told = line.trimmed().toULongLong();
    const Read read = readAll(file);
    QVERIFY(read.end == Stomp::MessageFileReader::End::Complete
        || read.end == Stomp::MessageFileReader::End::CutOff);
    QVERIFY2(quint64(read.bodies.size()) >= told,
        qPrintable(QStringLiteral("%1 of %2").arg(read.bodies.size()).arg(told)));
    for (qsizetype i = 0; i < read.bodies.size(); ++i)
        QCOMPARE(read.bodies.at(i), "message " + QByteArray::number(i));
}

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && std::string_view(argv[1]) == "record-until-killed")
        return recordUntilKilled(QString::fromLocal8Bit(argv[2]));
    tst_Recorder test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_recorder.moc"
