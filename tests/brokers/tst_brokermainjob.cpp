#include "brokertest.h"
#include "brokerwindow.h"

#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/readingchoice.h>

#include <support/widgetwarnings.h>

#include <QAbstractButton>
#include <QPlainTextEdit>
#include <QSpinBox>

using namespace Ui;
using namespace Qt::StringLiterals;
using Stomp::Version;

/** The main job on a real broker, as tst_mainwindow has it on the practice broker: by mouse and
 * keyboard from the connect dialog to the inspector, with what goes wrong on the way. */
class TestBrokerMainJob : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { Testing::failOnAnyWarning(); }
    void connectsInTheEnd();
    void theMainJob();

private:
    /** The dialog, with the way to the broker typed in. */
    [[nodiscard]] QDialog* fillIn(BrokerWindow& desk) const
    {
        desk.key(desk.window.get(), Qt::Key_N, Qt::ControlModifier);
        QDialog* const dialog = desk.dialog("connectDialog");
        if (!dialog)
            return nullptr;
        dialog->findChild<QListWidget*>(u"presets"_s)
            ->setCurrentRow(int(broker.isRabbit() ? Preset::RabbitMq : Preset::Classic));
        type(dialog, "host", u"127.0.0.1"_s);
        typePort(dialog, broker.stompPort());
        type(dialog, "login", QString::fromStdString(broker.url().user));
        type(dialog, "password", QString::fromStdString(broker.url().password.value_or("")));
        return dialog;
    }
    static void type(QDialog* dialog, const char* field, const QString& text)
    {
        BrokerWindow::retype(dialog->findChild<QLineEdit*>(QString::fromLatin1(field)), text);
    }
    static void typePort(QDialog* dialog, quint16 port)
    {
        BrokerWindow::retype(dialog->findChild<QSpinBox*>(u"port"_s)->findChild<QLineEdit*>(),
            QString::number(port));
    }
    static void press(QWidget* place, const char* button)
    {
        QTest::mouseClick(
            place->findChild<QAbstractButton*>(QString::fromLatin1(button)), Qt::LeftButton);
    }
    /** What the dialog says after this attempt, which fails. */
    static QString failure(QDialog* dialog)
    {
        press(dialog, "connect");
        auto* const button = dialog->findChild<QPushButton*>(u"connect"_s);
        auto* const problem = dialog->findChild<ProblemView*>();
        const bool isSaid = QTest::qWaitFor(
            [=] { return button->isEnabled() && problem->isVisible(); }, patienceMs);
        return isSaid ? problem->text() : u"nothing"_s;
    }
    static void subscribeTo(BrokerWindow& desk, const std::string& destination, bool isQueue)
    {
        desk.key(desk.window.get(), Qt::Key_T, Qt::ControlModifier);
        QDialog* const dialog = desk.dialog("subscribeDialog");
        QVERIFY(dialog);
        BrokerWindow::retype(dialog->findChild<QComboBox*>(u"destination"_s)->lineEdit(),
            QString::fromStdString(destination));
        auto* const reading = dialog->findChild<ReadingChoice*>();
        QCOMPARE(reading->isVisible(), isQueue);
        if (isQueue) { // before anything is taken, one sentence says so
            auto* const consume = dialog->findChild<QAbstractButton*>(u"consume"_s);
            QVERIFY(!consume->isChecked());
            QVERIFY(consume->accessibleDescription().contains(
                u"takes its messages away from the other consumers"_s));
            QTest::mouseClick(consume, Qt::LeftButton);
        }
        press(dialog, "subscribe");
        QTRY_VERIFY_WITH_TIMEOUT(desk.connection()->subscriptions().constLast().state
                == Stomp::SubscriptionState::Confirmed,
            patienceMs);
    }
    static void publish(BrokerWindow& desk, const std::string& destination, const QString& body)
    {
        PublishPanel* const panel = desk.window->publishPanel();
        BrokerWindow::retype(panel->findChild<QComboBox*>(u"destination"_s)->lineEdit(),
            QString::fromStdString(destination));
        auto* const editor = panel->findChild<QPlainTextEdit*>(u"body"_s);
        editor->setFocus();
        editor->selectAll();
        QTest::keyClicks(editor, body);
        press(panel, "send");
        isConfirmed(desk);
    }
    static void isConfirmed(BrokerWindow& desk)
    {
        auto* const result = desk.window->publishPanel()->findChild<ElidedLabel*>(u"result"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(result->text().startsWith(u"Confirmed by receipt in "_s),
            qPrintable(result->text()), patienceMs);
    }
};

/** Each mistake is told where it was made, and mended there. */
void TestBrokerMainJob::connectsInTheEnd()
{
    BrokerWindow desk;
    QDialog* const dialog = fillIn(desk);
    QVERIFY(dialog);
    typePort(dialog, broker.otherPort());
    QString said = failure(dialog);
    // A busy ActiveMQ sometimes hangs up before it has greeted.
    QVERIFY2(said.contains(broker.isRabbit() ? u" speaks AMQP."_s : u" speaks OpenWire."_s)
            || (broker.isClassic() && said.contains(u"hung up on CONNECT"_s)),
        qPrintable(said));
    typePort(dialog, broker.stompPort());
    type(dialog, "password", u"hunter2"_s);
    said = failure(dialog);
    QVERIFY2(said.contains(u"does not accept login and password"_s), qPrintable(said));
    QVERIFY2(!said.contains(u"hunter2"_s), qPrintable(said));
    type(dialog, "password", QString::fromStdString(broker.url().password.value_or("")));
    if (broker.isRabbit()) { // Classic has none, and does not look at it
        type(dialog, "vhost", u"nowhere"_s);
        said = failure(dialog);
        QVERIFY2(said.contains(u"has no virtual host nowhere"_s), qPrintable(said));
        dialog->findChild<QLineEdit*>(u"vhost"_s)->clear();
    }
    QVERIFY(desk.workspace.connections().isEmpty());
    press(dialog, "connect");
    QTRY_VERIFY_WITH_TIMEOUT(desk.connection() && desk.connection()->isConnected(), patienceMs);
    QVERIFY(!desk.dialog("connectDialog"));
    QCOMPARE(desk.notices(), QString());
}

void TestBrokerMainJob::theMainJob()
{
    BrokerWindow desk;
    QDialog* const dialog = fillIn(desk);
    QVERIFY(dialog);
    press(dialog, "connect");
    QTRY_VERIFY_WITH_TIMEOUT(desk.connection() && desk.connection()->isConnected(), patienceMs);
    QVERIFY(desk.chipText().endsWith(u"STOMP 1.2"_s));
    subscribeTo(desk, queue(), true);
    subscribeTo(desk, topic(), false);
    Peer witness(broker, Version::V12); // gets a copy of what goes to the topic, none of the queue
    OPEN(witness);
    QVERIFY(witness.subscribe(topic()));

    const QString order = u"{\"total\":49.90,\"id\":12345678901234567890}"_s;
    publish(desk, queue(), order);
    QTRY_COMPARE_WITH_TIMEOUT(desk.rows(), 1, patienceMs);
    publish(desk, topic(), u"{\"price\":1.0}"_s);
    QTRY_COMPARE_WITH_TIMEOUT(desk.rows(), 2, patienceMs);
    QVERIFY(witness.waitForMessages(1));
    QCOMPARE(witness.bodies(), Bodies{"{\"price\":1.0}"});

    QTest::mouseClick(desk.table()->viewport(), Qt::LeftButton, {},
        desk.table()->visualRect(desk.model().index(0, 0)).center());
    QTRY_VERIFY(!desk.window->inspector()->message().isEmpty());
    const MessageView& shown = desk.window->inspector()->message();
    QVERIFY(shown.frame.starts_with("MESSAGE\n"));
    QCOMPARE(std::string(shown.body()), order.toStdString());

    // Loaded from its row, and published again as it was.
    desk.window->publishPanel()->setDestination(u"/queue/elsewhere"_s);
    desk.key(desk.table(), Qt::Key_E, Qt::ControlModifier);
    press(desk.window->publishPanel(), "send");
    isConfirmed(desk);
    QTRY_COMPARE_WITH_TIMEOUT(desk.rows(), 3, patienceMs);
    QCOMPARE(std::string(desk.model().messageAt(2).body()), order.toStdString());
    QCOMPARE(desk.workspace.pump().ledger().received, std::uint64_t(3));
    QCOMPARE(desk.workspace.pump().ledger().lost(), std::int64_t(0));
    QCOMPARE(desk.notices(), QString());
}

QTEST_MAIN(TestBrokerMainJob)
#include "tst_brokermainjob.moc"
