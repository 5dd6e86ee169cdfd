#include "windowfixture.h"

#include <ui/models/framelogmodel.h>
#include <ui/models/framelogtext.h>
#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/framedetail.h>
#include <ui/widgets/framelogpanel.h>
#include <ui/widgets/quietpanel.h>
#include <ui/widgets/theme.h>

#include <stomp/session/frameobserver.h>
#include <support/practicefixture.h>
#include <support/widgetwarnings.h>

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTreeView>
#include <QTreeWidget>

using namespace Ui;
using Stomp::SubscriptionState;
using Testing::WindowFixture;

namespace {

const QString secret = QStringLiteral("hunter2-and-more");

/** The window on a practice broker of its own, connected with a password and subscribed. */
class Desk : public WindowFixture
{
public:
    explicit Desk(Stomp::AckMode ack = Stomp::AckMode::Auto)
    {
        QVERIFY(broker.isRunning());
        ConnectionProfile profile = ConnectionProfile::forPreset(Preset::Url);
        profile.name = QStringLiteral("mine");
        profile.host = QStringLiteral("127.0.0.1");
        profile.port = broker.port();
        profile.login = QStringLiteral("me");
        profile.heartBeat = {0, 0}; // no line comes but for what the test does
        own = workspace.createConnection(profile);
        SubscriptionWish wish;
        wish.destination = QStringLiteral("/queue/mine");
        wish.ack = ack;
        wish.acknowledgeOnArrival = false;
        own->subscribe(wish);
        workspace.adopt(own);
        workspace.open(own, secret);
        QTRY_VERIFY(own->isConnected());
        QTRY_VERIFY(own->subscriptions().constFirst().state == SubscriptionState::Confirmed);
    }

    [[nodiscard]] FrameLogModel& log() { return workspace.frameLog().model(); }
    [[nodiscard]] MessageTableView* frames() const { return window->frameLogPanel()->view(); }
    void openLog() { key(window.get(), Qt::Key_4, Qt::ControlModifier); }
    [[nodiscard]] QString status() const { return find<ElidedLabel>("frameStatus")->text(); }
    /** The row of the last frame with this command; -1. */
    [[nodiscard]] int rowOf(const char* command)
    {
        for (int row = log().rowCount() - 1; row >= 0; --row) {
            if (log().recordAt(row).command() == command)
                return row;
        }
        return -1;
    }
    void publish(const QString& body, bool marked)
    {
        PublishPanel* panel = window->publishPanel();
        retype(panel->findChild<QComboBox*>(QStringLiteral("destination"))->lineEdit(),
            QStringLiteral("/queue/mine"));
        panel->findChild<QCheckBox*>(QStringLiteral("trace"))->setChecked(marked);
        auto* editor = panel->findChild<QPlainTextEdit*>(QStringLiteral("body"));
        editor->setPlainText(u'"' + body + u'"'); // JSON, as the content type says
        const int before = rows();
        QTRY_VERIFY(panel->findChild<QPushButton*>(QStringLiteral("send"))->isEnabled());
        panel->send();
        QTRY_COMPARE(rows(), before + 1);
    }
    [[nodiscard]] QAction* action(const char* text) const
    {
        const auto actions = window->messagePanel()->messageActions();
        const auto found = std::find_if(actions.cbegin(), actions.cend(),
            [text](const QAction* one) { return one->text() == QLatin1StringView(text); });
        return found == actions.cend() ? nullptr : *found;
    }
    /** As the chosen message's menu has it. */
    void showInLog()
    {
        QTRY_VERIFY(action("Show in Frame Log")->isEnabled());
        key(table(), Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    }
    [[nodiscard]] QStringList steps() const
    {
        auto* tree = find<QTreeWidget>("frameSteps");
        QStringList all;
        for (int i = 0; i < tree->topLevelItemCount(); ++i)
            all << tree->topLevelItem(i)->text(0);
        return all;
    }

    Testing::ThreadedPracticeFixture broker;
    Connection* own = nullptr;
};

} // namespace

/** The frame log's dock and "Why is it quiet?", driven by mouse and keyboard. */
class TestFrameLogPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        Theme::apply(*qApp, ThemeChoice::Light);
    }
    void init() { Testing::failOnAnyWarning(); }

    void showsWhatWasSentBeforeItOpened();
    void noSecretAnywhere();
    void followsAMarkedMessage();
    void goesFromAMessageToItsFrame();
    void saysWhatWasNotRecorded();
    void filtersPausesAndClears();
    void saysWhyItIsQuiet();
};

void TestFrameLogPanel::showsWhatWasSentBeforeItOpened()
{
    Desk desk;
    const QAbstractItemModelTester tester(&desk.log());
    auto* dock = desk.find<QDockWidget>("frameLogDock");
    QVERIFY(!dock->isVisible());
    QCOMPARE(desk.log().rowCount(), 0); // nobody looks, nothing is done
    desk.openLog();
    QTRY_VERIFY(dock->isVisible());
    QTRY_VERIFY(desk.rowOf("SUBSCRIBE") > desk.rowOf("CONNECTED"));
    QVERIFY(desk.rowOf("CONNECT") >= 0);
    QVERIFY(desk.status().contains(QStringLiteral("lines")));
    // The chain of the SUBSCRIBE by keyboard.
    desk.frames()->setCurrentIndex(desk.log().index(desk.rowOf("SUBSCRIBE"), 0));
    QCOMPARE(desk.steps(), (QStringList{QStringLiteral("SUBSCRIBE"), QStringLiteral("RECEIPT")}));
    desk.frames()->setFocus();
    desk.key(desk.frames(), Qt::Key_Home);
    QCOMPARE(desk.frames()->currentIndex().row(), 0);
    QCOMPARE(desk.steps(), (QStringList{QStringLiteral("CONNECT"), QStringLiteral("CONNECTED")}));
}

void TestFrameLogPanel::noSecretAnywhere()
{
    Desk desk;
    desk.openLog();
    QTRY_VERIFY(desk.rowOf("CONNECT") >= 0);
    const std::string wanted = secret.toStdString();
    for (std::size_t i = 0; i < desk.log().ring().size(); ++i)
        QVERIFY(desk.log().ring().at(i).bytes.find(wanted) == std::string::npos);
    const int row = desk.rowOf("CONNECT");
    QVERIFY(desk.log().recordAt(row).bytes.find("passcode:***") != std::string::npos);
    for (int column = 0; column < frameColumnCount; ++column) {
        for (int role = 0; role < Qt::UserRole + 20; ++role)
            QVERIFY(!desk.log().index(row, column).data(role).toString().contains(secret));
    }
    desk.frames()->setCurrentIndex(desk.log().index(row, 0));
    for (const auto* edit : desk.window->frameLogPanel()->findChildren<QPlainTextEdit*>())
        QVERIFY(!edit->toPlainText().contains(secret));
    desk.frames()->setFocus();
    desk.key(desk.frames(), Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("CONNECT\n")));
    QVERIFY(!QGuiApplication::clipboard()->text().contains(secret));
    const QString path = desk.folder.filePath(QStringLiteral("frames.txt"));
    desk.window->frameLogPanel()->saveTo(path);
    QTRY_VERIFY(desk.status().contains(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray saved = file.readAll();
    QVERIFY(saved.contains("passcode:***"));
    QVERIFY(saved.contains("SUBSCRIBE\n"));
    QVERIFY(!saved.contains(secret.toUtf8()));
}

void TestFrameLogPanel::followsAMarkedMessage()
{
    Desk desk;
    desk.openLog();
    desk.publish(QStringLiteral("plain"), false);
    QTRY_VERIFY(desk.rowOf("MESSAGE") >= 0 && desk.rowOf("RECEIPT") > desk.rowOf("SEND"));
    desk.frames()->setCurrentIndex(desk.log().index(desk.rowOf("SEND"), 0));
    QCOMPARE(desk.steps(), (QStringList{QStringLiteral("SEND"), QStringLiteral("RECEIPT")}));
    QVERIFY(desk.find<QLabel>("frameGaps")->text().contains(QStringLiteral("Not linked")));

    const int before = desk.log().rowCount();
    desk.publish(QStringLiteral("marked"), true);
    QTRY_COMPARE(desk.log().rowCount(), before + 3);
    desk.frames()->setCurrentIndex(desk.log().index(desk.rowOf("SEND"), 0));
    QStringList steps = desk.steps();
    steps.sort();
    QCOMPARE(steps,
        (QStringList{
            QStringLiteral("MESSAGE"), QStringLiteral("RECEIPT"), QStringLiteral("SEND")}));
    // A click goes there, also when the filter hides it.
    desk.find<QComboBox>("frameCommand")->setCurrentText(QStringLiteral("SEND"));
    QCOMPARE(desk.log().rowCount(), 2);
    QCOMPARE(desk.frames()->currentIndex().row(), 1);
    auto* tree = desk.find<QTreeWidget>("frameSteps");
    desk.window->frameLogPanel()->detail()->setCurrentIndex(0);
    const auto items = tree->findItems(QStringLiteral("MESSAGE"), Qt::MatchExactly);
    QCOMPARE(items.size(), 1);
    QTest::mouseClick(
        tree->viewport(), Qt::LeftButton, {}, tree->visualItemRect(items.constFirst()).center());
    QCOMPARE(desk.find<QComboBox>("frameCommand")->currentIndex(), 0);
    const QModelIndex current = desk.frames()->currentIndex();
    QCOMPARE(current.data(FrameCommandRole).toString(), QStringLiteral("MESSAGE"));
    QVERIFY(current.siblingAtColumn(0).data(FrameLinkRole).toInt() >= 0);
}

void TestFrameLogPanel::goesFromAMessageToItsFrame()
{
    Desk desk(Stomp::AckMode::ClientIndividual);
    desk.openLog();
    desk.publish(QStringLiteral("one"), false);
    desk.publish(QStringLiteral("two"), false);
    desk.table()->setFocus();
    desk.key(desk.table(), Qt::Key_Home);
    QTRY_VERIFY(desk.action("Acknowledge")->isEnabled());
    desk.key(desk.table(), Qt::Key_K, Qt::ControlModifier); // acknowledges it
    QTRY_VERIFY(desk.rowOf("ACK") >= 0);
    desk.showInLog();
    const QModelIndex current = desk.frames()->currentIndex();
    QVERIFY(current.isValid());
    QCOMPARE(desk.log().recordAt(current.row()).body(), std::string_view("\"one\""));
    const QStringList expected{
        QStringLiteral("MESSAGE"), QStringLiteral("ACK"), QStringLiteral("RECEIPT")};
    QTRY_COMPARE(desk.steps(), expected); // its RECEIPT may come after it was shown
}

void TestFrameLogPanel::saysWhatWasNotRecorded()
{
    Desk desk;
    desk.publish(QStringLiteral("unseen"), false);
    // A flood on another connection, all of it in one read.
    const auto other = desk.workspace.frameLog().tap().makeObserver(99);
    other->bytesReceived(1);
    Stomp::FrameView flood;
    flood.command = "MESSAGE";
    flood.bytes = "MESSAGE\nmessage-id:1\n\n";
    for (unsigned i = 0; i < FrameTap::usualPerSecond + 7; ++i)
        other->frameReceived(flood, Stomp::Version::V12);
    other->heartBeatSent();
    desk.table()->setFocus();
    desk.key(desk.table(), Qt::Key_Home);
    desk.showInLog();
    QVERIFY(desk.find<QDockWidget>("frameLogDock")->isVisible());
    QVERIFY(desk.rowOf("SEND") >= 0);
    QVERIFY(desk.rowOf("MESSAGE") >= 0); // it was not seen, and is there
    QVERIFY(desk.find<QLabel>("frameRecording")->text().contains(QStringLiteral("while in view")));
    quint64 kept = 0;
    quint64 counted = 0;
    for (int row = 0; row < desk.log().rowCount(); ++row) {
        const Stomp::FrameRecord& record = desk.log().recordAt(row);
        if (record.connection == 99 && record.kind == Stomp::FrameRecord::Kind::NotRecorded)
            counted += record.count;
        kept += record.connection == 99 && record.command() == "MESSAGE" ? 1 : 0;
    }
    QCOMPARE(kept, quint64(FrameTap::usualPerSecond));
    QCOMPARE(counted, quint64(7));
    desk.log().clear();
    desk.table()->setFocus();
    desk.showInLog();
    QVERIFY2(desk.status().contains(QStringLiteral("not recorded")), qPrintable(desk.status()));
    desk.publish(QStringLiteral("seen"), false);
    QTRY_VERIFY(desk.rowOf("MESSAGE") >= 0);

    // Recording goes on out of view when that is asked for.
    desk.frames()->setFocus();
    desk.key(desk.frames(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(desk.find<QLabel>("frameRecording")->text().contains(QStringLiteral("always")));
    desk.openLog(); // closes it
    QVERIFY(!desk.find<QDockWidget>("frameLogDock")->isVisible());
    desk.publish(QStringLiteral("hidden"), false);
    desk.openLog();
    QTRY_VERIFY(desk.rowOf("MESSAGE") >= 0
        && desk.log().recordAt(desk.rowOf("MESSAGE")).body() == "\"hidden\"");
}

void TestFrameLogPanel::filtersPausesAndClears()
{
    Desk desk;
    desk.openLog();
    desk.publish(QStringLiteral("needle"), false);
    QTRY_VERIFY(desk.rowOf("MESSAGE") >= 0 && desk.rowOf("RECEIPT") > desk.rowOf("SEND"));
    const int all = desk.log().rowCount();
    auto* text = desk.find<QLineEdit>("frameText");
    WindowFixture::retype(text, QStringLiteral("NEEDLE"));
    QCOMPARE(desk.log().rowCount(), 2);
    QVERIFY(desk.status().startsWith(QStringLiteral("2 of ")));
    desk.find<QComboBox>("frameDirection")->setCurrentIndex(1); // in
    QCOMPARE(desk.log().rowCount(), 1);
    desk.find<QComboBox>("frameDirection")->setCurrentIndex(0);
    text->clear();
    WindowFixture::retype(desk.find<QLineEdit>("frameDestination"), QStringLiteral("queue/mine"));
    QCOMPARE(desk.log().rowCount(), 3); // SUBSCRIBE, SEND, MESSAGE
    desk.find<QLineEdit>("frameDestination")->clear();
    QCOMPARE(desk.log().rowCount(), all);

    desk.frames()->setFocus();
    desk.key(desk.frames(), Qt::Key_P, Qt::ControlModifier);
    QVERIFY(desk.workspace.frameLog().isPaused());
    desk.publish(QStringLiteral("meanwhile"), false);
    QCOMPARE(desk.log().rowCount(), all);
    desk.frames()->setFocus();
    desk.key(desk.frames(), Qt::Key_P, Qt::ControlModifier);
    QTRY_COMPARE(desk.log().rowCount(), all + 3);
    desk.key(desk.frames(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(desk.log().rowCount(), 0);
}

void TestFrameLogPanel::saysWhyItIsQuiet()
{
    Desk desk(Stomp::AckMode::ClientIndividual);
    desk.publish(QStringLiteral("1"), false);
    const Stomp::SubscriptionKey key = desk.own->subscriptions().constFirst().key;
    QTreeView* tree = desk.window->destinationsPanel()->view();
    tree->setCurrentIndex(desk.workspace.destinations().indexOf(key, desk.own->number()));
    QVERIFY(tree->currentIndex()
                .data(Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("Last message")));
    desk.key(desk.window.get(), Qt::Key_Y, Qt::ControlModifier | Qt::ShiftModifier);
    auto* panel = qobject_cast<QuietPanel*>(desk.dialog("quietPanel"));
    QVERIFY(panel);
    QVERIFY(panel->text().contains(QStringLiteral("1 message so far")));
    QVERIFY(panel->text().contains(QStringLiteral("Credit is left")));
    QVERIFY(panel->text().contains(QStringLiteral("We hold 1 unacknowledged")));
    QVERIFY(!panel->text().contains(QStringLiteral("This explains it")));
    desk.workspace.pump().setPaused(true);
    desk.key(panel, Qt::Key_F5);
    QTRY_VERIFY2(panel->text().contains(QStringLiteral("This explains it:\n- The table is paused")),
        qPrintable(panel->text()));
    desk.click(panel->findChild<QPushButton*>(QStringLiteral("copyReasons")));
    QCOMPARE(QGuiApplication::clipboard()->text(), panel->text());
    desk.own->unsubscribe(key);
    desk.key(panel, Qt::Key_F5);
    QTRY_VERIFY(panel->text().contains(QStringLiteral("no longer there")));
    desk.key(panel, Qt::Key_Escape);
    QVERIFY(!desk.dialog("quietPanel"));
}

QTEST_MAIN(TestFrameLogPanel)
#include "tst_framelogpanel.moc"
