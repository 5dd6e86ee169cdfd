#include "publishfixture.h"

#include <ui/widgets/elidedlabel.h>
#include <ui/widgets/publishresult.h>
#include <ui/widgets/theme.h>

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>

using namespace Qt::StringLiterals;
using namespace Ui;
using namespace Testing;
using Stomp::Dialect;

/** What became of it: the line of the result, and long runs. */
class TestPublishResult : public QObject, private PublishFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::apply(*qApp, ThemeChoice::Light); }
    void init() { setUp(); }
    void cleanup() { m_panel.reset(); }
    void results_data();
    void results();
    void shortOnesAreWhole();
    void progressOfOthersIsIgnored();
    void longRunIsStopped();
    void connectionEndsMeanwhile();
    void transactions_data();
    void transactions();
};

void TestPublishResult::results_data()
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

void TestPublishResult::results()
{
    QFETCH(PublishProgress, progress);
    QFETCH(QString, line);
    QCOMPARE(PublishResult::describe(progress), line);
}

/** However little room there is beside it; a long one gives way. */
void TestPublishResult::shortOnesAreWhole()
{
    PublishResult result;
    const auto* const label = result.findChild<ElidedLabel*>(u"result"_s);
    result.say(u"Confirmed by receipt in 123.4 ms"_s, Tone::Good);
    result.resize(result.minimumSizeHint());
    result.setVisible(true);
    QTRY_COMPARE(label->shownText(), label->text());
    const int whole = result.minimumSizeHint().width();
    result.say(u"x"_s, Tone::Good);
    QVERIFY(result.minimumSizeHint().width() < whole);
    result.say(QString(1000, u'x'), Tone::Bad);
    QVERIFY(result.minimumSizeHint().width() < 2 * whole);
    QVERIFY(label->shownText() != label->text());
}

void TestPublishResult::progressOfOthersIsIgnored()
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

void TestPublishResult::longRunIsStopped()
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

void TestPublishResult::connectionEndsMeanwhile()
{
    type(QStringLiteral("/queue/a"), QStringLiteral("{}"));
    click();
    m_panel->publishStarted(3);
    m_panel->setTargets({targetOf(7, Dialect::Practice, false)});
    QCOMPARE(result(), QStringLiteral("Not confirmed: the connection ended"));
    m_panel->setTargets({targetOf(7, Dialect::Practice)});
    QVERIFY(find<QPushButton>("send")->isEnabled());
}

void TestPublishResult::transactions_data()
{
    QTest::addColumn<int>("fate");
    QTest::addColumn<quint32>("count");
    QTest::addColumn<bool>("isConfirmed");
    QTest::addColumn<bool>("isFailed");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, TransactionFate fate, quint32 count, bool isConfirmed,
                         bool isFailed, const char* text) {
        QTest::newRow(name) << int(fate) << count << isConfirmed << isFailed
                            << QString::fromLatin1(text);
    };
    using Fate = TransactionFate;
    row("none", Fate::None, 1, true, false, "Confirmed by receipt in 1.8 ms");
    row("open", Fate::Open, 1, false, false, "Sent in the transaction: counts at COMMIT");
    row("open, many", Fate::Open, 3, false, false,
        "3 sent in the transaction: they count at COMMIT");
    row("open, confirmed", Fate::Open, 1, true, false,
        "Confirmed by receipt in 1.8 ms; in the transaction: counts at COMMIT");
    row("open, refused", Fate::Open, 1, false, true, "Not confirmed: no");
    row("committed", Fate::Committed, 1, false, false, "Committed with its transaction");
    row("committed, many", Fate::Committed, 3, true, false, "3 committed with their transaction");
    row("aborted", Fate::Aborted, 1, true, false,
        "Aborted with its transaction: not sent after all");
    row("aborted, many", Fate::Aborted, 3, false, false,
        "3 aborted with their transaction: not sent after all");
    row("aborted, refused before", Fate::Aborted, 1, false, true, "Not confirmed: no");
    row("lost", Fate::Lost, 1, false, true,
        "Not sent after all: the connection ended before COMMIT");
    row("unknown", Fate::Unknown, 1, false, false,
        "Whether it was sent is not known: COMMIT was not confirmed");
}

void TestPublishResult::transactions()
{
    QFETCH(const int, fate);
    QFETCH(const quint32, count);
    QFETCH(const bool, isConfirmed);
    QFETCH(const bool, isFailed);
    PublishProgress progress;
    progress.count = progress.sent = count;
    progress.finished = true;
    progress.withReceipt = isConfirmed;
    progress.confirmed = isConfirmed ? count : 0;
    progress.failed = isFailed ? 1 : 0;
    progress.firstFailure = isFailed ? QStringLiteral("no") : QString();
    progress.lastRoundTripUs = 1800;
    PublishResult line;
    line.show(progress, static_cast<TransactionFate>(fate));
    QTEST(line.text(), "text");
}

QTEST_MAIN(TestPublishResult)
#include "tst_publishresult.moc"
