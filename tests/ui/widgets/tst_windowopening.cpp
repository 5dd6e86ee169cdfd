#include "windowfixture.h"

#include <support/gzip.h>
#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/jobsstrip.h>
#include <ui/widgets/windowfiles.h>

#include <QDropEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QToolButton>
#include <QTreeView>

using namespace Ui;
using namespace Testing;

namespace {

QByteArray lines(int count, const QByteArray& destination = "/queue/a")
{
    QByteArray all;
    for (int i = 0; i < count; ++i)
        all += R"({"version":1,"received":"2026-01-31T23:59:59.999Z","connection":"broker",)"
               R"("headers":[["destination",")"
            + destination + R"("]],"body":"{\"n\":)" + QByteArray::number(i) + "}\"}\n";
    return all;
}

} // namespace

/** Files of messages opened in the real window, with nothing connected. */
class tst_WindowOpening : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not)")));
        m_desk = std::make_unique<WindowFixture>();
        QVERIFY(QTest::qWaitForWindowActive(m_desk->window.get()));
    }
    void cleanup() { m_desk.reset(); }

    void opensFromTheMenu();
    void opensWhatIsDropped();
    void saysWhatIsWrongWithALine();
    void saysThatItIsNoFileOfMessages();
    void saysThatTheLastLineIsCutOff();
    void opensAPackedFile();
    void saysThatAPackedFileIsCutOff();
    void saysThatThereIsNoFile();
    void aFilesRowCanBeClosed();

private:
    QString write(const char* name, const QByteArray& content)
    {
        QFile file(m_desk->folder.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            return {};
        return file.fileName();
    }
    [[nodiscard]] QString jobText() const
    {
        const auto* text = m_desk->find<ElidedLabel>("jobText");
        return text ? text->text() : QString();
    }

    std::unique_ptr<WindowFixture> m_desk;
};

void tst_WindowOpening::opensFromTheMenu()
{
    const QString path = write("saved.jsonl", lines(1234));
    m_desk->key(m_desk->window.get(), Qt::Key_O, Qt::ControlModifier);
    auto* const names = m_desk->find<QFileDialog>("openNames");
    QVERIFY(names);
    names->selectFile(path);
    QMetaObject::invokeMethod(names, "accept");
    QTRY_COMPARE(jobText(), QStringLiteral("Opened saved.jsonl: 1,234 messages."));
    QTRY_COMPARE(m_desk->rows(), 1234);
    const auto* tree = m_desk->window->destinationsPanel()->view();
    QVERIFY(tree->isVisible());
    QCOMPARE(tree->model()->index(0, 0).data().toString(), QStringLiteral("saved.jsonl: broker"));
    m_desk->table()->setCurrentIndex(m_desk->workspace.pump().model().index(7, 0));
    QVERIFY(m_desk->workspace.pump().ledger().lost() == 0);
}

void tst_WindowOpening::opensWhatIsDropped()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(write("one.jsonl", lines(3))),
        QUrl::fromLocalFile(write("two.jsonl", lines(4, "/topic/b")))});
    const QPointF place(100, 100);
    QDragEnterEvent enter(place.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_desk->window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_desk->window.get(), &drop);
    QTRY_COMPARE(m_desk->rows(), 7);

    QMimeData text;
    text.setText(QStringLiteral("no file"));
    QDragEnterEvent other(place.toPoint(), Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
    other.ignore();
    QCoreApplication::sendEvent(m_desk->window.get(), &other);
    QVERIFY(!other.isAccepted());
}

void tst_WindowOpening::saysWhatIsWrongWithALine()
{
    m_desk->window->files()->open(write("bad.jsonl", lines(2) + "{\"version\":3}\n" + lines(1)));
    QTRY_VERIFY2(m_desk->notices().contains(QStringLiteral("Line 3 of bad.jsonl is no message.")),
        qPrintable(m_desk->notices()));
    QVERIFY(
        m_desk->notices().contains(QStringLiteral("The 2 messages before it are in the table.")));
    QVERIFY(m_desk->notices().contains(QStringLiteral("expected version 1, but found 3")));
    QTRY_COMPARE(m_desk->rows(), 2);
    QVERIFY(!m_desk->window->jobs()->isVisible());
}

void tst_WindowOpening::saysThatItIsNoFileOfMessages()
{
    m_desk->window->files()->open(write("notes.txt", "Dear diary\n"));
    QTRY_VERIFY(m_desk->notices().contains(QStringLiteral("Line 1 of notes.txt is no message.")));
    QVERIFY(m_desk->notices().contains(QStringLiteral("It may be no file of messages")));
}

void tst_WindowOpening::opensAPackedFile()
{
    m_desk->window->files()->open(write(
        "saved.jsonl.gz", QByteArray::fromStdString(Testing::gzipped(lines(1234).toStdString()))));
    QTRY_COMPARE(jobText(), QStringLiteral("Opened saved.jsonl.gz: 1,234 messages."));
    QTRY_COMPARE(m_desk->rows(), 1234);
}

void tst_WindowOpening::saysThatAPackedFileIsCutOff()
{
    const std::string whole = Testing::gzipped(lines(5000).toStdString());
    m_desk->window->files()->open(
        write("cut.jsonl.gz", QByteArray::fromStdString(whole.substr(0, whole.size() - 9))));
    QTRY_VERIFY2(m_desk->notices().contains(
                     QStringLiteral("cut.jsonl.gz could not be unpacked to its end.")),
        qPrintable(m_desk->notices()));
    QVERIFY2(m_desk->notices().contains(QStringLiteral("messages before it are in the table.")),
        qPrintable(m_desk->notices()));
    QVERIFY(m_desk->notices().contains(QStringLiteral("part of it is missing")));
    QTRY_VERIFY(m_desk->rows() > 4000);
    QCOMPARE(m_desk->workspace.pump().ledger().lost(), 0);
}

void tst_WindowOpening::saysThatTheLastLineIsCutOff()
{
    m_desk->window->files()->open(write("cut.jsonl", lines(3).chopped(20)));
    QTRY_VERIFY2(jobText().startsWith(
                     QStringLiteral("Opened cut.jsonl: 2 messages. Its last line (3) is cut off")),
        qPrintable(jobText()));
}

void tst_WindowOpening::saysThatThereIsNoFile()
{
    m_desk->window->files()->open(m_desk->folder.filePath(QStringLiteral("gone.jsonl")));
    QTRY_VERIFY(m_desk->notices().contains(QStringLiteral("gone.jsonl could not be read.")));
    QVERIFY(m_desk->notices().contains(QStringLiteral("There is no such file.")));
}

void tst_WindowOpening::aFilesRowCanBeClosed()
{
    m_desk->window->files()->open(write("saved.jsonl", lines(3)));
    QTRY_COMPARE(m_desk->rows(), 3);
    DestinationsPanel* const panel = m_desk->window->destinationsPanel();
    QAction* const close = panel->findChild<QAction*>(QStringLiteral("closeFile"));
    QVERIFY(!close->isVisible());
    const QModelIndex file = panel->view()->model()->index(0, 0);
    panel->view()->setCurrentIndex(file.model()->index(0, 0, file));
    QVERIFY(close->isVisible());
    QVERIFY(!panel->canUnsubscribe());
    close->trigger();
    QCOMPARE(m_desk->workspace.destinations().rowCount(), 0);
    QVERIFY(!close->isVisible());
    QCOMPARE(m_desk->rows(), 3);
}

QTEST_MAIN(tst_WindowOpening)
#include "tst_windowopening.moc"
