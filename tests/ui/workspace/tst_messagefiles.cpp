#include "filesdesk.h"

#include <stomp/protocol/framedecoder.h>
#include <support/gzip.h>

#include <QAbstractItemModelTester>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace Ui;
using Testing::lineOf;
using Testing::Message;
using Testing::tree;
using Desk = Testing::FilesDesk;
using End = FileOpening::End;

class tst_MessageFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyByteIsTheSameAfterSaveOpenSave();
    void randomOnesAreTheSameAfterSaveOpenSave();
    void aPackedFileIsTheSame();
    void aDamagedPackedFileGivesWhatIsBeforeIt();
    void aFileIsASourceInTheTree();
    void theLedgerAddsUp();
    void readingWaitsInsteadOfLosing();
    void aBadLineEndsIt();
    void aCutOffLineIsTold();
    void cannotBeRead();
    void canBeStoppedAndClosed();
    void countsFurtherDestinationsWithNone();
    void refusesTooManyConnections();

private:
    [[nodiscard]] QString path(const char* name) const
    {
        return m_folder.filePath(QString::fromLatin1(name));
    }
    QString write(const char* name, const QByteArray& content)
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return {};
        return path(name);
    }

    QTemporaryDir m_folder;
};

void tst_MessageFiles::everyByteIsTheSameAfterSaveOpenSave()
{
    const std::string bodies[]{"18446744073709551615", "23958446825181076828", "1.0", "1e400", "-0",
        R"({"b":1,"a":2,"b":3})", R"({"a":"\/\u0041\ud83d\ude00\ud800"})", std::string("a\0b\0", 4),
        "\xFF\xFE\x80", "", "=1+2", "\r\n\t\\ \"\x7F\x01", "\xEF\xBB\xBF{}", "{\"version\":1}\n",
        std::string(300'000, '\xE9')};
    Desk first;
    for (const std::string& body : bodies)
        first.receive(Message("/queue/a", body));
    first.receive(Message("/queue/a", "x", "a:1\na:2\na:\nA:3\n:no name\nno colon\n"));
    first.receive(Message("/queue/a", "x", "odd\\t:a\\tb\\qc\\\nescaped:\\c\\n\\r\\\\n\n"));
    first.receive(Message("/queue/a", "x", "bytes:\xFF\xC3\n\xFF:name\nspace: x \n"));
    first.receive(Message("/queue/a", "x", "redelivered:true\n"));
    first.receive(Message("/queue/\xFF", "x", "passcode:secret\n"));
    Message old("/queue/a", "x", "a:\\c\\r\n");
    old.row.version = Stomp::Version::V10;
    first.receive(old);
    Message other("/topic/b", "x");
    other.row.connection = 2;
    first.receive(other);
    Message huge("/queue/a", std::string(100'000, 'j'));
    first.receive(huge);
    const QByteArray saved = first.save(path("first.jsonl"));
    QCOMPARE(saved.count('\n'), qsizetype(std::size(bodies)) + 8);
    QVERIFY(!saved.contains("secret"));

    Desk second;
    const FileOpening::Report report = second.open(path("first.jsonl"));
    QCOMPARE(report.end, End::Complete);
    QCOMPARE(report.messages, quint64(saved.count('\n')));
    QVERIFY(second.save(path("second.jsonl")) == saved);

    // And the bodies are those that came.
    Stomp::FrameDecoder decoder;
    for (std::size_t row = 0; row < std::size(bodies); ++row) {
        const Stomp::StoredMessage message = second.pump.store().messageAt(row);
        QVERIFY(decoder.decode(message.bytes(), message.row->bodyOffset, message.row->version).body
            == bodies[row]);
    }
}

void tst_MessageFiles::randomOnesAreTheSameAfterSaveOpenSave()
{
    std::mt19937 random(std::random_device{}());
    const auto below = [&random](unsigned bound) {
        return std::uniform_int_distribution<unsigned>(0, bound - 1)(random);
    };
    const auto bytes = [&](bool inHeader) {
        std::string text;
        for (unsigned i = below(12); i > 0; --i) {
            const char c = static_cast<char>(below(256));
            if (!inHeader || (c != '\n' && c != '\0' && c != ':' && c != '\r'))
                text += c;
        }
        return text;
    };
    Desk first;
    for (int i = 0; i < 2000; ++i) {
        std::string headers;
        for (unsigned header = below(4); header > 0; --header)
            headers += "h" + bytes(true) + ':' + bytes(true) + '\n';
        Message message("/queue/" + std::to_string(below(5)), bytes(false), headers);
        message.row.receivedUs += below(1'000'000'000);
        message.row.connection = 1 + below(2);
        first.receive(message);
    }
    const QByteArray saved = first.save(path("random.jsonl"));
    Desk second;
    QCOMPARE(second.open(path("random.jsonl")).messages, 2000U);
    QVERIFY(second.save(path("again.jsonl")) == saved);
    QCOMPARE(second.pump.ledger().lost(), 0);
}

void tst_MessageFiles::aPackedFileIsTheSame()
{
    Desk first;
    for (int i = 0; i < 5000; ++i)
        first.receive(Message("/queue/a", std::string(std::size_t(i % 50), char(i))));
    const QByteArray saved = first.save(path("plain.jsonl"));
    const QString packed =
        write("packed.jsonl.gz", QByteArray::fromStdString(Testing::gzipped(saved.toStdString())));
    QVERIFY(QFileInfo(packed).size() < saved.size() / 4);
    Desk second;
    const FileOpening::Report report = second.open(packed);
    QVERIFY(report.end == End::Complete);
    QCOMPARE(report.messages, 5000U);
    QVERIFY(second.save(path("again.jsonl")) == saved);
    QCOMPARE(second.pump.ledger().lost(), 0);
}

void tst_MessageFiles::aDamagedPackedFileGivesWhatIsBeforeIt()
{
    QByteArray content;
    for (int i = 0; i < 20'000; ++i)
        content += lineOf("broker", "/queue/a", i * 7919);
    const QByteArray whole = QByteArray::fromStdString(Testing::gzipped(content.toStdString()));
    Desk desk;
    const FileOpening::Report cut = desk.open(write("cut.jsonl.gz", whole.first(whole.size() / 2)));
    QVERIFY(cut.end == End::Damaged);
    QVERIFY(cut.messages > 5000 && cut.messages < 15'000);
    QCOMPARE(cut.problem, QStringLiteral("it ends before its end: part of it is missing"));
    QCOMPARE(desk.pump.ledger().shown, cut.messages);

    QByteArray damaged = whole;
    damaged.replace(whole.size() / 2, 40, QByteArray(40, '\x77'));
    Desk other;
    const FileOpening::Report report = other.open(write("damaged.jsonl.gz", damaged));
    QVERIFY(report.end == End::Damaged || report.end == End::BadLine); // it may unpack to nonsense
    QVERIFY(report.messages > 5000 && report.messages < 15'000);
    QCOMPARE(other.pump.ledger().shown, report.messages);
    QCOMPARE(other.pump.ledger().lost(), 0);

    Desk third;
    const FileOpening::Report garbage =
        third.open(write("garbage.gz", QByteArray("\x1F\x8B") + QByteArray(500, 'x')));
    QVERIFY(garbage.end == End::Damaged);
    QCOMPARE(garbage.messages, 0U);
    QVERIFY2(garbage.problem.contains(QStringLiteral("near byte")), qPrintable(garbage.problem));
    // Packed, but none of ours.
    const FileOpening::Report text =
        third.open(write("text.gz", QByteArray::fromStdString(Testing::gzipped("just a text\n"))));
    QVERIFY(text.end == End::BadLine);
    QCOMPARE(text.line, 1U);
}

void tst_MessageFiles::aFileIsASourceInTheTree()
{
    const QString file = write("tree.jsonl",
        lineOf("broker", "/queue/a", 1) + lineOf("broker", "/topic/b", 2)
            + lineOf("other", "/queue/a", 3) + lineOf("broker", "/queue/a", 4));
    Desk desk;
    const QAbstractItemModelTester tester(&desk.destinations);
    desk.open(file);
    desk.destinations.tick(1);
    QCOMPARE(tree(desk.destinations),
        QStringLiteral("tree.jsonl: broker 3\n"
                       "  /queue/a 2\n"
                       "    from the file 2\n"
                       "  /topic/b 1\n"
                       "    from the file 1\n"
                       "tree.jsonl: other 1\n"
                       "  /queue/a 1\n"
                       "    from the file 1\n"));
    MessageTableModel& model = desk.pump.model();
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.index(2, int(MessageColumn::Connection)).data().toString(),
        QStringLiteral("tree.jsonl: other"));
}

void tst_MessageFiles::theLedgerAddsUp()
{
    QByteArray content;
    for (int i = 0; i < 30'000; ++i)
        content += lineOf("broker", "/queue/a", i);
    const QString file = write("many.jsonl", content);
    Desk desk;
    bool addsUp = true;
    connect(&desk.pump, &MessagePump::ledgerChanged, this,
        [&](const Stomp::Ledger& ledger) { addsUp = addsUp && ledger.lost() == 0; });
    desk.receive(Message("/queue/a", "live"));
    desk.open(file);
    desk.receive(Message("/queue/a", "live"));
    desk.open(file);
    const Stomp::Ledger ledger = desk.pump.ledger();
    QCOMPARE(ledger.received, 60'002U);
    QCOMPARE(ledger.shown, 60'002U);
    QCOMPARE(ledger.lost(), 0);
    QVERIFY(addsUp);
}

void tst_MessageFiles::readingWaitsInsteadOfLosing()
{
    QByteArray content;
    for (int i = 0; i < 200'000; ++i)
        content += lineOf("broker", "/queue/a", i);
    const QString file = write("large.jsonl", content);
    Desk desk;
    desk.pump.setRetention(2'000'000);
    QCOMPARE(desk.open(file).messages, 200'000U);
    const Stomp::Ledger ledger = desk.pump.ledger();
    QCOMPARE(ledger.received, 200'000U);
    QVERIFY(ledger.retired > 100'000);
    QCOMPARE(ledger.shown + ledger.retired, 200'000U);
    const Stomp::MessageStore& store = desk.pump.store();
    QVERIFY(store.messageAt(store.rowCount() - 1).body() == "{\"n\":199999}");
}

void tst_MessageFiles::aBadLineEndsIt()
{
    Desk desk;
    const FileOpening::Report report = desk.open(write("bad.jsonl",
        lineOf("broker", "/queue/a", 1) + "{\"version\":1}\n" + lineOf("broker", "/queue/a", 3)));
    QCOMPARE(report.end, End::BadLine);
    QCOMPARE(report.line, 2U);
    QVERIFY(report.problem.contains(QStringLiteral("\"received\"")));
    QCOMPARE(desk.pump.model().rowCount(), 1);
}

void tst_MessageFiles::aCutOffLineIsTold()
{
    Desk desk;
    const QByteArray whole = lineOf("broker", "/queue/a", 1);
    const FileOpening::Report report = desk.open(write("cut.jsonl", whole + whole.first(50)));
    QCOMPARE(report.end, End::CutOff);
    QCOMPARE(report.messages, 1U);
    QCOMPARE(report.line, 2U);
}

void tst_MessageFiles::cannotBeRead()
{
    Desk desk;
    QCOMPARE(desk.open(path("nothing.jsonl")).end, End::Failed);
    const FileOpening::Report report = desk.open(m_folder.path());
    QCOMPARE(report.end, End::Failed);
    QVERIFY(!report.problem.isEmpty());
    QCOMPARE(desk.destinations.rowCount(), 0);
}

void tst_MessageFiles::canBeStoppedAndClosed()
{
    QByteArray content;
    for (int i = 0; i < 200'000; ++i)
        content += lineOf("broker", "/queue/a", i);
    const QString file = write("stop.jsonl", content);
    Desk desk;
    FileOpening* const opening = desk.files.open(file);
    QSignalSpy gone(opening, &QObject::destroyed);
    QTRY_VERIFY(desk.destinations.rowCount() == 1);
    desk.files.close(desk.destinations.index(0, 0).data(DestinationModel::ConnectionRole).toUInt());
    QCOMPARE(desk.destinations.rowCount(), 0);
    QTRY_COMPARE(gone.count(), 1);
    desk.pump.flush();
    QVERIFY(desk.pump.ledger().received > 0);
    QCOMPARE(desk.pump.ledger().shown, desk.pump.ledger().received);
    QCOMPARE(desk.pump.ledger().lost(), 0);
    // Its messages still know where they came from.
    QVERIFY(desk.save(path("after.jsonl")).startsWith(lineOf("broker", "/queue/a", 0)));
}

void tst_MessageFiles::countsFurtherDestinationsWithNone()
{
    QByteArray content;
    for (int i = 0; i < 600; ++i)
        content += lineOf("broker", "/queue/" + QByteArray::number(i), i);
    Desk desk;
    const FileOpening::Report report = desk.open(write("destinations.jsonl", content));
    QCOMPARE(report.messages, 600U);
    QCOMPARE(report.unlisted, 100U);
    QCOMPARE(desk.destinations.rowCount(desk.destinations.index(0, 0)), 500);
    QCOMPARE(desk.pump.model().rowCount(), 600);
}

void tst_MessageFiles::refusesTooManyConnections()
{
    QByteArray content;
    for (int i = 0; i < 1002; ++i)
        content += lineOf("broker " + QByteArray::number(i), "/queue/a", i);
    Desk desk;
    const FileOpening::Report report = desk.open(write("connections.jsonl", content));
    QCOMPARE(report.end, End::BadLine);
    QCOMPARE(report.line, 1001U);
    QCOMPARE(report.messages, 1000U);
    QVERIFY(report.problem.contains(QStringLiteral("1000 connections")));
}

QTEST_GUILESS_MAIN(tst_MessageFiles)
#include "tst_messagefiles.moc"
