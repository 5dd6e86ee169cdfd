#include "sequencedesk.h"

#include <ui/models/sequencetext.h>
#include <ui/widgets/sequencefile.h>
#include <ui/widgets/theme.h>

#include <stomp/framelog/framelogtext.h>
#include <support/widgetwarnings.h>

#include <QClipboard>
#include <QDockWidget>
#include <QFileDialog>
#include <QHelpEvent>
#include <QImage>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTextDocumentFragment>
#include <QToolTip>
#include <QTreeWidget>
#include <QXmlStreamReader>

using namespace Ui;
using Testing::frameOf;
using Testing::SequenceDesk;

namespace {

const QString awkward = QStringLiteral("/queue/a<b&\"c\"");

/** Frames of the log without a broker. */
void fill(FrameLogModel& model, int from, int count)
{
    std::deque<Stomp::FrameRecord> records;
    for (int n = from; n < from + count; ++n)
        records.push_back(frameOf("1 > SEND destination:/queue/" + std::to_string(n), n * 1000));
    model.append(std::move(records), 0);
}

} // namespace

/** The sequence view beside the frame log, driven by mouse and keyboard. */
class TestSequenceWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::apply(*qApp, ThemeChoice::Light);
    }
    void init() { Testing::failOnAnyWarning(); }

    void drawsWhatTheLogHas();
    void choosesTheFrameInTheLog();
    void isDrivenByKeyboard();
    void savesDrawingPictureAndText();
    void savesWhatIsChosen();
    void staysWhereTheReaderIs();
    void recordsWhileItIsOpen();
    void showsWhatCameBeforeItWasOpened();
    void theConsoleIsNotCalledAsItsBroker();
};

void TestSequenceWindow::drawsWhatTheLogHas()
{
    SequenceDesk desk;
    desk.openSequence();
    const Sequence& drawn = desk.view()->sequence();
    QCOMPARE(drawn.lines.size(), 3);
    QCOMPARE(drawn.lines.at(0).name, QStringLiteral("consumer A"));
    const QString broker = QStringLiteral("%1, 127.0.0.1:%2")
                               .arg(QString::fromStdString(desk.first->info().server))
                               .arg(desk.broker.port());
    QVERIFY(!desk.first->info().server.empty());
    QCOMPARE(drawn.lines.at(1).name, broker);
    QVERIFY(drawn.lines.at(1).isBroker);
    QCOMPARE(drawn.lines.at(2).name, QStringLiteral("consumer B"));
    int row = 0;
    for (const SequenceRow& arrow : drawn.rows) {
        const Stomp::FrameRecord& record = desk.log().recordAt(row++);
        QCOMPARE(arrow.serial, record.serial);
        QVERIFY(arrow.label.startsWith(QString::fromLatin1(
            record.command().data(), static_cast<qsizetype>(record.command().size()))));
        const int client = record.connection == desk.first->number() ? 0 : 2;
        const bool isOut = record.direction == Stomp::FrameDirection::Out;
        QCOMPARE(arrow.from, isOut ? client : 1);
        QCOMPARE(arrow.to, isOut ? 1 : client);
    }
    QVERIFY(desk.view()->accessibleDescription().contains(
        QStringLiteral("consumer A to %1: SEND /queue/work").arg(broker)));
    QVERIFY(!desk.view()->accessibleDescription().contains(desk.secret));
    // What may be cut short is there in full under the pointer.
    const auto tip = [&](const QPoint& place) {
        QHelpEvent event(QEvent::ToolTip, place, desk.view()->viewport()->mapToGlobal(place));
        QApplication::sendEvent(desk.view()->viewport(), &event);
        return QTextDocumentFragment::fromHtml(QToolTip::text()).toPlainText();
    };
    const quint64 last = drawn.rows.constLast().serial;
    QCOMPARE(tip(desk.view()->rectOf(last).center()).simplified(),
        sequenceRowText(drawn, drawn.rows.constLast()).simplified());
    QCOMPARE(tip({desk.view()->viewport()->width() / 8, 2}), QStringLiteral("consumer A"));

    // It goes on with the log, and takes its filter.
    desk.publish(QStringLiteral("/queue/work"), 5);
    QTRY_COMPARE(desk.count("MESSAGE"), 5);
    QTRY_COMPARE(desk.count("RECEIPT"), 7);
    QTRY_COMPARE(desk.view()->sequence().rows.size(), desk.log().rowCount());
    desk.find<QComboBox>("frameCommand")->setCurrentText(QStringLiteral("MESSAGE"));
    QTRY_COMPARE(desk.view()->sequence().rows.size(), 5);
    QVERIFY2(desk.status().contains(QStringLiteral("filter")), qPrintable(desk.status()));
}

void TestSequenceWindow::choosesTheFrameInTheLog()
{
    SequenceDesk desk;
    desk.openSequence();
    const quint64 send = desk.serialOf("SEND");
    desk.clickArrow(send);
    QCOMPARE(desk.window->frameLogPanel()->current(), send);
    QCOMPARE(desk.window->frameLogPanel()->view()->currentIndex().data(FrameSerialRole), send);
    auto* steps = desk.sequence()->findChild<QTreeWidget*>(QStringLiteral("frameSteps"));
    QCOMPARE(steps->topLevelItemCount(), 2); // with its RECEIPT
    // The chain is marked in the drawing, as it is in the log.
    QStringList linked;
    const auto find = [&] {
        linked.clear();
        for (const SequenceRow& row : desk.view()->sequence().rows) {
            if (row.link >= 0)
                linked << row.label.section(u' ', 0, 0);
        }
        return linked.size() == 2;
    };
    QTRY_VERIFY(find());
    QCOMPARE(linked, (QStringList{QStringLiteral("SEND"), QStringLiteral("RECEIPT")}));
    // A step leads to its arrow.
    const QTreeWidgetItem* receipt = steps->topLevelItem(1);
    QTest::mouseClick(
        steps->viewport(), Qt::LeftButton, {}, steps->visualItemRect(receipt).center());
    QVERIFY(desk.view()->current() > send);
    QCOMPARE(desk.window->frameLogPanel()->current(), desk.view()->current());
    // And the other way round.
    desk.window->frameLogPanel()->showFrame(desk.serialOf("CONNECT"));
    QCOMPARE(desk.view()->current(), desk.serialOf("CONNECT"));
}

void TestSequenceWindow::isDrivenByKeyboard()
{
    SequenceDesk desk;
    desk.openSequence();
    SequenceView* view = desk.view();
    desk.key(view, Qt::Key_Home);
    QCOMPARE(view->current(), view->sequence().rows.constFirst().serial);
    QVERIFY(!view->isFollowing());
    desk.key(view, Qt::Key_Down);
    QCOMPARE(view->current(), view->sequence().rows.at(1).serial);
    QCOMPARE(desk.window->frameLogPanel()->current(), view->current());
    QVERIFY(view->accessibleDescription().startsWith(QStringLiteral("Chosen: ")));
    desk.key(view, Qt::Key_Up);
    QCOMPARE(view->current(), view->sequence().rows.constFirst().serial);
    const QRect before = view->rectOf(view->current());
    desk.key(view, Qt::Key_Plus, Qt::ControlModifier);
    QVERIFY(view->rectOf(view->current()).height() > before.height());
    desk.key(view, Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(view->rectOf(view->current()).height(), before.height());
    desk.key(view, Qt::Key_End);
    QVERIFY(view->isFollowing());
    // Enter leads to the frame log.
    desk.find<QDockWidget>("frameLogDock")->hide();
    desk.key(view, Qt::Key_Return);
    QTRY_VERIFY(desk.find<QDockWidget>("frameLogDock")->isVisible());
    QTRY_COMPARE(QApplication::activeWindow(), desk.window.get());
    QTRY_VERIFY(desk.window->frameLogPanel()->view()->hasFocus());
    desk.key(view, Qt::Key_Escape);
    QTRY_VERIFY(!desk.sequence());
}

void TestSequenceWindow::savesDrawingPictureAndText()
{
    SequenceDesk desk(awkward);
    desk.openSequence();
    const QByteArray drawing = desk.saved(QStringLiteral("a.svg"));
    QXmlStreamReader reader(drawing);
    QString words;
    while (!reader.atEnd()) {
        if (reader.readNext() == QXmlStreamReader::Characters)
            words += reader.text().toString() + u'\n';
    }
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    for (const QString& label :
        {QStringLiteral("consumer A"), QStringLiteral("consumer B"), QStringLiteral("CONNECT"),
            QString(QStringLiteral("SEND ") + awkward), QStringLiteral("lines of the frame log")})
        QVERIFY2(words.contains(label), qPrintable(label));
    QVERIFY(!drawing.contains(desk.secret.toUtf8()));

    const QByteArray picture = desk.saved(QStringLiteral("a.png"));
    QImage image;
    QVERIFY(image.loadFromData(picture, "PNG"));
    const QSizeF size = desk.view()->painter().wholeSize(desk.view()->sequence());
    QCOMPARE(image.size(), (size * 2).toSize());

    const QString text = QString::fromUtf8(desk.saved(QStringLiteral("a.txt")));
    QVERIFY(!text.contains(desk.secret));
    for (int row = 0; row < desk.log().rowCount(); ++row) {
        const Stomp::FrameRecord& record = desk.log().recordAt(row);
        QVERIFY(text.contains(u' ' + sequenceLabel(record)));
    }
    QCOMPARE(text.count(QStringLiteral("->|")) + text.count(QStringLiteral("|<-")),
        desk.log().rowCount());

    desk.sequence()->saveTo(desk.folder.filePath(QStringLiteral("a.gif")));
    QTRY_VERIFY2(
        desk.status().contains(QStringLiteral(".svg, .png or .txt")), qPrintable(desk.status()));
    desk.sequence()->saveTo(desk.folder.filePath(QStringLiteral("nowhere/a.svg")));
    QTRY_VERIFY2(
        desk.status().startsWith(QStringLiteral("Cannot save")), qPrintable(desk.status()));
}

void TestSequenceWindow::savesWhatIsChosen()
{
    SequenceDesk desk;
    desk.openSequence();
    const auto serial = [&](int row) {
        return desk.view()->sequence().rows.at(row).serial;
    };
    desk.key(desk.view(), Qt::Key_Home);
    desk.clickArrow(serial(1));
    desk.clickArrow(serial(3), Qt::ShiftModifier);
    QCOMPARE(desk.view()->chosen().rows.size(), 3);
    desk.key(desk.view(), Qt::Key_C, Qt::ControlModifier);
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY2(text.startsWith(QStringLiteral("STOMP sequence: lines 2 to 4 of %1 of the frame log\n")
                                 .arg(desk.log().rowCount())),
        qPrintable(text));
    desk.key(desk.view(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(desk.sequence()->findChild<QFileDialog*>(QStringLiteral("sequenceNames")));
}

void TestSequenceWindow::staysWhereTheReaderIs()
{
    FrameLog log;
    SequenceWindow window(log, [](quint32) { return SequenceLayout::Party(); });
    window.resize(900, 500);
    window.show();
    SequenceView* view = window.view();
    fill(log.model(), 1, 600);
    QTRY_COMPARE(view->sequence().all, 600U);
    QCOMPARE(view->sequence().rows.constLast().label, QStringLiteral("SEND /queue/600"));
    auto* status = window.findChild<ElidedLabel*>(QStringLiteral("sequenceStatus"));
    QCOMPARE(status->text(), QStringLiteral("Showing the last 500 of 600 lines of the frame log"));
    QVERIFY(view->viewport()->rect().contains(view->rectOf(600)));
    view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum() / 2);
    QVERIFY(!view->isFollowing());
    const QRect before = view->rectOf(350);
    fill(log.model(), 601, 100);
    QTRY_COMPARE(view->sequence().all, 700U);
    QCOMPARE(view->rectOf(350), before);
    QVERIFY2(status->text().contains(QStringLiteral("100 new")), qPrintable(status->text()));
    // The beginning goes out of the log: what is in view stays.
    fill(log.model(), 701, 20'000 - 700 + 150);
    QTRY_COMPARE(view->sequence().all, 20'000U);
    QCOMPARE(view->rectOf(350), before);
    // One that is not drawn is brought into the drawing.
    window.setCurrent(10'000);
    QVERIFY(view->viewport()->rect().contains(view->rectOf(10'000)));
    QTest::keyClick(view, Qt::Key_End);
    QVERIFY(view->isFollowing());
    QCOMPARE(view->sequence().rows.constLast().label, QStringLiteral("SEND /queue/20150"));
    fill(log.model(), 20'151, 1);
    QTRY_COMPARE(view->sequence().rows.constLast().label, QStringLiteral("SEND /queue/20151"));
    QVERIFY(view->viewport()->rect().contains(view->rectOf(20'151)));
    log.model().clear();
    QTRY_COMPARE(view->sequence().rows.size(), 0);
}

void TestSequenceWindow::showsWhatCameBeforeItWasOpened()
{
    SequenceDesk desk;
    desk.find<QDockWidget>("frameLogDock")->hide();
    QSignalSpy arrives(&desk.workspace.pump(), &MessagePump::ledgerChanged);
    const int before = desk.log().rowCount();
    for (int n = 5; n <= 7; ++n)
        desk.publish(QStringLiteral("/queue/work"), n);
    QTRY_COMPARE(desk.workspace.pump().ledger().shown, std::uint64_t(7));
    QCOMPARE(desk.log().rowCount(), before);
    desk.openSequence();
    QTRY_COMPARE(desk.count("MESSAGE"), 7);
    QTRY_COMPARE(desk.count("RECEIPT"), 9);
    QTRY_COMPARE(desk.view()->sequence().rows.size(), desk.log().rowCount());
    for (const SequenceRow& row : desk.view()->sequence().rows)
        QVERIFY2(row.kind != SequenceRow::Kind::NotRecorded, qPrintable(row.label));
}

/** Connections without a name of the user's have their broker's. */
void TestSequenceWindow::theConsoleIsNotCalledAsItsBroker()
{
    SequenceDesk desk;
    desk.find<QDockWidget>("frameLogDock")->hide();
    ConnectionProfile profile = ConnectionProfile::forPreset(Preset::Url);
    profile.host = QStringLiteral("127.0.0.1");
    profile.port = desk.broker.port();
    profile.name = profile.address();
    profile.headers = {{"client-id", "orders-1"}};
    for (int i = 0; i < 2; ++i) {
        Connection* made = desk.workspace.createConnection(profile);
        desk.workspace.adopt(made);
        desk.workspace.open(made, {});
        QTRY_VERIFY(made->isConnected());
        profile.headers.clear();
    }
    desk.openSequence();
    QStringList names;
    for (const SequenceLine& line : desk.view()->sequence().lines)
        names << line.name;
    QVERIFY2(names.contains(QStringLiteral("Console, client-id orders-1")),
        qPrintable(names.join(u'|')));
    QVERIFY2(names.contains(QStringLiteral("Console (2)")), qPrintable(names.join(u'|')));
}

void TestSequenceWindow::recordsWhileItIsOpen()
{
    SequenceDesk desk;
    desk.openSequence();
    desk.find<QDockWidget>("frameLogDock")->hide();
    desk.publish(QStringLiteral("/queue/work"), 5);
    QTRY_COMPARE(desk.count("MESSAGE"), 5);
    QTRY_COMPARE(desk.count("RECEIPT"), 7);
    QTRY_COMPARE(desk.view()->sequence().rows.size(), desk.log().rowCount());
    desk.sequence()->close();
    QTRY_VERIFY(!desk.sequence());
    QSignalSpy stays(&desk.log(), &QAbstractItemModel::rowsInserted);
    QSignalSpy arrives(&desk.workspace.pump(), &MessagePump::ledgerChanged);
    desk.publish(QStringLiteral("/queue/work"), 6);
    QTRY_VERIFY(!arrives.isEmpty());
    QCOMPARE(stays.size(), 0);
}

QTEST_MAIN(TestSequenceWindow)
#include "tst_sequencewindow.moc"
