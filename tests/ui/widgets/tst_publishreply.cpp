#include "publishfixture.h"

#include <ui/models/headereditmodel.h>
#include <ui/widgets/publishheaders.h>
#include <ui/widgets/publishresult.h>
#include <ui/widgets/theme.h>

#include <QApplication>
#include <QCheckBox>
#include <QSpinBox>

using namespace Ui;
using namespace Testing;
using Stomp::Dialect;
using Stomp::ReplyWay;

/** The choice of a request in the publish panel: when it is offered, and what it asks for. */
class TestPublishReply : public QObject, private PublishFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init() { setUp(); }
    void cleanup() { m_panel.reset(); }
    void isOfferedWhereRepliesCanCome_data();
    void isOfferedWhereRepliesCanCome();
    void asksForOneWithItsTimeOut();
    void anOwnReplyToIsInTheWay();
    void connectionEndsMeanwhile();
    void results_data();
    void results();
};

void TestPublishReply::isOfferedWhereRepliesCanCome_data()
{
    QTest::addColumn<int>("dialect");
    QTest::addColumn<int>("way");
    QTest::addColumn<QString>("says");
    const auto add = [](const char* name, Dialect dialect, ReplyWay way, const char* says) {
        QTest::newRow(name) << int(dialect) << int(way) << QString::fromLatin1(says);
    };
    add("practice", Dialect::Practice, ReplyWay::OwnSubscription, "subscribed to for it");
    add("Classic", Dialect::ActiveMq, ReplyWay::OwnSubscription, "subscribed to for it");
    add("RabbitMQ", Dialect::RabbitMq, ReplyWay::ByBroker, "the broker makes");
    add("Artemis", Dialect::Artemis, ReplyWay::None, "Artemis has no temporary queues");
    add("Spring", Dialect::Spring, ReplyWay::None, "has no temporary queues");
    add("generic", Dialect::Generic, ReplyWay::None, "Treat the broker as");
}

void TestPublishReply::isOfferedWhereRepliesCanCome()
{
    QFETCH(const int, dialect);
    QFETCH(const int, way);
    QFETCH(const QString, says);
    auto* const choice = find<QCheckBox>("wantsReply");
    choice->click();
    QVERIFY(choice->isChecked());
    m_panel->setTargets({targetOf(7, Dialect(dialect))});
    QCOMPARE(choice->isEnabled(), ReplyWay(way) != ReplyWay::None);
    QVERIFY2(choice->toolTip().contains(says), qPrintable(choice->toolTip()));
    QCOMPARE(find<QSpinBox>("replySeconds")->isVisible(), ReplyWay(way) != ReplyWay::None);
    QSignalSpy asked(m_panel.get(), &PublishPanel::publishRequested);
    type(QStringLiteral("/queue/a"), QStringLiteral("{}"));
    click();
    QCOMPARE(asked.count(), 1);
    QCOMPARE(int(requestOf(asked).reply.way), way);
}

void TestPublishReply::asksForOneWithItsTimeOut()
{
    QSignalSpy asked(m_panel.get(), &PublishPanel::publishRequested);
    type(QStringLiteral("/queue/a"), QStringLiteral("{\"n\":\"${n}\"}"));
    find<QSpinBox>("count")->setValue(20);
    QTest::mouseClick(find<QCheckBox>("wantsReply"), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(!find<QSpinBox>("count")->isVisible());
    find<QSpinBox>("replySeconds")->setValue(7);
    click();
    QCOMPARE(asked.count(), 1);
    const PublishRequest request = requestOf(asked);
    QCOMPARE(request.count, 1U);
    QVERIFY(!request.numbered);
    QVERIFY(request.reply.way == ReplyWay::OwnSubscription);
    QCOMPARE(request.reply.timeoutMs, 7000U);
    // Both are made where it is sent.
    QVERIFY(!request.frame.header("reply-to"));
    QVERIFY(!request.frame.header("correlation-id"));
}

void TestPublishReply::anOwnReplyToIsInTheWay()
{
    QSignalSpy asked(m_panel.get(), &PublishPanel::publishRequested);
    type(QStringLiteral("/queue/a"), QStringLiteral("{}"));
    m_panel->headers()->setHeaders({{"reply-to", "/queue/mine"}});
    QVERIFY(find<QPushButton>("send")->isEnabled());
    find<QCheckBox>("wantsReply")->click();
    QVERIFY(!find<QPushButton>("send")->isEnabled());
    QVERIFY(find<QPushButton>("send")->toolTip().contains(QLatin1StringView("take it out")));
    m_panel->send();
    QCOMPARE(asked.count(), 0);
    QVERIFY(result().contains(QLatin1StringView("reply-to")));
    m_panel->headers()->setHeaders({{"correlation-id", "my own"}});
    QVERIFY(find<QPushButton>("send")->isEnabled());
}

void TestPublishReply::connectionEndsMeanwhile()
{
    type(QStringLiteral("/queue/a"), QStringLiteral("{}"));
    find<QCheckBox>("wantsReply")->click();
    click();
    m_panel->publishStarted(3);
    PublishProgress progress;
    progress.id = 3;
    progress.count = progress.sent = progress.confirmed = 1;
    progress.reply = ReplyState::Awaited;
    m_panel->publishProgress(7, progress);
    QVERIFY(find<QPushButton>("stop")->isVisible());
    m_panel->setTargets({targetOf(7, Dialect::Practice, false)});
    QCOMPARE(result(), QStringLiteral("No reply: the connection ended"));
    QVERIFY(!find<QPushButton>("stop")->isVisible());
}

void TestPublishReply::results_data()
{
    QTest::addColumn<PublishProgress>("progress");
    QTest::addColumn<QString>("line");
    PublishProgress progress;
    progress.count = progress.sent = 1;
    progress.reply = ReplyState::Awaited;
    progress.replyTimeoutMs = 30'000;
    progress.answer.destination = QStringLiteral("/queue/a");
    QTest::newRow("sent") << progress
                          << QStringLiteral("Sent; waiting up to 30 s for the reply\u2026");
    PublishProgress silent = progress;
    silent.finished = true;
    silent.reply = ReplyState::TimedOut;
    QTest::newRow("not even a receipt")
        << silent
        << QStringLiteral("No reply within 30 s, nor a receipt: the broker has not said that it "
                          "took the request. One that comes later is listed as an ordinary "
                          "message.");
    progress.confirmed = 1;
    progress.lastRoundTripUs = 1800;
    QTest::newRow("confirmed") << progress
                               << QStringLiteral("Confirmed by receipt in 1.8 ms; waiting up to "
                                                 "30 s for the reply\u2026");
    progress.finished = true;
    progress.reply = ReplyState::Arrived;
    progress.answer.roundTripUs = 12'000;
    QTest::newRow("empty") << progress << QStringLiteral("Reply after 12.0 ms, empty");
    progress.answer.bytes = 300;
    QTest::newRow("binary") << progress << QStringLiteral("Reply after 12.0 ms, 300 bytes, binary");
    progress.answer.preview = QStringLiteral("{\"a\":1}");
    QTest::newRow("text") << progress << QStringLiteral("Reply after 12.0 ms: {\"a\":1}");
    progress.reply = ReplyState::Failed;
    progress.failed = 1;
    progress.firstFailure = QStringLiteral("Access denied");
    QTest::newRow("refused") << progress << QStringLiteral("No reply: Access denied");
}

void TestPublishReply::results()
{
    QFETCH(const PublishProgress, progress);
    QFETCH(const QString, line);
    QCOMPARE(PublishResult::describe(progress), line);
}

QTEST_MAIN(TestPublishReply)
#include "tst_publishreply.moc"
