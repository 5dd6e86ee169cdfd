#include <stomp/messages/gunzipdevice.h>
#include <stomp/messages/messagefilereader.h>
#include <support/gzip.h>

#include <QBuffer>
#include <QTest>

using namespace Stomp;
using Testing::gzipped;
using End = MessageFileReader::End;

namespace {

QByteArray packed(const std::string& text)
{
    return QByteArray::fromStdString(gzipped(text));
}

std::string lines(int count)
{
    std::string all;
    for (int i = 0; i < count; ++i)
        all += R"({"version":1,"received":"2026-01-31T23:59:59.999Z","connection":"c",)"
               R"("headers":[["destination","/queue/a"]],"body":")"
            + std::to_string(i * 7919) + "\"}\n";
    return all;
}

/** Fails at a place. */
class FailingBuffer : public QBuffer
{
public:
    explicit FailingBuffer(qint64 failsAt) : m_failsAt(failsAt) { }

protected:
    qint64 readData(char* data, qint64 most) override
    {
        if (pos() >= m_failsAt) {
            setErrorString(QStringLiteral("the disk is gone"));
            return -1;
        }
        return QBuffer::readData(data, qMin(most, m_failsAt - pos()));
    }

private:
    qint64 m_failsAt;
};

} // namespace

/** A packed file, read as if it was not. */
class tst_GunzipDevice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void givesWhatIsPacked()
    {
        const std::string text = lines(20'000);
        QBuffer file;
        file.setData(packed(text));
        QVERIFY(file.open(QIODevice::ReadOnly));
        GunzipDevice device(file);
        std::string all;
        char piece[1000];
        qint64 read = 0;
        while ((read = device.read(piece, sizeof piece)) > 0)
            all.append(piece, std::size_t(read));
        QCOMPARE(read, qint64(0));
        QVERIFY(all == text);
        QCOMPARE(device.read(piece, sizeof piece), qint64(0));
        QVERIFY(!device.hasReadFailed());
    }

    void aFileReaderReadsIt()
    {
        QBuffer file;
        file.setData(packed(lines(5000)) + packed(lines(3)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        GunzipDevice device(file);
        MessageFileReader reader(device);
        int messages = 0;
        while (reader.next())
            ++messages;
        QCOMPARE(messages, 5003);
        QVERIFY(reader.end() == End::Complete);
        QCOMPARE(reader.bytes(), std::uint64_t(lines(5000).size() + lines(3).size()));
    }

    void cutOffItGivesWhatIsThere()
    {
        const QByteArray whole = packed(lines(5000));
        QBuffer file;
        file.setData(whole.first(whole.size() / 2));
        QVERIFY(file.open(QIODevice::ReadOnly));
        GunzipDevice device(file);
        MessageFileReader reader(device);
        int messages = 0;
        while (reader.next())
            ++messages;
        QVERIFY(messages > 1000 && messages < 4000);
        QVERIFY(reader.end() == End::Failed);
        QCOMPARE(
            device.errorString(), QStringLiteral("it ends before its end: part of it is missing"));
        QVERIFY(!device.hasReadFailed());
    }

    void damageIsAnErrorBehindWhatIsGood()
    {
        QByteArray data = packed(lines(5000));
        data[data.size() - 5] = char(data.at(data.size() - 5) ^ 1); // the check sum
        QBuffer file;
        file.setData(data);
        QVERIFY(file.open(QIODevice::ReadOnly));
        GunzipDevice device(file);
        MessageFileReader reader(device);
        int messages = 0;
        while (reader.next())
            ++messages;
        QCOMPARE(messages, 5000);
        QVERIFY(reader.end() == End::Failed);
        QVERIFY(device.errorString().startsWith(QStringLiteral("incorrect data check")));
    }

    void aDiskThatFailsIsToldApart()
    {
        FailingBuffer file(3000);
        file.setData(packed(lines(5000)));
        QVERIFY(file.open(QIODevice::ReadOnly | QIODevice::Unbuffered));
        GunzipDevice device(file);
        MessageFileReader reader(device);
        int messages = 0;
        while (reader.next())
            ++messages;
        QVERIFY(messages > 0);
        QVERIFY(reader.end() == End::Failed);
        QVERIFY(device.hasReadFailed());
        QCOMPARE(device.errorString(), QStringLiteral("the disk is gone"));
    }
};

QTEST_GUILESS_MAIN(tst_GunzipDevice)
#include "tst_gunzipdevice.moc"
