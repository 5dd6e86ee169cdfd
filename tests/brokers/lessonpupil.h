#pragma once

#include "brokerdesk.h"
#include "brokertest.h"

#include <ui/widgets/lessondialog.h>

#include <stomp/dialect/durableheaders.h>

#include <QCheckBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <string>
#include <vector>

/** The lessons' dialog, driven by its buttons. */
class Pupil
{
public:
    using State = Ui::LessonLook::State;

    Pupil(Ui::Connection& connection, int row) : dialog(connection)
    {
        find<QListWidget>("lessonList")->setCurrentRow(row);
        find<QCheckBox>("lessonPredict")->setChecked(false);
        dialog.show();
    }
    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name) const
    {
        return dialog.findChild<Widget*>(QLatin1StringView(name));
    }
    /** Starts, or does what is left of the step. */
    void step() const
    {
        auto* rest = find<QPushButton>("lessonRest");
        (rest->isEnabled() ? rest : find<QPushButton>("lessonStep"))->click();
    }
    void press(const char* name) const { find<QToolButton>(name)->click(); }
    [[nodiscard]] QString text(const char* name) const { return find<QLabel>(name)->text(); }
    [[nodiscard]] const Ui::LessonLook& look() const { return dialog.look(); }
    [[nodiscard]] State state() const { return look().state; }
    [[nodiscard]] bool isOver() const
    {
        return state() == State::Complete || state() == State::NotOffered
            || state() == State::Failed;
    }
    [[nodiscard]] bool isThere(int lane) const
    {
        return state() == State::Ready && look().lanes.at(lane).isConnected
            && !look().lanes.at(lane).isBusy;
    }
    [[nodiscard]] bool isAway(int lane) const
    {
        return !look().lanes.at(lane).isConnected && !look().lanes.at(lane).isBusy;
    }
    /** Ready for the next step, and nobody comes or goes. */
    [[nodiscard]] bool isAtPause() const
    {
        return state() == State::Ready && find<QPushButton>("lessonStep")->isEnabled();
    }
    /** Connects, and waits for the first pause; the hands are shown. */
    [[nodiscard]] bool begin() const
    {
        find<QCheckBox>("lessonByHand")->setChecked(true);
        step();
        return QTest::qWaitFor([this] { return isAtPause(); }, patienceMs);
    }
    /** One step, to its end. */
    [[nodiscard]] bool advance() const
    {
        const int before = look().step;
        step();
        return QTest::qWaitFor(
            [&] { return (isAtPause() && look().step == before + 1) || isOver(); }, patienceMs);
    }
    /** Presses one of the hands, and waits until that is done. */
    [[nodiscard]] bool change(const char* button, int lane, bool isThere) const
    {
        press(button);
        return QTest::qWaitFor(
            [&] { return isAtPause() && look().lanes.at(lane).isConnected == isThere; },
            patienceMs);
    }
    /** Of what a lane got, in its order. */
    [[nodiscard]] std::vector<int> numbers(int lane) const
    {
        std::vector<int> all;
        for (const Ui::LessonToken& token : look().lanes.at(lane).tokens)
            all.push_back(token.number);
        return all;
    }
    /** Of the first place. */
    [[nodiscard]] std::string destination() const
    {
        return look().places.constFirst().name.toStdString();
    }

    Ui::LessonDialog dialog;
};

/** What of the first place's messages no lane has for good: numbers as the lanes show them. */
inline std::vector<int> notTaken(const Ui::LessonLook& look)
{
    std::vector<int> numbers;
    for (const Ui::LessonToken& token : look.places.constFirst().tokens)
        numbers.push_back(token.number);
    for (const Ui::LessonLaneLook& lane : look.lanes) {
        for (const Ui::LessonToken& token : lane.tokens) {
            if (token.place == 0 && token.state == Ui::LessonToken::State::Waiting)
                numbers.push_back(token.number);
        }
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

/** As the lesson's messages have them. */
inline Bodies bodies(const std::vector<int>& numbers, const std::string& lesson)
{
    Bodies all;
    for (const int number : numbers) {
        all.push_back("{\"number\":" + std::to_string(number) + ",\"lesson\":\"" + lesson + "\"}");
    }
    return all;
}

/** The ground of tests that compare a lesson with what another client finds on the broker. */
class LessonWitness : public BrokerTest
{
protected:
    /** A new consumer of the queue gets these and a marker, in whatever order they were returned.
     */
    void findThere(
        const std::string& queue, const std::vector<int>& numbers, const std::string& lesson)
    {
        const std::string destination = reachable(queue);
        Peer consumer(broker, Stomp::Version::V12);
        OPEN(consumer);
        CONFIRMED(consumer.send(destination, "marker"));
        QVERIFY(consumer.subscribe(destination));
        Bodies expected = bodies(numbers, lesson);
        expected.push_back("marker");
        QVERIFY(consumer.waitForMessages(expected.size()));
        QVERIFY(consumer.leave());
        Bodies found = consumer.bodies();
        std::ranges::sort(found);
        std::ranges::sort(expected);
        QCOMPARE(found, expected);
    }
    /** The broker keeps nothing for the durable subscription of lesson 05, nor what was sent while
     * A was away: under its name another client gets only what comes from then on. */
    void findNothingKept(const std::string& topic)
    {
        const std::string run = runOf(topic);
        Peer heir(broker, Stomp::Version::V12);
        heir.options.session.headers.push_back({"client-id", "A-" + run});
        OPEN(heir);
        QVERIFY(heir.subscribe(topic, Stomp::AckMode::Auto,
            Stomp::durableHeaders(heir.client().dialect(), "news-" + run)));
        CONFIRMED(heir.send(topic, "marker", {{"persistent", "true"}}));
        QVERIFY(heir.waitForMessages(1));
        QCOMPARE(heir.bodies(), Bodies{"marker"});
    }
    [[nodiscard]] static std::string runOf(const std::string& destination)
    {
        return destination.substr(destination.rfind('-') + 1);
    }
    /** Without declaring it again: RabbitMQ wants the arguments of the first time. */
    [[nodiscard]] std::string reachable(const std::string& queue) const
    {
        return broker.isRabbit() ? "/amq" + queue : queue;
    }
};
