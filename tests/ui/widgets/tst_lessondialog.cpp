#include "lessonstage.h"
#include "windowfixture.h"

#include <ui/widgets/lessonlanes.h>

#include <stomp/broker/durablesubscriptions.h>

#include <QSpinBox>

#include <algorithm>

using namespace Testing;
using namespace Ui;
using namespace Qt::StringLiterals;
using State = LessonLook::State;

class TestLessonDialog : public QObject
{
    Q_OBJECT

    static std::ptrdiff_t durables(ThreadedPracticeFixture& broker)
    {
        return std::ranges::count_if(broker.snapshot().destinations,
            [](const auto& one) { return Stomp::isDurableQueue(one.name); });
    }

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    /** As a learner goes: the menu's key, Start, a prediction, Step. */
    void fromTheWindow()
    {
        WindowFixture fixture;
        fixture.connectTo(Preset::Practice);
        QTRY_VERIFY(fixture.connection() && fixture.connection()->isConnected());
        fixture.key(fixture.window.get(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        auto* dialog = qobject_cast<LessonDialog*>(fixture.dialog("lessonDialog"));
        QVERIFY(dialog);
        auto* list = dialog->findChild<QListWidget*>(u"lessonList"_s);
        QCOMPARE(list->count(), 16);
        QCOMPARE(list->item(0)->text(), u"1  Competing consumers on a queue"_s);
        auto* step = dialog->findChild<QPushButton*>(u"lessonStep"_s);
        QCOMPARE(step->text(), u"&Start"_s);
        fixture.click(step);
        QTRY_COMPARE(dialog->look().state, State::Ready);
        fixture.click(step); // A and B subscribe
        QTRY_COMPARE(dialog->look().step, 1);
        QTRY_COMPARE(dialog->look().state, State::Ready);
        // It asks, and waits for a prediction.
        auto* question = dialog->findChild<LessonQuestion*>(u"lessonQuestion"_s);
        QTRY_VERIFY(question->isVisible());
        QVERIFY(!step->isEnabled());
        const QList<QRadioButton*> answers = question->findChildren<QRadioButton*>();
        QCOMPARE(answers.size(), 3);
        answers[1]->click();
        QVERIFY(step->isEnabled());
        fixture.click(dialog->findChild<QPushButton*>(u"lessonRest"_s));
        QTRY_COMPARE_WITH_TIMEOUT(dialog->look().step, 2, 30'000);
        QTRY_COMPARE(dialog->look().outcome, LessonLook::Outcome::AsExpected);
        const QString result = dialog->findChild<QLabel*>(u"lessonResult"_s)->text();
        QCOMPARE(result, u"As expected. You had predicted it: either A or B, not both."_s);
        QCOMPARE(dialog->look().lanes[0].tokens.size() + dialog->look().lanes[1].tokens.size(), 6);
        const QString described =
            dialog->findChild<LessonLanes*>(u"lessonLanes"_s)->accessibleDescription();
        QVERIFY2(described.contains(u"A, subscribed, auto: 1 received"_s)
                || described.contains(u"B, subscribed, auto: 1 received"_s),
            qPrintable(described));
    }

    void playGoesOnByItself()
    {
        LessonStage stage;
        stage.choose(3);
        stage.find<QCheckBox>(u"lessonPredict"_s)->setChecked(false);
        stage.find<QSpinBox>(u"lessonPace"_s)->setValue(1);
        stage.click(u"lessonPlay"_s);
        QTRY_COMPARE_WITH_TIMEOUT(stage.state(), State::Complete, 60'000);
        QVERIFY(!stage.find<QPushButton>(u"lessonPlay"_s)->isChecked());
        // Step then begins anew.
        QCOMPARE(stage.find<QPushButton>(u"lessonStep"_s)->text(), u"&Start Again"_s);
    }

    /** A label that was made in the light must not stay dark in the dark. */
    void followsTheTheme()
    {
        LessonStage stage;
        auto* say = stage.find<QLabel>(u"lessonSay"_s);
        Theme::apply(*qApp, ThemeChoice::Light);
        const QColor light = say->palette().color(QPalette::WindowText);
        Theme::apply(*qApp, ThemeChoice::Dark);
        QTRY_VERIFY(say->palette().color(QPalette::WindowText) != light);
        Theme::apply(*qApp, ThemeChoice::Light);
    }

    void notOfferedHere()
    {
        LessonStage stage(Stomp::BrokerSkin::Kind::Spring);
        stage.click(u"lessonStep"_s);
        QTRY_COMPARE(stage.state(), State::NotOffered);
        QCOMPARE(stage.text(u"lessonResult"_s), u"Not offered here."_s);
        QVERIFY(stage.text(u"lessonExplanation"_s).contains(u"no queues"_s));
    }

    void brokerDies()
    {
        LessonStage stage;
        stage.click(u"lessonStep"_s);
        QTRY_COMPARE(stage.state(), State::Ready);
        stage.click(u"lessonStep"_s);
        QTRY_COMPARE(stage.dialog->look().step, 1);
        stage.broker.stop();
        QTRY_COMPARE_WITH_TIMEOUT(stage.state(), State::Failed, 30'000);
        QVERIFY(!stage.text(u"lessonExplanation"_s).isEmpty());
        QTRY_VERIFY(stage.text(u"lessonComplaint"_s).contains(u"no connection"_s));
        auto* step = stage.find<QPushButton>(u"lessonStep"_s);
        const auto* play = stage.find<QPushButton>(u"lessonPlay"_s);
        QVERIFY(!step->isEnabled() && !play->isEnabled());
        QVERIFY(stage.broker.startAgain());
        stage.connection->reconnectNow();
        QTRY_VERIFY_WITH_TIMEOUT(step->isEnabled(), 30'000);
        QVERIFY(play->isEnabled());
        step->click();
        QTRY_COMPARE_WITH_TIMEOUT(stage.state(), State::Ready, 30'000);
    }

    void anotherLessonEndsTheOneBefore()
    {
        LessonStage stage;
        stage.click(u"lessonStep"_s);
        QTRY_COMPARE(stage.state(), State::Ready);
        stage.click(u"lessonStep"_s);
        QTRY_COMPARE(stage.dialog->look().step, 1);
        stage.choose(1);
        QCOMPARE(stage.state(), State::Stopped);
        QVERIFY(stage.dialog->look().sent.isEmpty());
        QTRY_COMPARE(stage.broker.snapshot().sessions, std::size_t(1)); // the window's own
    }

    /** Closed while the broker collects for A: that is removed, and then all connections end. */
    void closedInTheMiddle()
    {
        LessonStage stage;
        stage.choose(4); // durable subscription
        stage.click(u"lessonStep"_s);
        QTRY_COMPARE(stage.state(), State::Ready);
        stage.finishStep();
        QTRY_COMPARE_WITH_TIMEOUT(stage.dialog->look().step, 1, 30'000);
        QCOMPARE(durables(stage.broker), std::ptrdiff_t(1));
        stage.dialog.reset();
        // Only then the sessions: they are one as well before the removal has made its connection.
        QTRY_COMPARE_WITH_TIMEOUT(durables(stage.broker), std::ptrdiff_t(0), 30'000);
        QTRY_COMPARE(stage.broker.snapshot().sessions, std::size_t(1)); // the window's own
    }

    void presenting()
    {
        LessonStage stage;
        const int before = stage.find<LessonLanes>(u"lessonLanes"_s)->minimumSizeHint().height();
        QTest::keyClick(stage.dialog.get(), Qt::Key_F11);
        QVERIFY(stage.dialog->isFullScreen());
        QVERIFY(!stage.find<QListWidget>(u"lessonList"_s)->isVisible());
        QVERIFY(
            stage.find<LessonLanes>(u"lessonLanes"_s)->minimumSizeHint().height() > before * 3 / 2);
        QTest::keyClick(stage.dialog.get(), Qt::Key_Escape);
        QVERIFY(!stage.dialog->isFullScreen());
        QVERIFY(stage.dialog->isVisible());
        QCOMPARE(stage.find<LessonLanes>(u"lessonLanes"_s)->minimumSizeHint().height(), before);
    }
};

QTEST_MAIN(TestLessonDialog)
#include "tst_lessondialog.moc"
