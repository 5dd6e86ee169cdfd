#include "sortingstage.h"

#include <support/widgetwarnings.h>

#include <QPaintEvent>

#include <numeric>

using namespace Ui;
using Stage = Testing::SortingStage;

namespace {

/** What of a widget is painted. */
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(QWidget& widget) { widget.installEventFilter(this); }

    [[nodiscard]] QRegion all() const { return m_all; }
    [[nodiscard]] QRegion takeAll() { return std::exchange(m_all, {}); }

    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() == QEvent::Paint)
            m_all += static_cast<QPaintEvent*>(event)->region();
        return false;
    }

private:
    QRegion m_all;
};

} // namespace

/** Sorting by State, and its painting. */
class TestTableStates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setStyle(QStringLiteral("fusion"));
    }
    void init() { Testing::failOnAnyWarning(); }

    void sortsByTheStatesOfThatMoment()
    {
        Stage stage;
        stage.send({0, 1, 2}); // without a state
        stage.receive(6, Stomp::NeedsAckFlag);
        for (const quint64 serial : {3, 5, 7})
            stage.pump.setAckState(serial, Stomp::AckState::Acked);
        stage.pump.setAckState(6, Stomp::AckState::Nacked);
        const auto states = [&stage] {
            QStringList all;
            for (int row = 0; row < stage.pump.model().rowCount(); ++row)
                all << stage.pump.model().index(row, int(MessageColumn::State)).data().toString();
            return all.join(u' ');
        };
        stage.clickHeader(int(MessageColumn::State));
        QVERIFY(stage.settle());
        QCOMPARE(states(), QStringLiteral("waiting waiting acked acked acked nacked   "));
        QCOMPARE(stage.pump.model().serialAt(0), quint64(4));
        stage.pump.setAckState(4, Stomp::AckState::Acked); // it stays in its place
        QCOMPARE(stage.pump.model().serialAt(0), quint64(4));
        stage.pump.sorting().sortAgain();
        QVERIFY(stage.settle());
        QCOMPARE(states(), QStringLiteral("waiting acked acked acked acked nacked   "));
        stage.pump.setAckState(8, Stomp::AckState::AckedInTransaction);
        stage.pump.sorting().sortAgain();
        QVERIFY(stage.settle());
        QCOMPARE(
            states(), QStringLiteral("acked in transaction acked acked acked acked nacked   "));
        stage.pump.endSession(1);
        stage.pump.sorting().sortBy(int(MessageColumn::State), true);
        QVERIFY(stage.settle());
        QCOMPARE(states(), QStringLiteral("returned nacked acked acked acked acked   "));
    }

    void paintsTheRowsThatChanged_data()
    {
        QTest::addColumn<QList<quint64>>("serials");
        QTest::newRow("one") << QList<quint64>{2};
        QTest::newRow("some") << QList<quint64>{1, 2, 4};
        QTest::newRow("all, most of them out of view") << [] {
            QList<quint64> all(1000);
            std::iota(all.begin(), all.end(), 0);
            return all;
        }();
    }
    void paintsTheRowsThatChanged()
    {
        QFETCH(const QList<quint64>, serials);
        Stage stage;
        stage.receive(1000, Stomp::NeedsAckFlag);
        stage.key(Qt::Key_Home, Qt::ControlModifier);
        QCOMPARE(stage.firstSerial(), quint64(0));
        stage.pump.setAckState(0, Stomp::AckState::Nacked); // the column fits: it is laid out again
        PaintWatch watch(*stage.view->viewport());
        // Once what comes of that is painted.
        int looksWithoutPaint = 0;
        QVERIFY(QTest::qWaitFor([&] {
            looksWithoutPaint = watch.takeAll().isEmpty() ? looksWithoutPaint + 1 : 0;
            return looksWithoutPaint == 5;
        }));
        stage.pump.setAckStates({serials.begin(), serials.end()}, Stomp::AckState::Acked);
        QRegion expected;
        for (const quint64 serial : serials) {
            const int row = static_cast<int>(serial);
            if (row <= stage.view->lastVisibleRow())
                expected += stage.view->visualRect(
                    stage.pump.model().index(row, int(MessageColumn::State)));
        }
        QVERIFY(!expected.isEmpty());
        expected &= stage.view->viewport()->rect();
        QTRY_VERIFY(expected.subtracted(watch.all()).isEmpty());
    }

    void statesAreSortedByRedeliveriesToo()
    {
        Stage stage;
        struct Sent
        {
            const char* headers;
            std::uint8_t flags;
        };
        constexpr std::uint8_t waits = Stomp::NeedsAckFlag;
        constexpr std::uint8_t again = Stomp::NeedsAckFlag | Stomp::RedeliveredFlag;
        const QList<Sent> sent{
            {"", 0}, {"delivery-count:11\n", again}, {"", Stomp::RedeliveredFlag},
            {"", again}, // ActiveMQ does not say how often
            {"delivery-count:3\n", again}, {"", waits}, {"x-delivery-count:1\n", again}, // RabbitMQ
            {"", Stomp::OddFlag}, {"", waits | Stomp::ReplyFlag},
            {"delivery-count:2\n", again}, // to be acked
            {"", waits}, // to be acked
        };
        for (const Sent& one : sent) {
            const Testing::Message message("/queue/a", "{}", one.headers, one.flags);
            std::ignore = stage.feed.append(message.bytes, message.row);
        }
        stage.feed.publish(std::uint64_t(sent.size()));
        stage.pump.flush();
        for (const quint64 serial : {9, 10})
            stage.pump.setAckState(serial, Stomp::AckState::Acked);
        const auto states = [&stage] {
            QStringList all;
            for (int row = 0; row < stage.pump.model().rowCount(); ++row)
                all << stage.pump.model().index(row, int(MessageColumn::State)).data().toString();
            return all;
        };
        stage.clickHeader(int(MessageColumn::State));
        QVERIFY(stage.settle());
        const QStringList waiting{QStringLiteral("waiting"), QStringLiteral("waiting, reply"),
            QStringLiteral("waiting, redelivered"), QStringLiteral("waiting, redelivered once"),
            QStringLiteral("waiting, redelivered 2 times"),
            QStringLiteral("waiting, redelivered 10 times")};
        const QStringList acked{QStringLiteral("acked"), QStringLiteral("acked, redelivered once")};
        const QStringList other{QStringLiteral("odd frame"), QStringLiteral("redelivered")};
        QCOMPARE(states(), waiting + acked + other + QStringList{QString()});
        stage.clickHeader(int(MessageColumn::State));
        QVERIFY(stage.settle());
        QStringList turned = waiting + acked + other;
        std::reverse(turned.begin(), turned.end());
        QCOMPARE(states(), turned + QStringList{QString()}); // nothing to say comes last
    }
};

QTEST_MAIN(TestTableStates)
#include "tst_tablestates.moc"
