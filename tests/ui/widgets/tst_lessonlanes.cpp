#include <ui/widgets/lessonlanes.h>

#include <support/widgetwarnings.h>

#include <QTest>

using namespace Testing;
using namespace Ui;
using namespace Qt::StringLiterals;
using State = LessonToken::State;

namespace {

/** A queue with two consumers; 1 to 3 were sent, A has 1. */
LessonLook queueLook()
{
    LessonLook look;
    look.title = u"Queue"_s;
    look.places << LessonPlaceLook{u"/queue/a"_s, LessonPlaceLook::Kind::Queue,
        {{2, State::Waiting, false, true, 0}, {3, State::Waiting, false, true, 0}}};
    LessonLaneLook a;
    a.name = u"A"_s;
    a.state = u"subscribed, auto"_s;
    a.isConnected = true;
    a.place = 0;
    a.tokens << LessonToken{1, State::Taken, false, true, 0};
    LessonLaneLook b = a;
    b.name = u"B"_s;
    b.tokens.clear();
    look.lanes << a << b;
    look.sent = look.sentNow = {1, 2, 3};
    return look;
}

/** The same once B has got 2. */
LessonLook laterLook()
{
    LessonLook look = queueLook();
    look.lanes[1].tokens << look.places[0].tokens.takeFirst();
    look.lanes[1].tokens[0].state = State::Taken;
    return look;
}

} // namespace

class TestLessonLanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void describes()
    {
        LessonLanes lanes;
        LessonLook look = queueLook();
        look.places << LessonPlaceLook{u"/topic/b"_s, LessonPlaceLook::Kind::Topic};
        look.notThere << 2;
        lanes.show(look);
        QCOMPARE(lanes.accessibleDescription(),
            u"3 message(s) sent, 1 of them not committed or expired\n"
            "queue /queue/a, with no consumer: 2, 3\n"
            "topic /topic/b, with no consumer: nothing\n"
            "A, subscribed, auto: 1 received\n"
            "B, subscribed, auto: nothing received"_s);
    }

    /** What an open transaction holds says so, and is told apart. */
    void showsOpenTransactions()
    {
        LessonLanes lanes;
        lanes.setAnimated(false);
        lanes.resize(lanes.minimumSizeHint());
        LessonLook look = queueLook();
        look.lanes[0].tokens[0].state = State::Acked;
        look.notThere << 2;
        lanes.show(look);
        const QImage without = lanes.grab().toImage();
        look.lanes[0].tokens[0].isInTransaction = true;
        lanes.show(look);
        const QImage acked = lanes.grab().toImage();
        QVERIFY(acked != without);
        QVERIFY(lanes.accessibleDescription().contains(
            u"A, subscribed, auto: 1 acknowledged in an open transaction\n"_s));
        look.lanes[0].tokens[0].isInTransaction = false;
        look.inTransaction << 2;
        lanes.show(look);
        const QImage sent = lanes.grab().toImage();
        QVERIFY(sent != without && sent != acked);
        QVERIFY(lanes.accessibleDescription().startsWith(
            u"3 message(s) sent, 1 of them in an open transaction\n"_s));
    }

    /** Only what came since the look before moves, and only once it has come. */
    void glides()
    {
        LessonLanes lanes;
        lanes.setAnimated(true);
        lanes.resize(lanes.minimumSizeHint());
        QWidget* widget = &lanes;
        widget->show();
        QVERIFY(QTest::qWaitForWindowExposed(&lanes));
        lanes.show(queueLook());
        QVERIFY(!lanes.isGliding()); // another lesson: it begins with what is there
        lanes.show(queueLook());
        QVERIFY(!lanes.isGliding());
        lanes.show(laterLook());
        QVERIFY(lanes.isGliding());
        LessonLook acked = laterLook();
        acked.lanes[1].tokens[0].state = State::Acked;
        lanes.show(acked); // no new token: what is on its way goes on
        QVERIFY(lanes.isGliding());
        QTRY_VERIFY(!lanes.isGliding());
        // At rest it stands where it stands without animations.
        LessonLanes still;
        still.setAnimated(false);
        still.resize(lanes.size());
        still.show(acked);
        QCOMPARE(lanes.grab().toImage(), still.grab().toImage());
    }

    void stillWhereThePlatformWantsIt()
    {
        LessonLanes lanes; // as the offscreen platform does
        QWidget* widget = &lanes;
        widget->show();
        QVERIFY(QTest::qWaitForWindowExposed(&lanes));
        lanes.show(queueLook());
        lanes.show(laterLook());
        QVERIFY(!lanes.isGliding());
    }

    /** Nothing is cut silently: the first cell says how many there are before. */
    void sayWhatIsNotShown()
    {
        LessonCells cells{QRect(0, 0, 50, 20), 10, 10};
        QCOMPARE(cells.room(), 10);
        QCOMPARE(cells.first(), 0);
        QCOMPARE(cells.at(9), QRect(40, 10, 10, 10));
        cells.count = 12;
        QCOMPARE(cells.first(), 3); // nine cells for tokens
        QCOMPARE(cells.at(3), QRect(10, 0, 10, 10));
        QCOMPARE(cells.at(11), QRect(40, 10, 10, 10));
    }

    void growsWithItsDestinations()
    {
        LessonLanes lanes;
        LessonLook look = queueLook();
        lanes.show(look);
        const int before = lanes.minimumSizeHint().height();
        for (int i = 0; i < 3; ++i)
            look.places << LessonPlaceLook{u"/queue/b"_s};
        lanes.show(look);
        QVERIFY(lanes.minimumSizeHint().height() > before);
    }
};

QTEST_MAIN(TestLessonLanes)
#include "tst_lessonlanes.moc"
