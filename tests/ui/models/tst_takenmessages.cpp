#include <ui/models/messagetablemodel.h>
#include <ui/models/takenmessages.h>

#include <support/messages.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Ui;
using Testing::Message;

/** The rows that an acknowledgement would take. */
class tst_TakenMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void marksTheirRows()
    {
        Stomp::MessageStore store;
        Testing::StoreWriter writer(store);
        MessageTableModel model(store);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto& taken = *new TakenMessages(model);
        for (int i = 0; i < 4; ++i)
            writer.write(Message("/queue/a", "b", "", Stomp::NeedsAckFlag));
        model.showAll();
        const auto marked = [&model] {
            QString rows;
            for (int row = 0; row < model.rowCount(); ++row)
                rows += model.index(row, 0).data(TakenRole).toBool() ? u'x' : u'-';
            return rows;
        };
        QCOMPARE(marked(), QStringLiteral("----"));
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        taken.set({2, 0}); // in any order
        QCOMPARE(marked(), QStringLiteral("x-x-"));
        QCOMPARE(changed.count(), 1);
        const QString tip =
            model.index(2, int(MessageColumn::Preview)).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(QStringLiteral("goes with this acknowledgement")), qPrintable(tip));
        taken.set({0, 2});
        QCOMPARE(changed.count(), 1); // the same
        model.beginRemoval({0, 1});
        store.clear(1);
        model.endRemoval();
        QCOMPARE(marked(), QStringLiteral("-x-")); // goes by the message, not by the row
        taken.set({});
        QCOMPARE(marked(), QStringLiteral("---"));
        QVERIFY(taken.serials().empty());
    }
};

QTEST_GUILESS_MAIN(tst_TakenMessages)
#include "tst_takenmessages.moc"
