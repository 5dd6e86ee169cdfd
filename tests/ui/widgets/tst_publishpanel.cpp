#include "publishfixture.h"

#include <ui/models/headereditmodel.h>
#include <ui/widgets/lintview.h>
#include <ui/widgets/offercompleter.h>
#include <ui/widgets/publishheaders.h>
#include <ui/widgets/theme.h>

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>

using namespace Ui;
using namespace Testing;
using Stomp::Dialect;

namespace {

MessageView messageOf(const QByteArray& headers, const QByteArray& body)
{
    const QByteArray head = "MESSAGE\ndestination:/queue/a\nmessage-id:1\n" + headers + "\n";
    MessageView view = MessageView::copyOf(head + body, static_cast<std::uint32_t>(head.size()));
    view.dialect = Dialect::Practice;
    return view;
}

} // namespace

/** What is asked for when the user sends, and when that is not possible. */
class TestPublishPanel : public QObject, private PublishFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init() { setUp(); }
    void cleanup() { m_panel.reset(); }
    void whatIsTypedIsSent();
    void tellsOfItsTransaction();
    void sendsByKeyboard();
    void obstacles();
    void headersByKeyboard();
    void brokenJsonNeedsASecondClick();
    void numberedMessages();
    void textOrBytes_data();
    void textOrBytes();
    void whatCannotBeSentIsRefused();
    void loadedMessageIsEditedAndSent();
    void destinationsAreRemembered();
    void targetsAreChosen();
    void warnsOfTheBrokersTraps_data();
    void warnsOfTheBrokersTraps();
    void headersAreCompletedAndExplained();
};

void TestPublishPanel::whatIsTypedIsSent()
{
    QSignalSpy asked(m_panel.get(), &PublishPanel::publishRequested);
    type(QStringLiteral("/queue/orders"),
        QStringLiteral("{\"a\":\u00e4}")
            .replace(QStringLiteral("\u00e4"), QStringLiteral("\"\u00e4\"")));
    QTest::mouseClick(m_panel->findChild<QCheckBox*>(), Qt::LeftButton, {}, QPoint(8, 8));
    click();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].toUInt(), 7U);
    const PublishRequest request = requestOf(asked);
    QCOMPARE(request.frame.command, std::string("SEND"));
    QCOMPARE(request.frame.headers,
        (std::vector<Stomp::Header>{{"destination", "/queue/orders"},
            {"content-type", "application/json"}, {"persistent", "true"}}));
    QCOMPARE(request.frame.body, std::string("{\"a\":\"\xC3\xA4\"}"));
    QCOMPARE(request.count, 1U);
    QVERIFY(request.withReceipt);
    QVERIFY(!request.numbered);
    QVERIFY(!find<QPushButton>("send")->isEnabled());
    m_panel->publishStarted(3);
    PublishProgress progress;
    progress.id = 3;
    progress.count = progress.sent = progress.confirmed = 1;
    progress.finished = true;
    progress.lastRoundTripUs = 1800;
    m_panel->publishProgress(7, progress);
    QCOMPARE(result(), QStringLiteral("Confirmed by receipt in 1.8 ms"));
    QVERIFY(find<QPushButton>("send")->isEnabled());
}

void TestPublishPanel::tellsOfItsTransaction()
{
    type(QStringLiteral("/queue/a"), QStringLiteral("{}"));
    click();
    m_panel->publishStarted(3, true);
    PublishProgress progress;
    progress.id = 3;
    progress.count = progress.sent = 1;
    progress.finished = true;
    progress.withReceipt = false;
    m_panel->publishProgress(7, progress);
    QVERIFY(find<QPushButton>("send")->isEnabled()); // the next may go in it, too
    m_panel->transactionEnded(8, TransactionFate::Aborted); // another connection's
    QCOMPARE(result(), QStringLiteral("Sent in the transaction: counts at COMMIT"));
    m_panel->transactionEnded(7, TransactionFate::Committed);
    m_panel->transactionEnded(7, TransactionFate::Aborted); // the next one
    QCOMPARE(result(), QStringLiteral("Committed with its transaction"));
}

void TestPublishPanel::sendsByKeyboard()
{
    QSignalSpy asked(m_panel.get(), &PublishPanel::publishRequested);
    type(QStringLiteral("/topic/a"), QStringLiteral("[]"));
    editor()->setFocus();
    QTest::keyClick(editor(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(requestOf(asked).frame.body, std::string("[]"));
}

void TestPublishPanel::obstacles()
{
    QSignalSpy asked(m_panel.get(), &PublishPanel::publishRequested);
    auto* const send = find<QPushButton>("send");
    QVERIFY(!send->isEnabled());
    QCOMPARE(send->toolTip(), QStringLiteral("Name a destination"));
    m_panel->setDestination(QStringLiteral("/queue/a"));
    QVERIFY(send->isEnabled());
    m_panel->setTargets({targetOf(7, Dialect::Practice, false)});
    QVERIFY(!send->isEnabled());
    QCOMPARE(send->toolTip(), QStringLiteral("Broker 7 is not connected"));
    m_panel->setTargets({});
    QCOMPARE(send->toolTip(), QStringLiteral("Connect to a broker to publish"));
    m_panel->send();
    QCOMPARE(result(), QStringLiteral("Connect to a broker to publish"));
    QCOMPARE(asked.count(), 0);
}

void TestPublishPanel::headersByKeyboard()
{
    QSignalSpy asked(m_panel.get(), &PublishPanel::publishRequested);
    type(QStringLiteral("/queue/a"), QStringLiteral("{}"));
    QTableView* const view = m_panel->headers()->view();
    for (const QString& name :
        {QStringLiteral("foo"), QStringLiteral("foo"), QStringLiteral("bar")}) {
        QTest::mouseClick(find<QToolButton>("addHeader"), Qt::LeftButton);
        QTest::keyClicks(view->viewport()->focusWidget(), name);
        QTest::keyClick(view->viewport()->focusWidget(), Qt::Key_Return);
    }
    view->setCurrentIndex(view->model()->index(1, HeaderEditModel::ValueColumn));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_F2);
    QTest::keyClicks(view->viewport()->focusWidget(), QStringLiteral("2"));
    // Still being typed: sending takes it.
    m_panel->send();
    QCOMPARE(asked.count(), 1);
    std::vector<Stomp::Header> headers = requestOf(asked).frame.headers;
    headers.erase(headers.begin(), headers.begin() + 2);
    QCOMPARE(headers, (std::vector<Stomp::Header>{{"foo", ""}, {"foo", "2"}, {"bar", ""}}));
    view->setCurrentIndex(view->model()->index(0, 0));
    QTest::keyClick(view, Qt::Key_Delete);
    QCOMPARE(
        m_panel->headers()->headers(), (std::vector<Stomp::Header>{{"foo", "2"}, {"bar", ""}}));
}

void TestPublishPanel::brokenJsonNeedsASecondClick()
{
    QSignalSpy asked(m_panel.get(), &PublishPanel::publishRequested);
    auto* const send = find<QPushButton>("send");
    type(QStringLiteral("/queue/a"), QStringLiteral("{\"a\":}"));
    click();
    QCOMPARE(asked.count(), 0);
    QCOMPARE(send->text(), QStringLiteral("Send anyway"));
    QVERIFY(result().contains(QStringLiteral("nothing was sent")));
    // Editing takes the offer back.
    QTest::keyClicks(editor(), QStringLiteral(" "));
    QCOMPARE(send->text(), QStringLiteral("Send"));
    click();
    QCOMPARE(asked.count(), 0);
    click();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(requestOf(asked).frame.body, std::string(" {\"a\":}"));
}

void TestPublishPanel::numberedMessages()
{
    QSignalSpy asked(m_panel.get(), &PublishPanel::publishRequested);
    type(QStringLiteral("/queue/a"), QStringLiteral("{\"n\":${n}, x}"));
    QTRY_COMPARE(m_panel->body()->check(), PublishBody::Check::Bad);
    QVERIFY(find<QLabel>("check")->text().contains(QStringLiteral("column 6")));
    auto* const count = find<QSpinBox>("count");
    count->setValue(1000);
    QTRY_COMPARE(m_panel->body()->check(), PublishBody::Check::Bad);
    QVERIFY(find<QLabel>("check")->text().contains(QStringLiteral("column 12")));
    editor()->setPlainText(QStringLiteral("{\"n\":${n}}"));
    m_panel->headers()->setHeaders({{"number", "<${n}>"}});
    click();
    QCOMPARE(asked.count(), 1);
    const PublishRequest request = requestOf(asked);
    QVERIFY(request.numbered);
    QCOMPARE(request.count, 1000U);
    const Stomp::Frame frame = numberedFrame(request.frame, 42);
    QCOMPARE(frame.body, std::string("{\"n\":42}"));
    QCOMPARE(frame.value("number"), std::string_view("<42>"));
    QCOMPARE(frame.value("destination"), std::string_view("/queue/a"));
    count->setValue(2'000'000);
    QCOMPARE(count->value(), PublishPanel::mostMessages);
}

void TestPublishPanel::textOrBytes_data()
{
    QTest::addColumn<int>("dialect");
    QTest::addColumn<QString>("choice");
    QTest::addColumn<bool>("written");
    QTest::addColumn<QString>("hint");
    const auto row = [](const char* name, Dialect dialect, const char* choice, bool written,
                         const char* hint) {
        QTest::newRow(name) << static_cast<int>(dialect) << QString::fromLatin1(choice) << written
                            << QString::fromLatin1(hint);
    };
    row("Classic auto", Dialect::ActiveMq, "Auto", false,
        "no content-length: a TextMessage for JMS");
    row("Classic text", Dialect::ActiveMq, "Text", false,
        "no content-length: a TextMessage for JMS");
    row("Classic bytes", Dialect::ActiveMq, "Bytes", true,
        "content-length:2: a BytesMessage for JMS");
    row("RabbitMQ auto", Dialect::RabbitMq, "Auto", true, "content-length:2");
    row("RabbitMQ text", Dialect::RabbitMq, "Text", false, "no content-length");
}

void TestPublishPanel::textOrBytes()
{
    QFETCH(int, dialect);
    QFETCH(QString, choice);
    QFETCH(bool, written);
    QFETCH(QString, hint);
    QSignalSpy asked(m_panel.get(), &PublishPanel::publishRequested);
    m_panel->setTargets({targetOf(7, static_cast<Dialect>(dialect))});
    type(QStringLiteral("/queue/a"), QStringLiteral("{}"));
    const auto buttons = m_panel->findChildren<QToolButton*>();
    for (QToolButton* const button : buttons) {
        if (button->text() == choice)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(find<ElidedLabel>("kindHint")->text(), hint);
    click();
    QCOMPARE(requestOf(asked).contentLength == Stomp::ContentLength::Write, written);
}

void TestPublishPanel::whatCannotBeSentIsRefused()
{
    QSignalSpy asked(m_panel.get(), &PublishPanel::publishRequested);
    PublishTarget target = targetOf(7, Dialect::Practice);
    target.version = Stomp::Version::V10;
    m_panel->setTargets({target});
    type(QStringLiteral("/queue/a"), QStringLiteral("{}"));
    m_panel->headers()->setHeaders({{"a:b", "c"}});
    click();
    QCOMPARE(asked.count(), 0);
    QVERIFY2(result().startsWith(QStringLiteral("Not sent: ")), qUtf8Printable(result()));
    m_panel->headers()->setHeaders({});
    click();
    QCOMPARE(asked.count(), 1);
}

void TestPublishPanel::loadedMessageIsEditedAndSent()
{
    QSignalSpy asked(m_panel.get(), &PublishPanel::publishRequested);
    m_panel->load(
        messageOf("content-type:text/plain\npersistent:true\nfoo:1\nredelivered:true\n", "a\r\nb"));
    QVERIFY2(
        result().endsWith(QStringLiteral("message-id, redelivered")), qUtf8Printable(result()));
    QCOMPARE(find<QComboBox>("destination")->currentText(), QStringLiteral("/queue/a"));
    QVERIFY(m_panel->findChild<QCheckBox*>()->isChecked());
    editor()->moveCursor(QTextCursor::End);
    QTest::keyClick(editor(), Qt::Key_Return);
    QTest::keyClicks(editor(), QStringLiteral("c"));
    click();
    QCOMPARE(asked.count(), 1);
    const Stomp::Frame frame = requestOf(asked).frame;
    QCOMPARE(frame.body, std::string("a\r\nb\r\nc"));
    QCOMPARE(frame.headers,
        (std::vector<Stomp::Header>{{"destination", "/queue/a"}, {"content-type", "text/plain"},
            {"persistent", "true"}, {"foo", "1"}}));
}

void TestPublishPanel::destinationsAreRemembered()
{
    QSignalSpy remembered(m_panel.get(), &PublishPanel::historyChanged);
    m_panel->setKnownDestinations({QStringLiteral("/queue/known"), QStringLiteral("/queue/b")});
    for (const QString& destination : {QStringLiteral("/queue/a"), QStringLiteral("/queue/b"),
             QStringLiteral("/queue/b"), QStringLiteral("/queue/a")}) {
        type(destination, QStringLiteral("{}"));
        click();
        m_panel->publishStarted(1);
        PublishProgress progress;
        progress.id = 1;
        progress.finished = true;
        m_panel->publishProgress(7, progress);
    }
    QCOMPARE(remembered.count(), 3);
    QCOMPARE(
        m_panel->history(), (QStringList{QStringLiteral("/queue/a"), QStringLiteral("/queue/b")}));
    auto* const box = find<QComboBox>("destination");
    QCOMPARE(box->count(), 3);
    QCOMPARE(box->itemText(2), QStringLiteral("/queue/known"));
    QCOMPARE(box->currentText(), QStringLiteral("/queue/a"));
}

void TestPublishPanel::targetsAreChosen()
{
    auto* const box = find<QComboBox>("target");
    QVERIFY(!box->isVisible());
    m_panel->setTargets({targetOf(7, Dialect::Practice), targetOf(9, Dialect::Spring)});
    QVERIFY(box->isVisible());
    QCOMPARE(m_panel->target(), 7U);
    m_panel->setTarget(9);
    m_panel->setTargets({targetOf(9, Dialect::Spring), targetOf(11, Dialect::ActiveMq)});
    QCOMPARE(m_panel->target(), 9U);
    QSignalSpy asked(m_panel.get(), &PublishPanel::publishRequested);
    type(QStringLiteral("/topic/a"), QStringLiteral("{}"));
    click();
    QCOMPARE(asked[0][0].toUInt(), 9U);
    QVERIFY(!requestOf(asked).withReceipt);
    m_panel->setTargets({targetOf(11, Dialect::ActiveMq)});
    QCOMPARE(m_panel->target(), 11U);
}

void TestPublishPanel::warnsOfTheBrokersTraps_data()
{
    QTest::addColumn<int>("dialect");
    QTest::addColumn<QString>("destination");
    QTest::addColumn<QString>("says"); // empty: nothing
    QTest::newRow("practice") << int(Dialect::Practice) << "/queue/a"
                              << "";
    QTest::newRow("RabbitMQ") << int(Dialect::RabbitMq) << "/queue/a/b"
                              << "slash";
    QTest::newRow("Artemis") << int(Dialect::Artemis) << "orders"
                             << "destination-type is missing";
    QTest::newRow("Classic") << int(Dialect::ActiveMq) << "/queue/a"
                             << "Not persistent";
}

void TestPublishPanel::warnsOfTheBrokersTraps()
{
    QFETCH(const int, dialect);
    QFETCH(const QString, destination);
    QFETCH(const QString, says);
    m_panel->setTargets({targetOf(7, Dialect(dialect))});
    type(destination, QStringLiteral("{}"));
    QCOMPARE(m_panel->lint()->isVisible(), !says.isEmpty());
    QVERIFY2(m_panel->lint()->text().contains(says), qPrintable(m_panel->lint()->text()));
    QVERIFY(find<QPushButton>("send")->isEnabled()); // warned of, never forbidden
    find<QComboBox>("destination")->clearEditText();
    QVERIFY(!m_panel->lint()->isVisible());
}

void TestPublishPanel::headersAreCompletedAndExplained()
{
    m_panel->setTargets({targetOf(7, Dialect::ActiveMq)});
    type(QStringLiteral("/topic/a"), QStringLiteral("{}"));
    QTableView* const view = m_panel->headers()->view();
    QTest::mouseClick(find<QToolButton>("addHeader"), Qt::LeftButton);
    auto* editor = qobject_cast<QLineEdit*>(view->viewport()->focusWidget());
    QVERIFY(editor);
    auto* const completer = qobject_cast<OfferCompleter*>(editor->completer());
    QVERIFY(completer);
    QStringList offered;
    for (const Offer& offer : completer->offers()) {
        offered << offer.text;
        QVERIFY(!offer.meaning.isEmpty());
    }
    QVERIFY(offered.contains(QStringLiteral("expires")));
    QVERIFY(offered.contains(QStringLiteral("amq-msg-type")));
    QVERIFY(!offered.contains(QStringLiteral("expiration"))); // RabbitMQ's
    QTest::keyClicks(editor, QStringLiteral("expires"));
    QTest::keyClick(editor, Qt::Key_Return);
    view->setCurrentIndex(view->model()->index(0, HeaderEditModel::ValueColumn));
    QVERIFY(m_panel->headers()->note().contains(QLatin1StringView("a moment, not a duration")));
    QVERIFY(view->model()->setData(view->currentIndex(), QStringLiteral("60000"), Qt::EditRole));
    QVERIFY(m_panel->lint()->text().contains(QLatin1StringView("expires looks like a duration")));
    // Another broker reads the same header otherwise.
    m_panel->setTargets({targetOf(7, Dialect::RabbitMq)});
    QVERIFY(!m_panel->lint()->text().contains(QLatin1StringView("looks like a duration")));
    QVERIFY(m_panel->lint()->text().contains(QLatin1StringView("ActiveMQ Classic")));
    QVERIFY(!m_panel->headers()->note().contains(QLatin1StringView("moment")));
}

QTEST_MAIN(TestPublishPanel)
#include "tst_publishpanel.moc"
