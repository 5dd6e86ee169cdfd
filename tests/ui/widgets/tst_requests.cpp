#include "windowfixture.h"

#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/publishbody.h>
#include <ui/widgets/publishheaders.h>
#include <ui/widgets/theme.h>

#include <support/widgetwarnings.h>

#include <stomp/client/client.h>

#include <QCheckBox>
#include <QDockWidget>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSpinBox>

using namespace Ui;
using Stomp::Dialect;
using Testing::WindowFixture;

namespace {

/** Somebody else on the practice broker who answers what comes to /queue/service. */
class Service : public Stomp::MessageSink
{
public:
    [[nodiscard]] bool start(const PracticeBroker& broker)
    {
        Stomp::ClientOptions options;
        options.url.host = "127.0.0.1";
        options.url.port = broker.port();
        m_client.connectToBroker(options);
        if (!QTest::qWaitFor(
                [this] { return m_client.state() == Stomp::Client::State::Connected; }))
            return false;
        QSignalSpy changed(&m_client, &Stomp::Client::subscriptionChanged);
        Stomp::SubscribeRequest request;
        request.destination = "/queue/service";
        m_client.subscribe(request);
        return QTest::qWaitFor([&changed] {
            return !changed.isEmpty()
                && changed.constLast()[1].value<Stomp::SubscriptionState>()
                == Stomp::SubscriptionState::Confirmed;
        });
    }
    bool takeMessage(const Stomp::FrameView& frame, const Stomp::MessageOrigin&) override
    {
        Stomp::Frame reply{"SEND", {}, R"({"answer":42})"};
        reply.add("destination", frame.value("reply-to"));
        reply.add("content-type", "application/json");
        reply.add("correlation-id", frame.value("correlation-id"));
        m_client.send(std::move(reply), Stomp::ContentLength::Write);
        return true;
    }
    void chunkDone(std::uint64_t) override { }

private:
    Stomp::Client m_client{*this};
};

class Desk : public WindowFixture
{
public:
    template <typename Widget>
    [[nodiscard]] Widget* part(const char* name) const
    {
        return window->publishPanel()->findChild<Widget*>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString result() const { return part<ElidedLabel>("result")->text(); }
    [[nodiscard]] QString pairing() const
    {
        const auto* line = window->inspector()->findChild<QLabel*>(QStringLiteral("pairing"));
        return line->isVisible() ? line->text() : QString();
    }
    /** Without the sample traffic, connected. */
    void begin()
    {
        connectTo(Preset::Practice);
        QTRY_VERIFY(connection() && connection()->isConnected());
        workspace.practiceBroker().setSampleTraffic(false);
        QTRY_COMPARE(window->publishPanel()->target(), connection()->number());
    }
    void compose(const QString& destination)
    {
        retype(part<QComboBox>("destination")->lineEdit(), destination);
        auto* editor = part<QPlainTextEdit>("body");
        editor->setFocus();
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("{\"question\":1}"));
    }
    /** By the keyboard alone. */
    void chooseRequest()
    {
        auto* choice = part<QCheckBox>("wantsReply");
        QVERIFY(choice->isEnabled());
        choice->setFocus();
        key(choice, Qt::Key_Space);
        QVERIFY(choice->isChecked());
    }
    void send() { key(part<QPlainTextEdit>("body"), Qt::Key_Return, Qt::ControlModifier); }
    void shoot(const char* name)
    {
        if (qEnvironmentVariableIsSet("SHOTS"))
            window->grab().save(qEnvironmentVariable("SHOTS") + QString::fromLatin1(name));
    }
};

} // namespace

/** Request and reply as the user sees them, against the practice broker. */
class TestRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        Theme::apply(
            *qApp, qEnvironmentVariableIsSet("DARK") ? ThemeChoice::Dark : ThemeChoice::Light);
    }
    void init() { Testing::failOnAnyWarning(); }

    void asksAndOpensTheReply();
    void aReplyThatThePauseHoldsIsInspected();
    void aReplyThatWasClearedIsSaidToBeGone();
    void nobodyAnswers();
    void stopsWaiting();
};

void TestRequests::asksAndOpensTheReply()
{
    Desk desk;
    desk.begin();
    Service service;
    QVERIFY(service.start(desk.workspace.practiceBroker()));
    desk.compose(QStringLiteral("/queue/service"));
    QVERIFY(!desk.part<QSpinBox>("replySeconds")->isVisible());
    desk.part<QSpinBox>("count")->setValue(5);
    desk.chooseRequest();
    QVERIFY(desk.part<QSpinBox>("replySeconds")->isVisible());
    QVERIFY(!desk.part<QSpinBox>("count")->isVisible());
    QCOMPARE(desk.part<QPushButton>("send")->text(), QStringLiteral("Send request"));
    desk.send();
    QTRY_VERIFY2(
        desk.result().startsWith(QLatin1StringView("Reply after ")), qPrintable(desk.result()));
    QVERIFY2(
        desk.result().endsWith(QLatin1StringView(": {\"answer\":42}")), qPrintable(desk.result()));
    QVERIFY(!desk.part<QPushButton>("stop")->isVisible());
    QVERIFY(desk.part<QPushButton>("send")->isEnabled());
    QTRY_VERIFY(desk.rows() > 0);

    desk.click(desk.part<QPushButton>("showReply"));
    const MessageView& shown = desk.window->inspector()->message();
    QCOMPARE(shown.body(), std::string_view("{\"answer\":42}"));
    QCOMPARE(shown.connection, QStringLiteral("Practice broker"));
    QVERIFY2(desk.pairing().startsWith(QLatin1StringView("Reply to your request to "
                                                         "/queue/service after ")),
        qPrintable(desk.pairing()));
    QVERIFY(desk.pairing().contains(QLatin1StringView("correlation-id")));
    const QModelIndex current = desk.table()->currentIndex();
    QCOMPARE(current.siblingAtColumn(int(MessageColumn::State)).data().toString(),
        QStringLiteral("reply"));
    QVERIFY(!desk.table()->isFollowing());
    desk.shoot("reply.png");
    // Five were not sent: a request is one.
    QCOMPARE(desk.workspace.pump().ledger().lost(), std::int64_t(0));
    int replies = 0;
    for (int row = 0; row < desk.rows(); ++row)
        replies += desk.workspace.pump().model().messageAt(row).body() == "{\"answer\":42}";
    QCOMPARE(replies, 1);
}

void TestRequests::aReplyThatThePauseHoldsIsInspected()
{
    Desk desk;
    desk.begin();
    Service service;
    QVERIFY(service.start(desk.workspace.practiceBroker()));
    desk.workspace.pump().setPaused(true);
    desk.compose(QStringLiteral("/queue/service"));
    desk.chooseRequest();
    desk.send();
    QTRY_VERIFY(desk.part<QPushButton>("showReply")->isVisible());
    for (QDockWidget* dock : desk.window->findChildren<QDockWidget*>()) {
        if (dock->widget() == desk.window->inspector())
            dock->close();
    }
    QVERIFY(!desk.window->inspector()->isVisible());
    desk.click(desk.part<QPushButton>("showReply"));
    QTRY_VERIFY(desk.window->inspector()->isVisible()); // once its message has come
    QCOMPARE(desk.window->inspector()->message().body(), std::string_view("{\"answer\":42}"));
    QVERIFY(!desk.pairing().isEmpty());
}

void TestRequests::aReplyThatWasClearedIsSaidToBeGone()
{
    Desk desk;
    desk.begin();
    Service service;
    QVERIFY(service.start(desk.workspace.practiceBroker()));
    desk.compose(QStringLiteral("/queue/service"));
    desk.chooseRequest();
    desk.send();
    QTRY_VERIFY(desk.part<QPushButton>("showReply")->isVisible());
    QTRY_VERIFY(desk.rows() > 0); // its message has come
    desk.workspace.pump().clear();
    desk.click(desk.part<QPushButton>("showReply"));
    QVERIFY2(desk.result().startsWith(QLatin1StringView("The reply is no longer kept")),
        qPrintable(desk.result()));
    QVERIFY(!desk.part<QPushButton>("showReply")->isVisible());
}

void TestRequests::nobodyAnswers()
{
    Desk desk;
    desk.begin();
    desk.compose(QStringLiteral("/queue/service"));
    desk.chooseRequest();
    desk.part<QSpinBox>("replySeconds")->setValue(1);
    desk.send();
    QTRY_VERIFY2(desk.result().startsWith(QLatin1StringView("No reply within 1 s")),
        qPrintable(desk.result()));
    QVERIFY(desk.result().contains(QLatin1StringView("the broker has the request")));
    QVERIFY(desk.result().contains(QLatin1StringView("/queue/service")));
    QVERIFY(!desk.part<QPushButton>("showReply")->isVisible());
    QVERIFY(desk.part<QPushButton>("send")->isEnabled());
    desk.shoot("timeout.png");
}

void TestRequests::stopsWaiting()
{
    Desk desk;
    desk.begin();
    desk.compose(QStringLiteral("/queue/service"));
    desk.chooseRequest();
    desk.send();
    QTRY_VERIFY(desk.part<QPushButton>("stop")->isVisible());
    QTRY_VERIFY2(
        desk.result().contains(QLatin1StringView("waiting up to 30 s")), qPrintable(desk.result()));
    QVERIFY(!desk.part<QPushButton>("send")->isEnabled());
    QCOMPARE(desk.part<QPushButton>("send")->toolTip(),
        QStringLiteral("The last one waits for its reply"));
    desk.shoot("waiting.png");
    desk.click(desk.part<QPushButton>("stop"));
    QTRY_VERIFY2(
        desk.result().startsWith(QLatin1StringView("Not waited for")), qPrintable(desk.result()));
    QVERIFY(desk.part<QPushButton>("send")->isEnabled());
}

QTEST_MAIN(TestRequests)
#include "tst_requests.moc"
