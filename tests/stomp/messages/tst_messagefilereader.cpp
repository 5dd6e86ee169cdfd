#include <stomp/messages/messagefilereader.h>

#include <QBuffer>
#include <QTest>

using namespace Stomp;
using End = MessageFileReader::End;

namespace {

QByteArray line(const QByteArray& body)
{
    return R"({"version":1,"received":"2026-01-31T23:59:59.999Z","connection":"c",)"
           R"("headers":[["destination","/queue/a"]],"body":")"
        + body + "\"}";
}

/** Gives at most so many bytes at a time; fails at a place, if there is one. */
class SlowBuffer : public QBuffer
{
public:
    explicit SlowBuffer(const QByteArray& data, qint64 piece, qint64 failsAt = -1)
        : m_piece(piece), m_failsAt(failsAt)
    {
        setData(data);
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

protected:
    qint64 readData(char* data, qint64 most) override
    {
        if (m_failsAt >= 0 && pos() >= m_failsAt)
            return -1;
        return QBuffer::readData(data, qMin(most, m_piece));
    }

private:
    qint64 m_piece;
    qint64 m_failsAt;
};

struct Read
{
    QList<QByteArray> bodies;
    End end = End::NotYet;
    quint64 line = 0;
    QByteArray error;
    quint64 bytes = 0;
};

Read readAll(const QByteArray& content, qint64 piece = 1'000'000, qint64 failsAt = -1)
{
    SlowBuffer device(content, piece, failsAt);
    MessageFileReader reader(device);
    Read read;
    while (const auto* message = reader.next()) {
        const std::string_view body = message->frame.substr(message->bodyOffset);
        read.bodies.append(QByteArray(body.data(), qsizetype(body.size())));
    }
    read.end = reader.end();
    read.line = reader.line();
    read.error = QByteArray::fromStdString(reader.error());
    read.bytes = reader.bytes();
    return read;
}

} // namespace

class TestMessageFileReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOneAfterAnother();
    void readsInPieces();
    void readsLongLines();
    void endsWithABadLine();
    void tellsACutOffEnd();
    void tellsAFailedDevice();
    void tellsAPackedFile();
};

void TestMessageFileReader::readsOneAfterAnother()
{
    const QByteArray content = line("1") + "\n" + line("2") + "\r\n\n  \n" + line("3") + "\n";
    const Read read = readAll(content);
    QCOMPARE(read.bodies, (QList<QByteArray>{"1", "2", "3"}));
    QCOMPARE(read.end, End::Complete);
    QCOMPARE(read.line, 5U);
    QCOMPARE(read.bytes, quint64(content.size()));
    // Whole without its LF as well.
    QCOMPARE(readAll(line("1") + "\n" + line("2")).bodies.size(), 2);
    QCOMPARE(readAll(line("1") + "\n" + line("2")).end, End::Complete);
    QCOMPARE(readAll("").end, End::Complete);
}

void TestMessageFileReader::readsInPieces()
{
    const QByteArray content = line("1") + "\n" + line("2") + "\n" + line("3") + "\n";
    for (qint64 piece = 1; piece <= content.size(); ++piece)
        QCOMPARE(readAll(content, piece).bodies, (QList<QByteArray>{"1", "2", "3"}));
}

void TestMessageFileReader::readsLongLines()
{
    const QByteArray large(5'000'000, 'x');
    const Read read = readAll(line("1") + "\n" + line(large) + "\n" + line("3") + "\n", 100'000);
    QCOMPARE(read.bodies, (QList<QByteArray>{"1", large, "3"}));
}

void TestMessageFileReader::endsWithABadLine()
{
    const Read read = readAll(line("1") + "\n\n{\"version\":2}\n" + line("3") + "\n");
    QCOMPARE(read.bodies, QList<QByteArray>{"1"});
    QCOMPARE(read.end, End::BadLine);
    QCOMPARE(read.line, 3U);
    QVERIFY2(read.error.contains("expected version 1"), read.error.constData());
}

void TestMessageFileReader::tellsACutOffEnd()
{
    const QByteArray whole = line("1") + "\n" + line("2");
    const auto begin = line("1").size() + 1;
    for (auto size = begin + 1; size < whole.size(); ++size) {
        const Read read = readAll(whole.first(size));
        QCOMPARE(read.bodies, QList<QByteArray>{"1"});
        QCOMPARE(read.end, End::CutOff);
        QCOMPARE(read.line, 2U);
    }
}

void TestMessageFileReader::tellsAFailedDevice()
{
    const QByteArray content = line("1") + "\n" + line("2") + "\n";
    const Read read = readAll(content, 10, line("1").size() + 20);
    QCOMPARE(read.bodies, QList<QByteArray>{"1"});
    QCOMPARE(read.end, End::Failed);
}

void TestMessageFileReader::tellsAPackedFile()
{
    const Read read = readAll(QByteArray("\x1F\x8B\x08 and so on"));
    QCOMPARE(read.end, End::BadLine);
    QVERIFY(read.error.contains("gunzip"));
}

QTEST_APPLESS_MAIN(TestMessageFileReader)
#include "tst_messagefilereader.moc"
