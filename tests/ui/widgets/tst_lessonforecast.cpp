#include "lessonstage.h"

using namespace Testing;
using namespace Ui;
using namespace Qt::StringLiterals;
using State = LessonLook::State;

namespace {

constexpr int lateSubscriber = 2; // row of the list

/** A lesson begun, with predictions. */
class Pupil : public LessonStage
{
public:
    explicit Pupil(int row = 0)
    {
        choose(row);
        click(u"lessonStep"_s);
        QTRY_COMPARE(state(), State::Ready);
    }
    [[nodiscard]] const LessonLook& look() const { return dialog->look(); }
    [[nodiscard]] QPushButton* stepButton() const { return find<QPushButton>(u"lessonStep"_s); }
    [[nodiscard]] LessonQuestion* question() const
    {
        return find<LessonQuestion>(u"lessonQuestion"_s);
    }
    [[nodiscard]] QStringList answers() const
    {
        QStringList texts;
        for (const QRadioButton* one : question()->findChildren<QRadioButton*>())
            texts << one->text();
        return texts;
    }
    void answer(int index) const { question()->findChildren<QRadioButton*>().at(index)->click(); }
    /** Presses Step, and waits for the pause after it. */
    void step() const
    {
        QVERIFY(stepButton()->isEnabled());
        stepButton()->click();
        QTRY_COMPARE(state(), State::Running);
        QTRY_COMPARE_WITH_TIMEOUT(state(), State::Ready, 30'000);
    }
    /** The lane that has the message, by its place; -1: none. */
    [[nodiscard]] int laneOf(int number) const
    {
        for (int lane = 0; lane < look().lanes.size(); ++lane) {
            for (const LessonToken& token : look().lanes.at(lane).tokens) {
                if (token.number == number)
                    return lane;
            }
        }
        return -1;
    }
};

} // namespace

/** Step releases one message; "Predict first" asks who will receive the next one. */
class TestLessonForecast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void oneByOne()
    {
        Pupil pupil;
        pupil.step(); // A and B subscribe
        QCOMPARE(pupil.question()->question(), u"Who will receive message 1?"_s); // the lesson's
        QCOMPARE(pupil.answers().size(), 3);
        QVERIFY(pupil.text(u"lessonSay"_s).endsWith(u"Next: message 1."));
        pupil.answer(1);
        pupil.step();
        QCOMPARE(pupil.look().sent, QList<int>{1});
        QCOMPARE(pupil.look().step, 1);
        const QStringList names{u"A"_s, u"B"_s};
        QCOMPARE(pupil.text(u"lessonReleased"_s),
            u"%1 received message 1."_s.arg(names.value(pupil.laneOf(1))));
        QVERIFY(!pupil.find<QLabel>(u"lessonResult"_s)->isVisible()); // the step is not done
        // The other one gets the next one.
        QCOMPARE(pupil.question()->question(), u"Who will receive message 2?"_s);
        QCOMPARE(
            pupil.answers(), (QStringList{u"A"_s, u"B"_s, u"each of them"_s, u"nobody for now"_s}));
        QVERIFY(!pupil.stepButton()->isEnabled());
        pupil.answer(1 - pupil.laneOf(1));
        pupil.step();
        QCOMPARE(pupil.laneOf(2), 1 - pupil.laneOf(1));
        QCOMPARE(pupil.text(u"lessonReleased"_s),
            u"%1 received message 2. You had predicted it."_s.arg(names.value(pupil.laneOf(2))));
        pupil.answer(3); // nobody
        pupil.step();
        QCOMPARE(pupil.text(u"lessonReleased"_s),
            u"%1 received message 3. You had predicted something else."_s.arg(
                names.value(pupil.laneOf(3))));
        // What is left at once asks nothing more, and the verdict is on the whole step.
        pupil.click(u"lessonRest"_s);
        QTRY_COMPARE_WITH_TIMEOUT(pupil.look().step, 2, 30'000);
        QCOMPARE(pupil.look().sent.size(), 6);
        QCOMPARE(pupil.text(u"lessonResult"_s),
            u"As expected. You had predicted it: either A or B, not both."_s);
        QVERIFY(!pupil.find<QLabel>(u"lessonReleased"_s)->isVisible());
    }

    /** Tab, Space, Enter: the next question has the focus again. */
    void byKeyboard()
    {
        Pupil pupil;
        pupil.step();
        QTRY_VERIFY(pupil.dialog->isActiveWindow());
        for (int message = 1; message <= 3; ++message) {
            auto* first = pupil.question()->findChildren<QRadioButton*>().constFirst();
            if (message == 1)
                first->setFocus();
            QTRY_VERIFY(first->hasFocus());
            QVERIFY(!first->isChecked());
            QTest::keyClick(first, Qt::Key_Space);
            QVERIFY(first->isChecked());
            QTest::keyClick(first, Qt::Key_Return);
            QTRY_COMPARE(pupil.look().sent.size(), message);
            QTRY_COMPARE_WITH_TIMEOUT(pupil.state(), State::Ready, 30'000);
        }
    }

    /** Those who do not want to predict are not asked. */
    void notAsked()
    {
        Pupil pupil;
        pupil.step();
        pupil.answer(1);
        pupil.step();
        QVERIFY(pupil.question()->isVisible() && !pupil.stepButton()->isEnabled());
        pupil.find<QCheckBox>(u"lessonPredict"_s)->setChecked(false);
        QVERIFY(!pupil.question()->isVisible() && pupil.stepButton()->isEnabled());
        pupil.step();
        QCOMPARE(pupil.look().sent, (QList<int>{1, 2}));
        QVERIFY(pupil.text(u"lessonReleased"_s).endsWith(u"received message 2."));
        pupil.find<QCheckBox>(u"lessonPredict"_s)->setChecked(true);
        QVERIFY(pupil.question()->isVisible() && !pupil.stepButton()->isEnabled());
    }

    /** With nobody there is nothing to guess; with two destinations the question names one. */
    void whereItGoes()
    {
        Pupil pupil(lateSubscriber);
        QVERIFY(!pupil.question()->isVisible());
        pupil.step();
        QCOMPARE(pupil.look().sent, QList<int>{1});
        QCOMPARE(pupil.text(u"lessonReleased"_s), u"No consumer has received message 1."_s);
        pupil.click(u"lessonRest"_s);
        QTRY_COMPARE_WITH_TIMEOUT(pupil.look().step, 1, 30'000);
        pupil.answer(1);
        pupil.step();
        pupil.answer(0);
        pupil.step();
        QVERIFY2(pupil.question()->question().startsWith(
                     u"Who will receive message 7, sent to /topic/lesson-"),
            qPrintable(pupil.question()->question()));
    }
};

QTEST_MAIN(TestLessonForecast)
#include "tst_lessonforecast.moc"
