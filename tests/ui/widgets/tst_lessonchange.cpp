#include "lessonstage.h"

#include <ui/widgets/lessonhands.h>

#include <support/skinrows.h>

#include <QMenu>

using namespace Testing;
using namespace Ui;
using namespace Qt::StringLiterals;

namespace {

constexpr int competing = 0; // rows of the list
constexpr int lateSubscriber = 2;

/** A lesson whose consumers are to be changed by hand, begun, without predictions. */
class Course : public LessonStage
{
public:
    explicit Course(
        int row = competing, Stomp::BrokerSkin::Kind skin = Stomp::BrokerSkin::Kind::Plain)
        : LessonStage(skin)
    {
        choose(row);
        find<QCheckBox>(u"lessonPredict"_s)->setChecked(false);
        find<QCheckBox>(u"lessonByHand"_s)->setChecked(true);
        click(u"lessonStep"_s);
        QTRY_VERIFY(isAtPause(0));
    }
    [[nodiscard]] const LessonLook& look() const { return dialog->look(); }
    [[nodiscard]] bool isAtPause(int step) const
    {
        return state() == LessonLook::State::Ready && look().step == step
            && find<QPushButton>(u"lessonStep"_s)->isEnabled();
    }
    void step() const
    {
        const int before = look().step;
        QTRY_VERIFY(isAtPause(before));
        finishStep();
        QTRY_VERIFY(isAtPause(before + 1) || state() == LessonLook::State::Complete);
    }
    /** As with the keyboard: the button has the focus, and Space. */
    void press(const QString& name) const
    {
        auto* button = find<QToolButton>(name);
        QVERIFY(button->isVisible() && button->isEnabled());
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
    }
    [[nodiscard]] bool isSaid() const { return find<QWidget>(u"lessonChange"_s)->isVisible(); }
};

} // namespace

class TestLessonChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void onlyWhenWanted()
    {
        LessonStage stage;
        auto* hands = stage.find<LessonHands>(u"lessonHands"_s);
        auto* byHand = stage.find<QCheckBox>(u"lessonByHand"_s);
        QVERIFY(!hands->isVisible() && byHand->isVisible());
        QTRY_VERIFY(stage.dialog->isActiveWindow());
        QTest::keyClick(stage.dialog.get(), Qt::Key_H, Qt::AltModifier);
        QTRY_VERIFY(byHand->isChecked() && hands->isVisible());
        QVERIFY(!stage.find<QToolButton>(u"lessonKill0"_s)->isEnabled()); // it has not begun
        stage.choose(14); // free play has its hands always
        QVERIFY(!byHand->isVisible() && hands->isVisible());
    }

    void changed_data() { addSkinRows(); }
    /** No verdict from then on, what came is shown; started over, the lesson is as it was. */
    void changed()
    {
        QFETCH(Stomp::BrokerSkin::Kind, skin);
        Course course(competing, skin);
        course.step();
        course.step();
        QCOMPARE(course.text(u"lessonResult"_s), u"As expected."_s);
        QVERIFY(!course.isSaid());
        course.press(u"lessonKill1"_s);
        QTRY_VERIFY(course.isAtPause(2) && !course.look().lanes[1].isConnected);
        QVERIFY(course.isSaid());
        QVERIFY(course.text(u"lessonChangeText"_s)
                    .startsWith(u"You changed the set-up by hand: the lesson's expectations do "
                                "not apply from here (step 3)."));
        QCOMPARE(course.look().question, QString()); // its answer may be wrong now
        course.step(); // C joins, 7 to 12 are sent
        QCOMPARE(course.look().outcome, LessonLook::Outcome::ByHand);
        QCOMPARE(course.look().lanes[1].tokens.size(), 3);
        QCOMPARE(course.look().lanes[0].tokens.size() + course.look().lanes[2].tokens.size(), 9);
        course.step(); // B is to leave
        QCOMPARE(course.state(), LessonLook::State::Complete);
        QCOMPARE(course.text(u"lessonResult"_s),
            u"Done, without a verdict. Before the change by hand: 1 expectation(s) met, 0 not."_s);
        QVERIFY(course.text(u"lessonExplanation"_s).contains(u"leave B (B is away)"));
        QCOMPARE(course.look().conclusion, QString());
        course.click(u"lessonStep"_s); // Start Again
        QTRY_VERIFY(course.isAtPause(0));
        QVERIFY(!course.isSaid());
    }

    void startedOver()
    {
        Course course;
        course.step();
        course.press(u"lessonPresence0"_s);
        QTRY_VERIFY(course.isAtPause(1) && course.isSaid());
        QTest::keyClick(course.dialog.get(), Qt::Key_V, Qt::AltModifier);
        QTRY_VERIFY(course.isAtPause(0));
        QVERIFY(!course.isSaid());
        while (course.state() != LessonLook::State::Complete)
            course.step();
        QCOMPARE(course.text(u"lessonResult"_s),
            u"Done: all expectations (3) were met on this broker."_s);
        QTRY_COMPARE(course.broker.snapshot().sessions, std::size_t(1)); // the window's own
    }

    /** While a step runs the change waits, and that is said. */
    void duringAStep()
    {
        Course course;
        course.step();
        course.finishStep();
        QTRY_COMPARE(course.state(), LessonLook::State::Running);
        course.press(u"lessonAsleep0"_s);
        QTRY_COMPARE(course.text(u"lessonChangeText"_s),
            u"Your change by hand is made as soon as what runs now is done."_s);
        QTRY_VERIFY(course.isAtPause(2));
        QCOMPARE(course.look().outcome, LessonLook::Outcome::AsExpected);
        QTRY_COMPARE(course.look().lanes[0].pace, LessonLaneLook::Pace::Asleep);
        QCOMPARE(course.look().changedBefore, 2);
    }

    /** With a queue and a topic there is a choice. */
    void choosesTheDestination()
    {
        Course course(lateSubscriber);
        auto* add = course.find<QToolButton>(u"lessonAdd"_s);
        QVERIFY(add->isEnabled() && add->menu());
        QCOMPARE(add->menu()->actions().size(), 2);
        const int topic = add->menu()->actions()[0]->text().contains(u"/topic/") ? 0 : 1;
        add->menu()->actions()[topic]->trigger();
        QTRY_VERIFY(course.look().lanes.size() == 3 && course.isAtPause(0));
        QCOMPARE(course.look().lanes[2].name, u"C"_s);
        course.step(); // 1 to 3 to the queue, 4 to 6 to the topic
        QCOMPARE(course.look().lanes[2].tokens.size(), 3);
        QCOMPARE(course.look().lanes[2].tokens[0].number, 4);
    }
};

QTEST_MAIN(TestLessonChange)
#include "tst_lessonchange.moc"
