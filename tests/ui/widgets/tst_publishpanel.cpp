#include <ui/models/headereditmodel.h>
#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/lintview.h>
#include <ui/widgets/offercompleter.h>
#include <ui/widgets/publishbody.h>
#include <ui/widgets/publishheaders.h>
#include <ui/widgets/publishpanel.h>
#include <ui/widgets/publishresult.h>
#include <ui/widgets/theme.h>

#include <support/widgetwarnings.h>

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Ui;
using Stomp::Dialect;

namespace {

PublishTarget targetOf(quint32 number, Dialect dialect, bool connected = true)
{
    return {
        number, QStringLiteral("Broker %1").arg(number), dialect, Stomp::Version::V12, connected};
}

MessageView messageOf(const QByteArray& headers, const QByteArray& body)
{
    const QByteArray head = "MESSAGE\ndestination:/queue/a\nmessage-id:1\n" + headers + "\n";
    MessageView view = MessageView::copyOf(head + body, static_cast<std::uint32_t>(head.size()));
    view.dialect = Dialect::Practice;
    return view;
}

} // namespace

class TestPublishPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init();
    void cleanup() { m_panel.reset(); }
    void whatIsTypedIsSent();
    void sendsByKeyboard();
    void obstacles();
    void headersByKeyboard();
    void brokenJsonNeedsASecondClick();
    void errorIsPointedAt();
    void jsonCheckFollowsTheType();
    void numberedMessages();
    void textOrBytes_data();
    void textOrBytes();
    void whatCannotBeSentIsRefused();
    void results_data();
    void results();
    void progressOfOthersIsIgnored();
    void longRunIsStopped();
    void connectionEndsMeanwhile();
    void jsonIsLaidOut();
    void bodiesKeepTheirBytes_data();
    void bodiesKeepTheirBytes();
    void keptBodyIsReplaced();
    void largeKeptBodyIsCheckedOnAWorker();
    void loadedMessageIsEditedAndSent();
    void destinationsAreRemembered();
    void targetsAreChosen();
    void warnsOfTheBrokersTraps_data();
    void warnsOfTheBrokersTraps();
    void headersAreCompletedAndExplained();

private:
    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name) const
    {
        return m_panel->findChild<Widget*>(QString::fromLatin1(name));
    }
    void type(const QString& destination, const QString& body);
    /** After a list has popped up, which took the keyboard. */
    void activate()
    {
        m_panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_panel.get()));
    }
    void click() { QTest::mouseClick(find<QPushButton>("send"), Qt::LeftButton); }
    [[nodiscard]] QString result() const { return find<ElidedLabel>("result")->text(); }
    [[nodiscard]] QPlainTextEdit* editor() const { return m_panel->body()->editor(); }
    [[nodiscard]] static PublishRequest requestOf(const QSignalSpy& spy, int index = 0)
    {
        return spy[index][1].value<PublishRequest>();
    }

    std::unique_ptr<PublishPanel> m_panel;
};

void TestPublishPanel::init()
{
    Testing::failOnAnyWarning();
    m_panel = std::make_unique<PublishPanel>();
    m_panel->resize(800, 320);
    m_panel->setTargets({targetOf(7, Dialect::Practice)});
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void TestPublishPanel::type(const QString& destination, const QString& body)
{
    auto* const line = find<QComboBox>("destination")->lineEdit();
    line->selectAll();
    QTest::keyClicks(line, destination);
    line->completer()->popup()->hide(); // as when the focus goes on
    activate();
    editor()->setPlainText(body);
}

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

void TestPublishPanel::errorIsPointedAt()
{
    type(QStringLiteral("/queue/a"), QStringLiteral("{\n \"\u00e4\": 1,\n \"b\" 2\n}"));
    auto* const line = find<QLabel>("check");
    QCOMPARE(line->text(), QStringLiteral("Checking\u2026"));
    QTRY_COMPARE(m_panel->body()->check(), PublishBody::Check::Bad);
    QVERIFY2(
        line->text().contains(QStringLiteral("at line 3, column 6")), qUtf8Printable(line->text()));
    QCOMPARE(editor()->extraSelections().size(), 1);
    QCOMPARE(editor()->extraSelections().constFirst().cursor.selectedText(), QStringLiteral("2"));
    editor()->moveCursor(QTextCursor::Start);
    editor()->setFocus();
    QTest::keyClick(editor(), Qt::Key_F8);
    QCOMPARE(editor()->textCursor().blockNumber(), 2);
    QCOMPARE(editor()->textCursor().positionInBlock(), 5);
    editor()->moveCursor(QTextCursor::Start);
    Q_EMIT line->linkActivated(QStringLiteral("error"));
    QCOMPARE(editor()->textCursor().positionInBlock(), 5);
    QTest::keyClicks(editor(), QStringLiteral(":"));
    QVERIFY(editor()->extraSelections().isEmpty());
    QTRY_COMPARE(m_panel->body()->check(), PublishBody::Check::Good);
    QCOMPARE(line->text(), QStringLiteral("Valid JSON"));
}

void TestPublishPanel::jsonCheckFollowsTheType()
{
    QSignalSpy asked(m_panel.get(), &PublishPanel::publishRequested);
    type(QStringLiteral("/queue/a"), QStringLiteral("no JSON"));
    QTRY_COMPARE(m_panel->body()->check(), PublishBody::Check::Bad);
    auto* const contentType = find<QComboBox>("contentType");
    contentType->setEditText(QStringLiteral("text/plain"));
    QCOMPARE(m_panel->body()->check(), PublishBody::Check::Off);
    QVERIFY(find<QLabel>("check")->text().isEmpty());
    contentType->setEditText(QStringLiteral("application/vnd.x+json"));
    QTRY_COMPARE(m_panel->body()->check(), PublishBody::Check::Bad);
    contentType->setEditText(QString());
    click();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(
        requestOf(asked).frame.headers, (std::vector<Stomp::Header>{{"destination", "/queue/a"}}));
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
    QCOMPARE(find<QLabel>("kindHint")->text(), hint);
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

void TestPublishPanel::results_data()
{
    QTest::addColumn<PublishProgress>("progress");
    QTest::addColumn<QString>("line");
    PublishProgress one;
    one.count = one.sent = one.confirmed = 1;
    one.finished = true;
    one.lastRoundTripUs = 430;
    QTest::newRow("one") << one << QStringLiteral("Confirmed by receipt in 0.43 ms");
    PublishProgress silent = one;
    silent.withReceipt = false;
    silent.confirmed = 0;
    QTest::newRow("silent") << silent << QStringLiteral("Sent; this broker confirms nothing");
    PublishProgress failed = one;
    failed.confirmed = 0;
    failed.failed = 1;
    failed.firstFailure = QStringLiteral("Access denied");
    QTest::newRow("failed") << failed << QStringLiteral("Not confirmed: Access denied");
    PublishProgress many;
    many.count = many.sent = many.confirmed = 1000;
    many.finished = true;
    many.shortestRoundTripUs = 400;
    many.longestRoundTripUs = 9000;
    many.totalRoundTripUs = 1'100'000;
    QTest::newRow("many")
        << many
        << QStringLiteral("1,000 confirmed, round trip 0.40 ms / 1.1 ms / 9.0 ms (min/mean/max)");
    PublishProgress running = many;
    running.finished = false;
    running.sent = 500;
    running.confirmed = 20;
    QTest::newRow("running") << running << QStringLiteral("500 of 1,000 sent, 20 confirmed\u2026");
    PublishProgress stopped = many;
    stopped.sent = 500;
    stopped.confirmed = 500;
    stopped.totalRoundTripUs = 550'000;
    QTest::newRow("stopped") << stopped
                             << QStringLiteral("Stopped after 500 of 1,000: 500 confirmed, round "
                                               "trip 0.40 ms / 1.1 ms / 9.0 ms (min/mean/max)");
    PublishProgress broken = running;
    broken.finished = true;
    broken.failed = 1;
    broken.firstFailure = QStringLiteral("connection lost");
    QTest::newRow("broken") << broken
                            << QStringLiteral(
                                   "500 of 1,000 sent, 20 confirmed, then: connection lost");
}

void TestPublishPanel::results()
{
    QFETCH(PublishProgress, progress);
    QFETCH(QString, line);
    QCOMPARE(PublishResult::describe(progress), line);
}

void TestPublishPanel::progressOfOthersIsIgnored()
{
    type(QStringLiteral("/queue/a"), QStringLiteral("{}"));
    click();
    m_panel->publishStarted(3);
    PublishProgress progress;
    progress.id = 4;
    progress.finished = true;
    m_panel->publishProgress(7, progress);
    progress.id = 3;
    m_panel->publishProgress(8, progress);
    QCOMPARE(result(), QStringLiteral("Sending\u2026"));
    QVERIFY(!find<QPushButton>("send")->isEnabled());
}

void TestPublishPanel::longRunIsStopped()
{
    QSignalSpy stopped(m_panel.get(), &PublishPanel::stopRequested);
    type(QStringLiteral("/queue/a"), QStringLiteral("{}"));
    find<QSpinBox>("count")->setValue(1000);
    QCOMPARE(find<QPushButton>("send")->text(), QStringLiteral("Send all"));
    click();
    m_panel->publishStarted(3);
    QVERIFY(!find<QPushButton>("stop")->isVisible());
    PublishProgress progress;
    progress.id = 3;
    progress.count = 1000;
    progress.sent = 10;
    m_panel->publishProgress(7, progress);
    QVERIFY(find<QPushButton>("stop")->isVisible());
    QTest::mouseClick(find<QPushButton>("stop"), Qt::LeftButton);
    QCOMPARE(stopped.count(), 1);
    QCOMPARE(stopped[0][0].toUInt(), 7U);
    QCOMPARE(stopped[0][1].value<PublishId>(), PublishId(3));
    progress.finished = true;
    m_panel->publishProgress(7, progress);
    QVERIFY(!find<QPushButton>("stop")->isVisible());
}

void TestPublishPanel::connectionEndsMeanwhile()
{
    type(QStringLiteral("/queue/a"), QStringLiteral("{}"));
    click();
    m_panel->publishStarted(3);
    m_panel->setTargets({targetOf(7, Dialect::Practice, false)});
    QCOMPARE(result(), QStringLiteral("Not confirmed: the connection ended"));
    m_panel->setTargets({targetOf(7, Dialect::Practice)});
    QVERIFY(find<QPushButton>("send")->isEnabled());
}

void TestPublishPanel::jsonIsLaidOut()
{
    editor()->setPlainText(QStringLiteral("{\"z\":1.0,\"a\":[]}"));
    m_panel->body()->layOut(false);
    QCOMPARE(m_panel->body()->body(), std::string("{\n  \"z\": 1.0,\n  \"a\": []\n}"));
    m_panel->body()->layOut(true);
    QCOMPARE(m_panel->body()->body(), std::string("{\"z\":1.0,\"a\":[]}"));
    editor()->undo();
    QCOMPARE(m_panel->body()->body(), std::string("{\n  \"z\": 1.0,\n  \"a\": []\n}"));
    editor()->setPlainText(QStringLiteral("{ x"));
    m_panel->body()->layOut(true);
    QCOMPARE(m_panel->body()->body(), std::string("{ x"));
    editor()->clear();
    QCOMPARE(find<QLabel>("check")->text(), QStringLiteral("No body"));
}

void TestPublishPanel::bodiesKeepTheirBytes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isKept");
    const auto row = [](const char* name, const QByteArray& body, bool isKept) {
        QTest::newRow(name) << body << isKept;
    };
    row("empty", "", false);
    row("LF", "a\nb\n", false);
    row("CR LF", "a\r\nb\r\n", false);
    row("tabs and spaces", "\t a \n\n", false);
    row("Unicode", "\xC3\xA4\xF0\x9F\x98\x80\xEF\xBF\xBD", false);
    row("no-break space",
        "a\xC2\xA0"
        "b",
        false);
    row("byte order mark", "\xEF\xBB\xBF{}", false);
    row("control characters", "a\x01\x1b\x7f", false);
    row("mixed line ends", "a\nb\r\nc", true);
    row("CR alone", "a\rb", true);
    row("line separator",
        "a\xE2\x80\xA8"
        "b",
        true);
    row("NUL", QByteArray("a\0b", 3), true);
    row("bad UTF-8", "a\xFF", true);
    row("long", QByteArray(2'000'000, 'x'), true);
}

void TestPublishPanel::bodiesKeepTheirBytes()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, isKept);
    m_panel->body()->setBody(body.toStdString());
    QCOMPARE(m_panel->body()->isKept(), isKept);
    QVERIFY(QByteArray::fromStdString(m_panel->body()->body()) == body);
    QCOMPARE(find<QLabel>("kept")->isVisible(), isKept);
    if (!isKept) {
        editor()->moveCursor(QTextCursor::End);
        QTest::keyClicks(editor(), QStringLiteral("x"));
        QCOMPARE(QByteArray::fromStdString(m_panel->body()->body()), body + "x");
    }
}

void TestPublishPanel::keptBodyIsReplaced()
{
    m_panel->body()->setBody(std::string("\0", 1));
    QVERIFY(find<QLabel>("kept")->text().startsWith(QStringLiteral("Binary body of 1 byte")));
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("body"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\xFF\xFE");
    file.close();
    const auto buttons = m_panel->body()->findChildren<QPushButton*>();
    for (QPushButton* const button : buttons) {
        if (button->text().startsWith(QStringLiteral("Replace")))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    auto* const dialog = m_panel->body()->findChild<QFileDialog*>();
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QTRY_COMPARE(m_panel->body()->body(), std::string("\xFF\xFE"));
    QTest::mouseClick(find<QPushButton>("writeText"), Qt::LeftButton);
    QVERIFY(!m_panel->body()->isKept());
    QVERIFY(m_panel->body()->body().empty());
}

void TestPublishPanel::largeKeptBodyIsCheckedOnAWorker()
{
    m_panel->setDestination(QStringLiteral("/queue/a"));
    m_panel->body()->setBody("[" + std::string(5'000'000, ' ') + "1,]");
    QVERIFY(m_panel->body()->isKept());
    QCOMPARE(m_panel->body()->check(), PublishBody::Check::Waiting);
    QVERIFY(!find<QPushButton>("send")->isEnabled());
    QTRY_COMPARE(m_panel->body()->check(), PublishBody::Check::Bad);
    QVERIFY(find<QPushButton>("send")->isEnabled());
    QVERIFY(find<QLabel>("check")->text().contains(QStringLiteral("column 5,000,003"))
        || find<QLabel>("check")->text().contains(QStringLiteral("column 5000003")));
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

Q_DECLARE_METATYPE(Ui::PublishRequest)

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
