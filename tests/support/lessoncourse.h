#pragma once

#include <stomp/trials/lessonreader.h>
#include <stomp/trials/lessonrun.h>

#include "practicefixture.h"
#include "skinrows.h"

#include <QTest>

#include <algorithm>
#include <string>

namespace Testing {

/** A lesson on a practice broker, ready for its first step. */
class Course
{
public:
    explicit Course(const char* text, Stomp::BrokerSkin::Kind skin = Stomp::BrokerSkin::Kind::Plain)
        : broker(optionsFor(skin)), run(lessonOf(text), optionsFor(broker.url()),
                                        {.quiet = 150, .expected = 2'000, .quick = 20, .slow = 150})
    {
        run.start();
        QTRY_COMPARE(run.state(), Stomp::LessonRun::State::Ready);
    }
    void step()
    {
        QTRY_VERIFY(run.state() == Stomp::LessonRun::State::Ready && !isAnyBusy());
        const std::size_t before = run.currentStep();
        run.step();
        QTRY_VERIFY(run.currentStep() == before + 1
            && (run.state() == Stomp::LessonRun::State::Ready
                || run.state() == Stomp::LessonRun::State::Complete));
    }
    [[nodiscard]] const Stomp::LessonLane& lane(std::size_t lane) const
    {
        return run.record().lanes[lane];
    }
    [[nodiscard]] bool isAnyBusy() const
    {
        return std::ranges::any_of(run.record().lanes, &Stomp::LessonLane::isBusy);
    }
    [[nodiscard]] bool isThere(std::size_t number) const
    {
        return lane(number).isConnected && !lane(number).isBusy;
    }
    [[nodiscard]] bool isAway(std::size_t number) const
    {
        return !lane(number).isConnected && !lane(number).isBusy;
    }
    /** "1 2*": the numbers that a consumer got, a star at those that came again. */
    [[nodiscard]] QString got(std::size_t number) const
    {
        QStringList all;
        for (const Stomp::LessonArrival& one : lane(number).arrivals)
            all << QString::number(one.number)
                    + (one.redelivered ? QStringLiteral("*") : QString());
        return all.join(u' ');
    }
    [[nodiscard]] Stomp::LessonOutcome::Kind outcome(std::size_t step) const
    {
        return run.record().outcomes[step].kind;
    }
    [[nodiscard]] std::string leftOut(std::size_t step) const
    {
        std::string all;
        for (const std::string& one : run.record().outcomes[step].unmet)
            all += (all.empty() ? "" : "; ") + one;
        return all;
    }

    PracticeFixture broker;
    Stomp::LessonRun run;

private:
    static Stomp::Lesson lessonOf(const char* text)
    {
        const Stomp::LessonFile file = Stomp::readLesson(text);
        if (!file)
            qFatal("%s", file.error.c_str());
        return file.lesson;
    }
    static Stomp::PracticeOptions optionsFor(Stomp::BrokerSkin::Kind skin)
    {
        Stomp::PracticeOptions options;
        options.broker.wear(skin);
        return options;
    }
    static Stomp::ClientOptions optionsFor(const QString& url)
    {
        Stomp::ClientOptions options;
        options.url = Stomp::BrokerUrl::parse(url.toStdString()).url;
        return options;
    }
};

} // namespace Testing
