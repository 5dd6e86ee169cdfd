#include <stomp/messages/recordingfile.h>
#include <support/filelimit.h>

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <string>

using namespace Stomp;
using namespace Qt::StringLiterals;

class TestRecordingFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(u".*"_s));
        m_folder = std::make_unique<QTemporaryDir>();
    }

    void writesAtOnce();
    void replacesTheFirstFile();
    void goesOnInFurtherFiles();
    void passesOverNamesThatAreTaken();
    void keepsTheNewestFiles();
    void takesPartsOfLinesBackWhenTheDiskIsFull();
    void saysWhyItCannot();

private:
    [[nodiscard]] QString path(const QString& name = u"rec.jsonl"_s) const
    {
        return m_folder->filePath(name);
    }
    [[nodiscard]] QByteArray content(const QString& name = u"rec.jsonl"_s) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no file");
    }
    void put(const QString& name, const QByteArray& text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), text.size());
    }
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_folder->path()).entryList(QDir::Files, QDir::Name);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestRecordingFile::writesAtOnce()
{
    RecordingFile file({path(), 0, 0});
    QVERIFY(file.open());
    QVERIFY(file.write("one\ntwo\n"));
    QCOMPARE(content(), QByteArray("one\ntwo\n")); // while it is open
    QVERIFY(file.write("three\n"));
    QCOMPARE(content(), QByteArray("one\ntwo\nthree\n"));
    QCOMPARE(file.bytes(), 14U);
    QCOMPARE(file.lines(), 3U);
    QCOMPARE(file.files(), QStringList{path()});
}

void TestRecordingFile::replacesTheFirstFile()
{
    put(u"rec.jsonl"_s, "what was there, and long");
    RecordingFile file({path(), 0, 0});
    QVERIFY(file.open());
    QVERIFY(file.write("one\n"));
    QCOMPARE(content(), QByteArray("one\n"));
}

void TestRecordingFile::goesOnInFurtherFiles()
{
    RecordingFile file({path(), 10, 0});
    QVERIFY(file.open());
    QVERIFY(file.write("1234\n1234\n")); // exactly full
    QCOMPARE(files(), QStringList{u"rec.jsonl"_s});
    QVERIFY(file.write("a line that is longer than any file\n12345678\nb\nc\n"));
    QCOMPARE(content(), QByteArray("1234\n1234\n"));
    QCOMPARE(content(u"rec-2.jsonl"_s), QByteArray("a line that is longer than any file\n"));
    QCOMPARE(content(u"rec-3.jsonl"_s), QByteArray("12345678\nb\n"));
    QCOMPARE(content(u"rec-4.jsonl"_s), QByteArray("c\n"));
    QCOMPARE(file.fileCount(), 4);
    QCOMPARE(file.lines(), 6U);
    QCOMPARE(file.bytes(), 10U + 36U + 11U + 2U);
}

void TestRecordingFile::passesOverNamesThatAreTaken()
{
    put(u"rec-2.jsonl"_s, "mine");
    RecordingFile file({path(), 3, 0});
    QVERIFY(file.open());
    QVERIFY(file.write("one\ntwo\n"));
    QCOMPARE(content(u"rec-2.jsonl"_s), QByteArray("mine"));
    QCOMPARE(content(u"rec-3.jsonl"_s), QByteArray("two\n"));
}

void TestRecordingFile::keepsTheNewestFiles()
{
    put(u"rec-1.jsonl"_s, "mine");
    RecordingFile file({path(), 3, 2});
    QVERIFY(file.open());
    for (const char* line : {"one\n", "two\n", "three\n", "four\n"})
        QVERIFY(file.write(line));
    QCOMPARE(files(), (QStringList{u"rec-1.jsonl"_s, u"rec-3.jsonl"_s, u"rec-4.jsonl"_s}));
    QCOMPARE(content(u"rec-4.jsonl"_s), QByteArray("four\n"));
    QCOMPARE(file.files(), (QStringList{path(u"rec-3.jsonl"_s), path(u"rec-4.jsonl"_s)}));
    QCOMPARE(file.lines(), 4U);
}

void TestRecordingFile::takesPartsOfLinesBackWhenTheDiskIsFull()
{
    RecordingFile file({path(), 0, 0});
    QVERIFY(file.open());
    QVERIFY(file.write("one\n"));
    const std::string line(999, 'x');
    std::string lines;
    for (int i = 0; i < 10; ++i)
        lines += line + '\n';
    {
        const Testing::FileLimit limit(4'500);
        QVERIFY(!file.write(lines));
    }
    QVERIFY2(file.problem().contains(u"large"_s), qPrintable(file.problem()));
    QCOMPARE(content().size(), 4'004);
    QVERIFY(content().endsWith("x\n"));
    QCOMPARE(file.lines(), 5U);
    QCOMPARE(file.bytes(), 4'004U);
}

void TestRecordingFile::saysWhyItCannot()
{
    for (const QString& where : {path(u"gone/rec.jsonl"_s), m_folder->path(), u"/dev/full"_s}) {
        RecordingFile file({where, 0, 0});
        QVERIFY(!file.open());
        QVERIFY(!file.problem().isEmpty());
        QVERIFY(file.error() != QFileDevice::NoError);
    }
    QVERIFY(files().isEmpty());
}

QTEST_APPLESS_MAIN(TestRecordingFile)
#include "tst_recordingfile.moc"
