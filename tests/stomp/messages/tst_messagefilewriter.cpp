#include <stomp/messages/messagefilewriter.h>
#include <stomp/messages/messagelines.h>
#include <support/filelimit.h>
#include <support/messages.h>

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Stomp;
using namespace Qt::StringLiterals;
using Testing::Message;
using Testing::StoreWriter;
using End = MessageFileResult::End;

namespace {

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
}

std::string number(std::size_t i)
{
    return "{\"n\":" + std::to_string(i) + "}";
}

} // namespace

class TestMessageFileWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = std::make_unique<MessageStore>();
        m_writer = std::make_unique<StoreWriter>(*m_store);
    }

    void writesEachMessageAsALine();
    void writesWhatTheFilterWants();
    void writesWhatHasLeftTheStoreMeanwhile();
    void cutsToSerials();
    void masksSecretsAndCountsThem();
    void writesLargeOnes();
    void takesTheOldFilesPlace();
    void stoppedLeavesWhatWasThere();
    void fullDiskLeavesWhatWasThere();
    void saysWhyItCannot_data();
    void saysWhyItCannot();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(u"saved.jsonl"_s); }
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden);
    }
    void fill(std::size_t messages)
    {
        for (std::size_t i = 0; i < messages; ++i)
            m_writer->write(Message("/queue/a", number(i)));
    }
    [[nodiscard]] MessageFile file() const
    {
        MessageFile file;
        file.path = path();
        file.messages = m_store->ranges();
        file.text = std::make_unique<MessageLines>(ConnectionNames{{1, "broker"}});
        return file;
    }
    MessageFileResult write(MessageFile file) const
    {
        MessageFileProgress progress;
        return writeMessageFile(std::move(file), progress);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MessageStore> m_store;
    std::unique_ptr<StoreWriter> m_writer;
};

void TestMessageFileWriter::writesEachMessageAsALine()
{
    m_writer->write(Message("/queue/a", "1"));
    Message other("/topic/b", "2");
    other.row.connection = 2;
    m_writer->write(other);
    m_writer->write(Message("/queue/a", "3"));
    MessageFileProgress progress;
    const MessageFileResult result = writeMessageFile(file(), progress);
    QCOMPARE(result.end, End::Complete);
    QCOMPARE(result.messages, 3U);
    QCOMPARE(progress.looked.load(), 3U);
    const auto line = [](const char* connection, const char* destination,
                          const char* body) -> QByteArray {
        return R"({"version":1,"received":"2023-11-14T22:13:20.123Z","connection":")"_ba
            + connection + R"(","subscription":"1","destination":")" + destination
            + R"(","headers":[["destination",")" + destination
            + R"("],["message-id","m-1"],["subscription","1"]],"body":")" + body + "\"}\n";
    };
    const QByteArray expected = line("broker", "/queue/a", "1") + line("2", "/topic/b", "2")
        + line("broker", "/queue/a", "3");
    QCOMPARE(contentOf(path()), expected);
    QCOMPARE(result.bytes, quint64(expected.size()));
    QCOMPARE(files(), QStringList{u"saved.jsonl"_s});
}

void TestMessageFileWriter::writesWhatTheFilterWants()
{
    fill(2000);
    MessageFile filtered = file();
    QCOMPARE(filtered.rowCount(), 2000U);
    SelectorOptions options;
    options.allowsPaths = true;
    filtered.filter = MessageFilter::ofCondition(Selector::parse("$.n >= 1998", options).selector);
    const MessageFileResult result = write(std::move(filtered));
    QCOMPARE(result.messages, 2U);
    const QByteArray content = contentOf(path());
    QCOMPARE(content.count('\n'), 2);
    QVERIFY(content.contains(R"("body":"{\"n\":1998}")"));
    QVERIFY(content.contains(R"("body":"{\"n\":1999}")"));
}

void TestMessageFileWriter::writesWhatHasLeftTheStoreMeanwhile()
{
    fill(500);
    MessageFile asked = file();
    m_store->clear(500);
    while (m_store->releaseMemory(100)) { }
    fill(100); // into the segments that would be free
    QCOMPARE(write(std::move(asked)).messages, 500U);
    const QByteArray content = contentOf(path());
    QCOMPARE(content.count('\n'), 500);
    QVERIFY(content.split('\n').at(499).contains(R"({\"n\":499})"));
}

void TestMessageFileWriter::cutsToSerials()
{
    fill(300);
    const auto rows = [](const std::vector<NumberedRange>& ranges) {
        std::size_t count = 0;
        for (const NumberedRange& range : ranges)
            count += range.range.rowCount;
        return count;
    };
    const std::vector<NumberedRange> all = m_store->ranges();
    QVERIFY(all.size() > 2);
    QCOMPARE(rows(messagesBetween(all, 0, 300)), 300U);
    QVERIFY(messagesBetween(all, 300, 400).empty());
    QVERIFY(messagesBetween(all, 7, 7).empty());
    const auto some = messagesBetween(all, 100, 250);
    QCOMPARE(rows(some), 150U);
    QCOMPARE(some.front().firstSerial, 100U);
    const SegmentRange& first = some.front().range;
    QVERIFY(first.segment->bytes(first.segment->row(first.firstRow)).ends_with(number(100)));
}

void TestMessageFileWriter::masksSecretsAndCountsThem()
{
    m_writer->write(Message("/queue/a", "x", "passcode:one\nAuthorization:Basic two\n"));
    m_writer->write(Message("/queue/a", "x", "passcode:three\n"));
    const MessageFileResult result = write(file());
    const std::map<std::string, std::uint64_t> masked{{"passcode", 2}, {"authorization", 1}};
    QCOMPARE(result.masked, masked);
    const QByteArray content = contentOf(path());
    QVERIFY(content.contains(R"(["passcode","***"])"));
    for (const char* secret : {"one", "two", "three"})
        QVERIFY(!content.contains(secret));
}

void TestMessageFileWriter::writesLargeOnes()
{
    m_writer->write(Message("/queue/a", std::string(3'000'000, 'a')));
    m_writer->write(Message("/queue/a", std::string(3'000'000, '\xFF')));
    QCOMPARE(write(file()).messages, 2U);
    const QList<QByteArray> lines = contentOf(path()).split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines[0].contains(QByteArray(3'000'000, 'a')));
    QVERIFY(lines[1].contains("\"bodyBase64\":\"////"));
}

void TestMessageFileWriter::takesTheOldFilesPlace()
{
    QFile old(path());
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("what was there");
    old.close();
    QCOMPARE(write(file()).end, End::Complete);
    QCOMPARE(contentOf(path()), QByteArray());
}

void TestMessageFileWriter::stoppedLeavesWhatWasThere()
{
    fill(5000);
    QFile old(path());
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("what was there");
    old.close();
    MessageFileProgress progress;
    progress.isStopped = true;
    QCOMPARE(writeMessageFile(file(), progress).end, End::Stopped);
    QCOMPARE(contentOf(path()), QByteArray("what was there"));
    QCOMPARE(files(), QStringList{u"saved.jsonl"_s});
}

void TestMessageFileWriter::fullDiskLeavesWhatWasThere()
{
    for (int i = 0; i < 100; ++i)
        m_writer->write(Message("/queue/a", std::string(50'000, 'x')));
    QFile old(path());
    QVERIFY(old.open(QIODevice::WriteOnly));
    old.write("what was there");
    old.close();
    MessageFileResult result;
    {
        const Testing::FileLimit limit(2'000'000);
        result = write(file());
    }
    QCOMPARE(result.end, End::Failed);
    QVERIFY2(result.problem.contains(u"large"_s), qPrintable(result.problem));
    QCOMPARE(contentOf(path()), QByteArray("what was there"));
    QCOMPARE(files(), QStringList{u"saved.jsonl"_s});
}

void TestMessageFileWriter::saysWhyItCannot_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("no folder") << u"gone/saved.jsonl"_s;
    QTest::newRow("a folder") << u"."_s;
    QTest::newRow("a device") << u"/dev/full"_s;
}

void TestMessageFileWriter::saysWhyItCannot()
{
    QFETCH(QString, path);
    fill(3);
    MessageFile asked = file();
    asked.path = QDir::cleanPath(QDir::isAbsolutePath(path) ? path : m_folder->filePath(path));
    const MessageFileResult result = write(std::move(asked));
    QCOMPARE(result.end, End::Failed);
    QVERIFY(!result.problem.isEmpty());
    QVERIFY(files().isEmpty());
}

QTEST_APPLESS_MAIN(TestMessageFileWriter)
#include "tst_messagefilewriter.moc"
