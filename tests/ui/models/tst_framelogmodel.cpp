#include <ui/models/framelogmodel.h>
#include <ui/models/framelogtext.h>

#include <stomp/framelog/framelogtext.h>

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Ui;
using Testing::frameOf;

namespace {

std::deque<Stomp::FrameRecord> frames(int count, int from = 1)
{
    std::deque<Stomp::FrameRecord> all;
    for (int n = from; n < from + count; ++n)
        all.push_back(frameOf("1 > SEND n:" + std::to_string(n), n * 1000));
    return all;
}

QString cell(const FrameLogModel& model, int row, FrameColumn column)
{
    return model.index(row, static_cast<int>(column)).data().toString();
}

} // namespace

class TestFrameLogModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void saysWhatAFrameIs()
    {
        FrameLogModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setConnection(1, QStringLiteral("mine"));
        model.append(
            {frameOf("1 > SEND destination:/queue/a\\cb receipt:r1 | {\"a\":1}", 1000)}, 0);
        model.append({frameOf("1 < RECEIPT receipt-id:r1", 2200), frameOf("1 < ~", 3000)}, 0);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(cell(model, 0, FrameColumn::Command), QStringLiteral("SEND"));
        QCOMPARE(cell(model, 0, FrameColumn::Details),
            QStringLiteral("destination:/queue/a:b  receipt:r1  {\"a\":1}"));
        QCOMPARE(cell(model, 0, FrameColumn::Connection), QStringLiteral("mine"));
        QCOMPARE(cell(model, 0, FrameColumn::Direction), QStringLiteral("out"));
        QCOMPARE(cell(model, 0, FrameColumn::Since), QString());
        QCOMPARE(cell(model, 1, FrameColumn::Since), QStringLiteral("+1.2 ms"));
        QCOMPARE(cell(model, 1, FrameColumn::Direction), QStringLiteral("in"));
        QCOMPARE(cell(model, 2, FrameColumn::Command), QStringLiteral("heart-beat"));
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        for (int i = 1; i < 12; ++i)
            model.append({frameOf("1 < ~", 3000 + i * 5'000'000)}, 0);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(changes.size(), 11);
        QCOMPARE(cell(model, 2, FrameColumn::Command), QStringLiteral("12 heart-beats"));
        QCOMPARE(cell(model, 2, FrameColumn::Details), QStringLiteral("in 55.00 s"));
    }

    void keepsItsBoundAndCounts()
    {
        FrameLogModel model({10, 1'000'000}, nullptr);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(frames(7), 0);
        model.append(frames(7, 8), 0);
        QCOMPARE(model.rowCount(), 10);
        QCOMPARE(model.ring().dropped(), std::uint64_t(4));
        QCOMPARE(cell(model, 0, FrameColumn::Details), QString());
        QVERIFY(model.recordAt(0).bytes.find("n:5\n") != std::string::npos);
        QVERIFY(!model.rowOf(4));
        QCOMPARE(model.rowOf(5).value_or(-1), 0);
        model.append(frames(25, 15), 0); // more than all of it
        QCOMPARE(model.rowCount(), 10);
        QCOMPARE(model.ring().dropped(), std::uint64_t(29));
        QVERIFY(model.recordAt(9).bytes.find("n:39\n") != std::string::npos);
        // What was lost on the way leaves no hole.
        model.append(frames(3, 100), 1000);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.ring().dropped(), std::uint64_t(1039));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.ring().dropped(), std::uint64_t(0));
        model.append(frames(2), 0);
        QCOMPARE(model.rowCount(), 2);
    }

    void filters()
    {
        FrameLogModel model({10, 1'000'000}, nullptr);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(frames(6), 0);
        model.append({frameOf("1 < RECEIPT receipt-id:x")}, 0);
        Stomp::FrameFilter filter;
        filter.direction = Stomp::FrameDirection::In;
        model.setFilter(filter);
        QCOMPARE(model.rowCount(), 1);
        QVERIFY(!model.rowOf(1));
        QCOMPARE(model.rowOf(7).value_or(-1), 0);
        model.append({frameOf("1 < ERROR"), frameOf("1 > SEND")}, 0);
        QCOMPARE(model.rowCount(), 2);
        model.append(frames(9), 0); // pushes the RECEIPT out, not the ERROR
        QCOMPARE(model.rowCount(), 0);
        model.setFilter({});
        QCOMPARE(model.rowCount(), 10);
    }

    void marksAChain()
    {
        FrameLogModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append({frameOf("1 > SEND receipt:r1"), frameOf("1 > SEND receipt:r2"),
                         frameOf("1 < RECEIPT receipt-id:r1")},
            0);
        const auto link = [&model](int row) {
            return model.index(row, 0).data(FrameLinkRole).toInt();
        };
        QCOMPARE(link(0), -1);
        model.setChain(model.chainOf(3));
        QCOMPARE(link(0), static_cast<int>(Stomp::FrameLink::Request));
        QCOMPARE(link(1), -1);
        QCOMPARE(link(2), static_cast<int>(Stomp::FrameLink::Itself));
        model.setChain({});
        QCOMPARE(link(2), -1);
    }

    void findsAMessage()
    {
        FrameLogModel model;
        model.append({frameOf("1 < MESSAGE message-id:1 | a"), frameOf("2 < MESSAGE message-id:1"),
                         frameOf("1 < MESSAGE message-id:2 | b")},
            0);
        QCOMPARE(model.findMessage(1, "MESSAGE\nmessage-id:1\n\n").value_or(0), quint64(1));
        QCOMPARE(model.findMessage(2, "MESSAGE\nmessage-id:1\n\n").value_or(0), quint64(2));
        QVERIFY(!model.findMessage(2, "MESSAGE\nmessage-id:2\n\n"));
    }

    void asText()
    {
        FrameLogModel model;
        model.setConnection(1, QStringLiteral("mine"));
        model.append({frameOf("1 > SEND destination:/queue/a | text", 0),
                         frameOf(std::string("1 < MESSAGE k:v | \xFF\x01"), 1'500'000),
                         frameOf("1 < ~", 2'000'000)},
            0);
        QCOMPARE(model.asText(),
            QByteArray("1970-01-01T00:00:00.000Z >>> mine 31 bytes\nSEND\ndestination:/queue/a\n\n"
                       "text\n\n"
                       "1970-01-01T00:00:01.500Z <<< mine 15 bytes\nMESSAGE\nk:v\n\n"
                       "00000000  ff 01                                             ..\n\n"
                       "1970-01-01T00:00:02.000Z <<< mine heart-beat\n\n"));
        QCOMPARE(model.asText({2}), QByteArray("1970-01-01T00:00:02.000Z <<< mine heart-beat\n\n"));
    }

    void everyLinkAndGapHasWords()
    {
        for (int link = 0; link <= static_cast<int>(Stomp::FrameLink::Unsubscription); ++link)
            QVERIFY(!frameLinkText({1, static_cast<Stomp::FrameLink>(link), false, 0}).isEmpty());
        for (int gap = 0; gap <= static_cast<int>(Stomp::FrameGap::MoreSteps); ++gap)
            QVERIFY(frameGapText(static_cast<Stomp::FrameGap>(gap)).size() > 20);
    }
};

QTEST_GUILESS_MAIN(TestFrameLogModel)
#include "tst_framelogmodel.moc"
