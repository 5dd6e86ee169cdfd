#include "windowfixture.h"

#include <support/messages.h>
#include <ui/models/filterreading.h>
#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/jobsstrip.h>

#include <QDir>
#include <QFileDialog>
#include <QHeaderView>
#include <QRadioButton>
#include <QToolButton>

using namespace Ui;
using namespace Testing;

/** Ctrl+Shift+S in the real window. */
class tst_WindowSaving : public QObject
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

    void savesAll();
    void savesWhatTheFilterShows();
    void savesTheSelectedRows();
    void savesWhatAPausedTableHolds();
    void savesAsCsv();
    void savesTheColumnsShownAsCsv();
    void offersNothingWhenThereIsNothing();
    void saysWhyItCouldNot();
    void theLineCanBeClosed();

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
    QDialog* openDialog()
    {
        m_desk->key(m_desk->window.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        return m_desk->dialog("saveDialog");
    }
    /** Save As …, the name, Enter. */
    void saveTo(QDialog* dialog, const QString& path)
    {
        m_desk->click(dialog->findChild<QPushButton*>(QStringLiteral("saveAs")));
        auto* const names = dialog->findChild<QFileDialog*>(QStringLiteral("saveNames"));
        QVERIFY(names);
        names->selectFile(path);
        QMetaObject::invokeMethod(names, "accept");
    }
    [[nodiscard]] QString path(const char* name = "saved.jsonl") const
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

    std::unique_ptr<WindowFixture> m_desk;
    int m_number = 0;
};

void tst_WindowSaving::savesAll()
{
    QVERIFY(!m_desk->window->jobs()->isVisible());
    receive(3);
    QDialog* const dialog = openDialog();
    QVERIFY(dialog);
    QVERIFY(dialog->findChild<QRadioButton*>(QStringLiteral("saveAll"))->isChecked());
    saveTo(dialog, path());
    QTRY_VERIFY2(jobText().startsWith(QStringLiteral("Saved 3 messages (")), qPrintable(jobText()));
    QVERIFY(jobText().contains(QStringLiteral("to saved.jsonl, those of ")));
    QVERIFY(m_desk->window->jobs()->isVisible());
    QCOMPARE(contentOf(path()).count('\n'), 3);
    QVERIFY(contentOf(path()).contains("\"body 2\""));
    // Those after it are in the next one.
    receive(2);
    saveTo(openDialog(), path("second.jsonl"));
    QTRY_VERIFY(jobText().startsWith(QStringLiteral("Saved 5 messages")));
    QCOMPARE(contentOf(path("second.jsonl")).count('\n'), 5);
}

void tst_WindowSaving::savesWhatTheFilterShows()
{
    receive(30);
    MessagePump& pump = m_desk->workspace.pump();
    pump.filtering().set(readFilter(QStringLiteral("body 1"), FilterMode::Text).filter);
    QTRY_COMPARE(pump.model().messageCount(), 11);
    QDialog* const dialog = openDialog();
    auto* const choice = dialog->findChild<QRadioButton*>(QStringLiteral("saveFiltered"));
    QVERIFY(choice->isChecked());
    QVERIFY(choice->text().endsWith(QStringLiteral(": 11")));
    saveTo(dialog, path());
    QTRY_VERIFY(jobText().startsWith(QStringLiteral("Saved 11 messages")));
    QCOMPARE(contentOf(path()).count('\n'), 11);
}

void tst_WindowSaving::savesTheSelectedRows()
{
    receive(30);
    MessageTableModel& model = m_desk->workspace.pump().model();
    const auto select = [&](int first, int last) {
        m_desk->table()->selectionModel()->select({model.index(first, 0), model.index(last, 0)},
            QItemSelectionModel::Select | QItemSelectionModel::Rows);
    };
    select(20, 22);
    select(3, 4);
    QDialog* const dialog = openDialog();
    QVERIFY(dialog->findChild<QRadioButton*>(QStringLiteral("saveSelected"))->isChecked());
    saveTo(dialog, path());
    QTRY_VERIFY(jobText().startsWith(QStringLiteral("Saved 5 messages")));
    const QList<QByteArray> lines = contentOf(path()).split('\n');
    QCOMPARE(lines.size(), 6);
    QVERIFY(lines[0].contains("\"body 3\""));
    QVERIFY(lines[4].contains("\"body 22\""));
}

void tst_WindowSaving::savesWhatAPausedTableHolds()
{
    receive(4);
    m_desk->workspace.pump().setPaused(true);
    receive(3);
    saveTo(openDialog(), path());
    QTRY_VERIFY(jobText().startsWith(QStringLiteral("Saved 7 messages")));
    QCOMPARE(contentOf(path()).count('\n'), 7);
}

void tst_WindowSaving::savesAsCsv()
{
    receive(2);
    QDialog* const dialog = openDialog();
    dialog->findChild<QRadioButton*>(QStringLiteral("saveCsv"))->click();
    saveTo(dialog, path("saved.csv"));
    QTRY_VERIFY(jobText().startsWith(QStringLiteral("Saved 2 messages")));
    const QByteArray content = contentOf(path("saved.csv"));
    QVERIFY2(content.startsWith("Time,Destination,Size,Type,Body\r\n"), content.constData());
    QVERIFY2(content.endsWith(",/queue/orders,6,text,body 1\r\n"), content.constData());
}

void tst_WindowSaving::savesTheColumnsShownAsCsv()
{
    receive(2);
    QHeaderView* const header = m_desk->table()->horizontalHeader();
    MessageTableModel& model = m_desk->workspace.pump().model();
    const int added = model.addField(Stomp::MessageField::ofHeader("message-id"));
    header->setSectionHidden(int(MessageColumn::Time), true);
    header->setSectionHidden(int(MessageColumn::Type), true);
    header->moveSection(header->visualIndex(added), 0);
    QDialog* const dialog = openDialog();
    dialog->findChild<QRadioButton*>(QStringLiteral("saveCsv"))->click();
    saveTo(dialog, path("columns.csv"));
    QTRY_VERIFY(jobText().startsWith(QStringLiteral("Saved 2 messages")));
    QCOMPARE(contentOf(path("columns.csv")),
        QByteArray("message-id,Destination,Size,Body\r\n"
                   "m-1,/queue/orders,6,body 0\r\n"
                   "m-1,/queue/orders,6,body 1\r\n"));
}

void tst_WindowSaving::offersNothingWhenThereIsNothing()
{
    QDialog* const dialog = openDialog();
    QVERIFY(!dialog->findChild<QPushButton*>(QStringLiteral("saveAs"))->isEnabled());
    QVERIFY(!dialog->findChild<QRadioButton*>(QStringLiteral("saveFiltered"))->isEnabled());
    QVERIFY(!dialog->findChild<QRadioButton*>(QStringLiteral("saveSelected"))->isEnabled());
}

void tst_WindowSaving::saysWhyItCouldNot()
{
    receive(3);
    QDialog* const dialog = openDialog();
    QVERIFY(dialog);
    QVERIFY(QDir(m_desk->folder.path()).mkdir(QStringLiteral("goes")));
    m_desk->click(dialog->findChild<QPushButton*>(QStringLiteral("saveAs")));
    auto* const names = dialog->findChild<QFileDialog*>(QStringLiteral("saveNames"));
    QVERIFY(names);
    Q_EMIT names->fileSelected(path("gone/saved.jsonl"));
    QTRY_VERIFY2(m_desk->notices().contains(
                     QStringLiteral("The messages could not be saved to saved.jsonl.")),
        qPrintable(m_desk->notices()));
    QVERIFY(m_desk->notices().contains(QStringLiteral("is not there.")));
    QVERIFY(m_desk->noticeButton(QStringLiteral("Save As …")));
    QTRY_VERIFY(!m_desk->window->jobs()->isVisible());
}

void tst_WindowSaving::theLineCanBeClosed()
{
    receive(3);
    saveTo(openDialog(), path());
    QTRY_VERIFY(jobText().startsWith(QStringLiteral("Saved")));
    auto* const line = m_desk->window->jobs()->findChild<JobLine*>();
    m_desk->click(line->findChild<QToolButton*>(QStringLiteral("jobClose")));
    QVERIFY(!m_desk->window->jobs()->isVisible());
}

QTEST_MAIN(tst_WindowSaving)
#include "tst_windowsaving.moc"
