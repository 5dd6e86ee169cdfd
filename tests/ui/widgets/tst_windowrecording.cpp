#include "windowfixture.h"

#include <support/filelimit.h>
#include <support/messages.h>
#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/jobsstrip.h>

#include <QFileDialog>
#include <QSpinBox>
#include <QToolButton>

using namespace Ui;
using namespace Testing;

/** Ctrl+Shift+E in the real window. */
class tst_WindowRecording : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not)")));
        m_desk = std::make_unique<WindowFixture>();
        QVERIFY(QTest::qWaitForWindowActive(m_desk->window.get()));
        m_number = 0;
    }
    void cleanup() { m_desk.reset(); }

    void recordsWhatComesUntilItIsStopped();
    void goesOnInFurtherFiles();
    void saysWhatAFullDiskEnded();
    void saysThatItCannotBegin();
    void writesAllWhenTheWindowGoes();

private:
    void receive(int messages)
    {
        for (int i = 0; i < messages; ++i) {
            const Message message("/queue/orders", "body " + std::to_string(m_number++));
            std::ignore = m_desk->workspace.feed().append(message.bytes, message.row);
        }
        m_desk->workspace.feed().publish(static_cast<std::uint64_t>(messages));
        m_desk->workspace.pump().flush();
    }
    /** The dialog, the name, Enter. */
    void recordTo(const QString& path, int megabytes = 0)
    {
        m_desk->key(m_desk->window.get(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        QDialog* const dialog = m_desk->dialog("recordDialog");
        QVERIFY(dialog);
        dialog->findChild<QSpinBox*>(QStringLiteral("recordMegabytes"))->setValue(megabytes);
        m_desk->click(dialog->findChild<QPushButton*>(QStringLiteral("recordTo")));
        auto* const names = dialog->findChild<QFileDialog*>(QStringLiteral("recordNames"));
        QVERIFY(names);
        Q_EMIT names->fileSelected(path);
    }
    [[nodiscard]] QString path(const char* name = "rec.jsonl") const
    {
        return m_desk->folder.filePath(QString::fromLatin1(name));
    }
    [[nodiscard]] static QByteArray contentOf(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] QString jobText() const
    {
        const auto* text = m_desk->find<ElidedLabel>("jobText");
        return text ? text->text() : QString();
    }
    [[nodiscard]] QAction* action() const { return m_desk->find<QAction>("recordMessages"); }

    std::unique_ptr<WindowFixture> m_desk;
    int m_number = 0;
};

void tst_WindowRecording::recordsWhatComesUntilItIsStopped()
{
    receive(2);
    QVERIFY(!action()->isChecked());
    recordTo(path());
    QVERIFY(action()->isChecked());
    receive(3);
    QTRY_VERIFY2(jobText().startsWith(QStringLiteral("Recording to rec.jsonl: 3 messages")),
        qPrintable(jobText()));
    QCOMPARE(contentOf(path()).count('\n'), 3);
    receive(2);
    m_desk->click(m_desk->find<QToolButton>("jobAction"));
    QTRY_VERIFY2(
        jobText().startsWith(QStringLiteral("Recorded 5 messages (")), qPrintable(jobText()));
    QVERIFY(!action()->isChecked());
    receive(4);
    const QList<QByteArray> lines = contentOf(path()).split('\n');
    QCOMPARE(lines.size(), 6);
    QVERIFY(lines[0].contains("\"body 2\""));
    QVERIFY(lines[4].contains("\"body 6\""));
}

void tst_WindowRecording::goesOnInFurtherFiles()
{
    recordTo(path(), 1);
    receive(6000);
    action()->trigger();
    QTRY_VERIFY2(
        jobText().startsWith(QStringLiteral("Recorded 6,000 messages")), qPrintable(jobText()));
    QVERIFY2(jobText().contains(QStringLiteral("Files: 2, the last one rec-2.jsonl.")),
        qPrintable(jobText()));
    QCOMPARE(contentOf(path()).count('\n') + contentOf(path("rec-2.jsonl")).count('\n'), 6000);
}

void tst_WindowRecording::saysWhatAFullDiskEnded()
{
    recordTo(path());
    {
        const FileLimit limit(50'000);
        receive(1000);
        QTRY_VERIFY2(m_desk->notices().contains(QStringLiteral("Recording to rec.jsonl has ended")),
            qPrintable(m_desk->notices()));
    }
    QVERIFY(m_desk->notices().contains(QStringLiteral("Messages go on coming to the table.")));
    QVERIFY(m_desk->noticeButton(QStringLiteral("Record to …")));
    QVERIFY(!action()->isChecked());
    QVERIFY(contentOf(path()).endsWith("}\n"));
    receive(10);
    QCOMPARE(m_desk->rows(), 1010);
}

void tst_WindowRecording::saysThatItCannotBegin()
{
    recordTo(path("gone/rec.jsonl"));
    QTRY_VERIFY2(m_desk->notices().contains(
                     QStringLiteral("The messages could not be recorded to rec.jsonl.")),
        qPrintable(m_desk->notices()));
    QVERIFY(m_desk->notices().contains(QStringLiteral("is not there.")));
    QVERIFY(!action()->isChecked());
}

void tst_WindowRecording::writesAllWhenTheWindowGoes()
{
    recordTo(path());
    receive(20'000);
    m_desk->window.reset();
    QCOMPARE(contentOf(path()).count('\n'), 20'000);
}

QTEST_MAIN(tst_WindowRecording)
#include "tst_windowrecording.moc"
