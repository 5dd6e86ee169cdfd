#include "messagestage.h"
#include "windowfixture.h"

#include <support/widgetwarnings.h>
#include <ui/models/connectiongap.h>
#include <ui/widgets/inspectordiff.h>
#include <ui/widgets/tablecomparing.h>

#include <QDockWidget>
#include <QLabel>
#include <QMenu>

using namespace Ui;
using namespace Testing;

/** Two messages of the table compared with each other. */
class TestTableComparing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QApplication::setStyle(QStringLiteral("fusion")); }
    void init() { failOnAnyWarning(); }
    void twoMessagesTheEarlierFirst();
    void openTheDiffOfTheWindow();
};

void TestTableComparing::twoMessagesTheEarlierFirst()
{
    MessageStage stage;
    QList<std::pair<quint64, quint64>> compared;
    TableComparing comparing(stage.panel, stage.pump.model(),
        [&compared](quint64 earlier, quint64 later) { compared << std::pair(earlier, later); });
    stage.receive(3);
    stage.pump.addGap({});
    stage.receive(3);
    QCOMPARE(stage.pump.model().rowCount(), 7);
    QAction* const action = comparing.action();
    QVERIFY(!action->isEnabled());
    stage.click(5);
    QVERIFY(!action->isEnabled());
    stage.click(1, Qt::ControlModifier);
    QVERIFY(action->isEnabled());
    stage.view->setFocus();
    stage.key(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(compared, (QList<std::pair<quint64, quint64>>{{1, 4}}));
    stage.click(0, Qt::ControlModifier);
    QVERIFY(!action->isEnabled());
    stage.click(2);
    stage.click(3, Qt::ControlModifier); // the gap
    QVERIFY(stage.pump.model().isGap(3));
    QVERIFY(!action->isEnabled());
    stage.click(1);
    stage.click(2, Qt::ShiftModifier); // one range of two
    QVERIFY(action->isEnabled());
    action->trigger();
    QCOMPARE(compared.constLast(), (std::pair<quint64, quint64>(1, 2)));
    stage.pump.clear();
    QVERIFY(!action->isEnabled());
}

void TestTableComparing::openTheDiffOfTheWindow()
{
    WindowFixture desk;
    desk.connectTo(Preset::Practice);
    QTRY_VERIFY(desk.connection() && desk.connection()->isConnected());
    desk.subscribeTo(QStringLiteral("/queue/orders"));
    QTRY_VERIFY(desk.rows() >= 2); // the sample traffic
    desk.workspace.practiceBroker().setSampleTraffic(false);
    auto* const dock = desk.find<QDockWidget>("inspectorDock");
    dock->close();
    desk.table()->setFollowing(false);
    desk.table()->selectionModel()->select(
        QItemSelection(desk.table()->model()->index(0, 0), desk.table()->model()->index(1, 0)),
        QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    auto* const comparing = desk.window->findChild<TableComparing*>();
    QVERIFY(comparing);
    QVERIFY(comparing->action()->isEnabled());
    comparing->action()->trigger();
    QTRY_VERIFY(dock->isVisible());
    Inspector* const inspector = desk.window->inspector();
    QVERIFY(inspector->diff()->isVisible());
    QCOMPARE(inspector->message().serial, desk.workspace.pump().model().serialAt(1));
    QTRY_VERIFY(desk.find<QLabel>("headersOutcome")
                    ->text()
                    .startsWith(QStringLiteral("Headers: "))); // message-id at least
}

QTEST_MAIN(TestTableComparing)
#include "tst_tablecomparing.moc"
