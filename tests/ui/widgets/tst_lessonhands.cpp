#include "lessonstage.h"

#include <ui/widgets/lessonhands.h>

using namespace Testing;
using namespace Ui;
using namespace Qt::StringLiterals;

namespace {

/** The dialog on free play with a queue or a topic, begun, A and B there, without predictions. */
class Playground : public LessonStage
{
public:
    explicit Playground(
        int row = queueRow, Stomp::BrokerSkin::Kind skin = Stomp::BrokerSkin::Kind::Plain)
        : LessonStage(skin)
    {
        choose(row);
        find<QCheckBox>(u"lessonPredict"_s)->setChecked(false);
        click(u"lessonStep"_s);
        QTRY_VERIFY(isThere(0) && isThere(1));
    }
    [[nodiscard]] const LessonLaneLook& lane(int lane) const
    {
        return dialog->look().lanes.at(lane);
    }
    [[nodiscard]] bool isThere(int number) const
    {
        return state() == LessonLook::State::Ready && lane(number).isConnected
            && !lane(number).isBusy;
    }
    /** As with the keyboard: the button has the focus, and Space. */
    void press(const QString& name, int lane) const
    {
        auto* button = find<QToolButton>(name + QString::number(lane));
        QVERIFY(button->isVisible() && button->isEnabled());
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
    }
    void send() const
    {
        const int step = dialog->look().step;
        click(u"lessonStep"_s);
        QTRY_VERIFY(dialog->look().step == step + 1 && state() == LessonLook::State::Ready);
    }
    [[nodiscard]] QString got(int number) const
    {
        QStringList all;
        for (const LessonToken& token : lane(number).tokens)
            all << QString::number(token.number) + (token.isRedelivered ? u"*"_s : QString());
        return all.join(u' ');
    }

    static constexpr int queueRow = 14;
    static constexpr int topicRow = 15;
};

} // namespace

class TestLessonHands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void onlyInFreePlay()
    {
        LessonStage stage;
        auto* hands = stage.find<LessonHands>(u"lessonHands"_s);
        QVERIFY(!hands->isVisible());
        stage.choose(Playground::topicRow);
        QVERIFY(hands->isVisible());
        QVERIFY(!stage.find<QToolButton>(u"lessonAdd"_s)->isEnabled()); // it has not begun
        stage.choose(0);
        QVERIFY(!hands->isVisible());
    }

    /** Asleep it holds one; killed, the other one gets that again; joined, it is back. */
    void byHand()
    {
        Playground ground;
        ground.press(u"lessonAsleep"_s, 0);
        QTRY_COMPARE(ground.lane(0).pace, LessonLaneLook::Pace::Asleep);
        QCOMPARE(ground.find<QToolButton>(u"lessonAsleep0"_s)->text(), u"Wake"_s);
        QCOMPARE(ground.find<QToolButton>(u"lessonAsleep0"_s)->accessibleName(), u"Wake A"_s);
        ground.send();
        ground.send();
        ground.send();
        QCOMPARE(ground.got(0), u"1"_s);
        QCOMPARE(ground.got(1), u"2 3"_s);
        QCOMPARE(ground.text(u"lessonReleased"_s), u"B received message 3."_s);
        QCOMPARE(ground.lane(0).tokens[0].state, LessonToken::State::Waiting);
        ground.press(u"lessonKill"_s, 0);
        QTRY_COMPARE(ground.got(1), u"2 3 1*"_s);
        QTRY_VERIFY(!ground.lane(0).isConnected && !ground.lane(0).isBusy);
        QCOMPARE(ground.find<QToolButton>(u"lessonPresence0"_s)->text(), u"Join"_s);
        QVERIFY(!ground.find<QToolButton>(u"lessonKill0"_s)->isEnabled());
        ground.press(u"lessonPresence"_s, 0);
        QTRY_VERIFY(ground.isThere(0));
        ground.press(u"lessonSlow"_s, 0); // awake, too
        QTRY_COMPARE(ground.lane(0).pace, LessonLaneLook::Pace::Slow);
        ground.press(u"lessonSlow"_s, 0);
        QTRY_COMPARE(ground.lane(0).pace, LessonLaneLook::Pace::Quick);
        ground.press(u"lessonPresence"_s, 1);
        QTRY_VERIFY(!ground.lane(1).isConnected && !ground.lane(1).isBusy);
        QTest::keyClick(ground.dialog.get(), Qt::Key_A, Qt::AltModifier);
        QTRY_VERIFY(ground.dialog->look().lanes.size() == 3 && ground.isThere(2));
        // No verdict is given on what is done by hand.
        QCOMPARE(ground.dialog->look().asExpected + ground.dialog->look().notAsExpected, 0);
    }

    void sixLanes()
    {
        Playground ground(Playground::topicRow);
        auto* add = ground.find<QToolButton>(u"lessonAdd"_s);
        for (int lane = 2; lane < 6; ++lane) {
            add->click();
            QTRY_VERIFY(ground.dialog->look().lanes.size() == lane + 1 && ground.isThere(lane));
        }
        QVERIFY(!add->isEnabled());
        ground.send();
        for (int lane = 0; lane < 6; ++lane)
            QCOMPARE(ground.got(lane), u"1"_s);
        ground.click(u"lessonStop"_s);
        QTRY_COMPARE(ground.state(), LessonLook::State::Stopped);
        QTRY_COMPARE(ground.broker.snapshot().sessions, std::size_t(1)); // the window's own
    }

    /** Who will receive the next one? Told from what came. */
    void predicted()
    {
        Playground ground;
        ground.find<QCheckBox>(u"lessonPredict"_s)->setChecked(true);
        auto* step = ground.find<QPushButton>(u"lessonStep"_s);
        QVERIFY(!step->isEnabled());
        const auto answers = [&] {
            return ground.find<LessonQuestion>(u"lessonQuestion"_s)->findChildren<QRadioButton*>();
        };
        QCOMPARE(answers().size(), 4); // A, B, each of them, nobody for now
        answers()[0]->click();
        ground.send();
        const bool went = ground.got(0) == u"1"_s;
        QCOMPARE(ground.text(u"lessonReleased"_s),
            went ? u"A received message 1. You had predicted it."_s
                 : u"B received message 1. You had predicted something else."_s);
        ground.press(u"lessonPresence"_s, 0);
        ground.press(u"lessonPresence"_s, 1);
        QTRY_COMPARE(answers().size(), 1);
        answers()[0]->click();
        ground.send();
        QCOMPARE(ground.text(u"lessonReleased"_s),
            u"No consumer has received message 2. You had predicted it."_s);
        ground.click(u"lessonStop"_s);
        QTRY_COMPARE(ground.state(), LessonLook::State::Stopped);
        QVERIFY(ground.text(u"lessonExplanation"_s).startsWith(u"1 message"_s));
    }

    void withoutAcks()
    {
        Playground ground(Playground::topicRow, Stomp::BrokerSkin::Kind::Spring);
        QVERIFY(!ground.find<QToolButton>(u"lessonAsleep0"_s)->isEnabled());
        QVERIFY(ground.find<QToolButton>(u"lessonKill0"_s)->isEnabled());
    }
};

QTEST_MAIN(TestLessonHands)
#include "tst_lessonhands.moc"
