#include "windowfixture.h"

#include <ui/widgets/practicepanel.h>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTabBar>
#include <QTabWidget>

using namespace Ui;
using Testing::WindowFixture;

namespace {

void send(WindowFixture& desk, quint32 count)
{
    PublishRequest request;
    request.frame.command = "SEND";
    request.frame.add("destination", "/queue/a");
    request.frame.body = "{}";
    request.count = count;
    desk.connection()->publish(request);
}

} // namespace

/** The faults of the practice dock, driven by mouse and keyboard against the real broker. */
class TestPracticeFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aFaultIsArmedAndRemoved();
    void aFaultWaitsForTheBroker();
};

void TestPracticeFaults::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support).*")));
}

void TestPracticeFaults::aFaultIsArmedAndRemoved()
{
    WindowFixture desk;
    desk.connectTo(Preset::Practice);
    QTRY_VERIFY(desk.connection() && desk.connection()->isConnected());
    desk.workspace.practiceBroker().setSampleTraffic(false);
    desk.key(desk.window.get(), Qt::Key_5, Qt::ControlModifier);
    auto* pages = desk.find<QTabWidget>("practicePages");
    const QRect tab = pages->tabBar()->tabRect(1);
    QTest::mouseClick(pages->tabBar(), Qt::LeftButton, {}, tab.center());
    auto* kind = desk.find<QComboBox>("faultKind");
    QVERIFY(kind->isVisible());
    QCOMPARE(kind->count(), static_cast<int>(Stomp::FaultPlan::catalogue().size()));
    kind->setFocus();
    QTest::keyClicks(kind, QStringLiteral("Delay"));
    auto* value = desk.find<QLineEdit>("faultValue0");
    desk.retype(value, QStringLiteral("soon"));
    QTest::keyClick(value, Qt::Key_Return);
    auto* problem = desk.find<QLabel>("faultProblem");
    QVERIFY(problem->isVisible());
    QVERIFY(problem->text().contains(QLatin1StringView("whole number")));
    auto* armed = desk.find<QListWidget>("faultsArmed");
    QCOMPARE(armed->count(), 0);

    // Duplicates of one queue only.
    kind->setCurrentIndex(kind->findData(QStringLiteral("duplicate")));
    QVERIFY(!problem->isVisible());
    desk.retype(desk.find<QLineEdit>("faultDestination"), QStringLiteral("/queue/a"));
    desk.click(desk.find<QPushButton>("faultArm"));
    QCOMPARE(armed->count(), 1);
    desk.subscribeTo(QStringLiteral("/queue/a"));
    send(desk, 2);
    QTRY_COMPARE(desk.rows(), 4);
    QTRY_VERIFY(armed->item(0)->text().contains(QLatin1StringView("hit 2 of 2")));
    QTRY_VERIFY(desk.find<QLabel>("faultTotals")
                    ->text()
                    .contains(QLatin1StringView("2 messages sent again")));

    armed->setFocus();
    armed->setCurrentRow(0);
    desk.key(armed, Qt::Key_Delete);
    QCOMPARE(armed->count(), 0);
    QVERIFY(desk.find<QLabel>("faultsNone")->text().contains(QLatin1StringView("behaves well")));
    send(desk, 1);
    QTRY_COMPARE(desk.rows(), 5);
    QVERIFY(desk.workspace.practiceBroker().faults().isEmpty());
}

void TestPracticeFaults::aFaultWaitsForTheBroker()
{
    WindowFixture desk;
    desk.key(desk.window.get(), Qt::Key_5, Qt::ControlModifier);
    auto* pages = desk.find<QTabWidget>("practicePages");
    QTest::mouseClick(pages->tabBar(), Qt::LeftButton, {}, pages->tabBar()->tabRect(1).center());
    auto* kind = desk.find<QComboBox>("faultKind");
    QVERIFY(kind->isVisible());
    kind->setCurrentIndex(kind->findData(QStringLiteral("duplicate")));
    desk.retype(desk.find<QLineEdit>("faultDestination"), QStringLiteral("/queue/a"));
    desk.find<QSpinBox>("faultAfter")->setValue(1);
    desk.find<QSpinBox>("faultChance")->setValue(99);
    auto* seed = desk.find<QLineEdit>("faultSeed");
    auto* arm = desk.find<QPushButton>("faultArm");
    desk.retype(seed, QStringLiteral("seven"));
    desk.click(arm);
    QVERIFY(desk.find<QLabel>("faultProblem")->text().startsWith(QLatin1StringView("Seed")));
    QVERIFY(desk.workspace.practiceBroker().faults().isEmpty());
    desk.retype(seed, QStringLiteral("7"));
    desk.click(arm);
    QCOMPARE(desk.workspace.practiceBroker().faults().text(),
        std::string("seed 7; duplicate=1 on MESSAGE /queue/a after 1 chance 99%"));
    QVERIFY(!desk.workspace.practiceBroker().isRunning());

    desk.connectTo(Preset::Practice);
    QTRY_VERIFY(desk.connection() && desk.connection()->isConnected());
    desk.workspace.practiceBroker().setSampleTraffic(false);
    desk.subscribeTo(QStringLiteral("/queue/a"));
    send(desk, 3);
    auto* armed = desk.find<QListWidget>("faultsArmed");
    QTRY_VERIFY(armed->item(0)->text().contains(QLatin1StringView("hit 2 of 3")));
    QTRY_COMPARE(desk.rows(), 5); // the first was spared
    QCOMPARE(seed->text(), QStringLiteral("7"));
}

QTEST_MAIN(TestPracticeFaults)
#include "tst_practicefaults.moc"
