#include "lessonrunner.h"

#include "freeplayrunner.h"
#include "iothread.h"
#include "lessonlooks.h"

#include <stomp/dialect/dialectfacts.h>
#include <stomp/doctor/diagnosis.h>
#include <stomp/doctor/wording.h>
#include <stomp/trials/lessonhand.h>
#include <stomp/trials/lessonreader.h>

#include <QThread>

#include <algorithm>
#include <utility>

namespace Ui {

using Stomp::Dialect;
using Stomp::LessonRecord;
using Stomp::LessonRun;

namespace {

LessonLook::State lookState(LessonRun::State state)
{
    switch (state) {
    case LessonRun::State::Connecting:
        return LessonLook::State::Connecting;
    case LessonRun::State::Ready:
        return LessonLook::State::Ready;
    case LessonRun::State::Running:
        return LessonLook::State::Running;
    case LessonRun::State::Complete:
        return LessonLook::State::Complete;
    case LessonRun::State::NotOffered:
        return LessonLook::State::NotOffered;
    case LessonRun::State::Failed:
        return LessonLook::State::Failed;
    case LessonRun::State::Stopping:
        return LessonLook::State::Stopping;
    case LessonRun::State::Stopped:
        break;
    }
    return LessonLook::State::Stopped;
}

QString outcomeText(
    const Stomp::LessonOutcome& outcome, const Stomp::LessonStep& step, Dialect dialect)
{
    using Kind = Stomp::LessonOutcome::Kind;
    QStringList lines;
    for (const std::string& one : outcome.unmet)
        lines << Stomp::fromBytes(one);
    switch (outcome.kind) {
    case Kind::NotAsExpected:
        return LessonRunner::tr("Expected here, and what came: %1")
            .arg(lines.join(QStringLiteral("; ")));
    case Kind::Failed:
        return LessonRunner::tr("This step could not be done: %1").arg(lines.join(u' '));
    case Kind::AsExpected:
    case Kind::NothingExpected: {
        const auto own = step.explainOn.find(dialect);
        return Stomp::fromBytes(own == step.explainOn.end() ? step.explain : own->second);
    }
    case Kind::ChangedByHand:
        return lines.isEmpty()
            ? QString()
            : LessonRunner::tr("Left out, for the set-up was changed by hand: %1")
                  .arg(lines.join(QStringLiteral("; ")));
    case Kind::NotYet:
        break;
    }
    return {};
}

/** In the order in which the lesson comes to them. */
std::vector<LessonPlaceKey> placesOf(const Stomp::Lesson& lesson, const LessonRecord& record)
{
    std::vector<LessonPlaceKey> places;
    const auto add = [&](const std::string& key) {
        const auto place = lesson.destinations.find(key);
        const bool isThere =
            std::ranges::any_of(places, [&](const LessonPlaceKey& one) { return one.key == key; });
        if (place == lesson.destinations.end() || isThere)
            return;
        const auto name = record.names.find(key);
        const bool isKnown = name != record.names.end();
        LessonPlaceLook look =
            placeLook(record.dialect, isKnown ? name->second : place->second.name);
        if (!isKnown)
            look.name = Stomp::fromBytes(key);
        places.push_back({key, look});
    };
    for (const Stomp::LessonStep& step : lesson.steps) {
        for (const Stomp::LessonAction& action : actionsFor(step, record.dialect))
            add(action.destination);
    }
    return places;
}

QString leftoversText(const LessonRecord& record)
{
    QStringList lines;
    for (const std::string& one : record.removed)
        lines
            << LessonRunner::tr("Removed: the durable subscription %1.").arg(Stomp::fromBytes(one));
    for (const std::string& one : record.kept) {
        lines << LessonRunner::tr("Still on the broker, for it could not be removed: the durable "
                                  "subscription %1.")
                     .arg(Stomp::fromBytes(one));
    }
    return lines.join(u'\n');
}

/** Of each step that was not: what was expected, and what came. */
QString unmetText(const LessonRecord& record)
{
    QStringList lines;
    for (std::size_t i = 0; i < record.outcomes.size(); ++i) {
        for (const std::string& one : record.outcomes[i].unmet)
            lines << LessonRunner::tr("Step %1: %2").arg(i + 1).arg(Stomp::fromBytes(one));
    }
    return LessonRunner::tr("Expected of this broker, and what came:") + u'\n' + lines.join(u'\n');
}

bool hasArrivalsIn(const LessonRecord& record, std::size_t step)
{
    return std::ranges::any_of(record.lanes, [step](const Stomp::LessonLane& lane) {
        return !lane.arrivals.empty() && lane.arrivals.back().step == step;
    });
}

LessonLook::Outcome lookOutcome(Stomp::LessonOutcome::Kind kind)
{
    using Kind = Stomp::LessonOutcome::Kind;
    switch (kind) {
    case Kind::AsExpected:
        return LessonLook::Outcome::AsExpected;
    case Kind::NotAsExpected:
        return LessonLook::Outcome::NotAsExpected;
    case Kind::Failed:
        return LessonLook::Outcome::Failed;
    case Kind::ChangedByHand:
        return LessonLook::Outcome::ByHand;
    case Kind::NotYet:
    case Kind::NothingExpected:
        break;
    }
    return LessonLook::Outcome::None;
}

} // namespace

LessonRunner::LessonRunner(IoThread& thread, Stomp::ClientOptions options, QObject* parent)
    : LessonPlayer(parent), m_thread(thread), m_options(std::move(options))
{ }

LessonRunner::~LessonRunner()
{
    end();
}

QString LessonRunner::titleOf(const QByteArray& text)
{
    const Stomp::LessonFile file = Stomp::readLesson(text.toStdString());
    return file ? Stomp::fromBytes(file.lesson.title) : QString();
}

QString LessonRunner::open(const QByteArray& text)
{
    Stomp::LessonFile file = Stomp::readLesson(text.toStdString());
    if (!file)
        return Stomp::fromBytes(file.error);
    end();
    m_lesson = std::move(file.lesson);
    LessonRecord empty;
    for (const std::string& name : m_lesson.consumers)
        empty.lanes.emplace_back().name = name;
    take(LessonRun::State::Stopped, 0, empty);
    return {};
}

void LessonRunner::start()
{
    if (m_lesson.steps.empty())
        return;
    end();
    m_failure.clear();
    m_run = new LessonRun(m_lesson, m_options);
    connect(m_run, &LessonRun::failed, this, [this](const Stomp::ConnectionFailure& failure) {
        const Stomp::Diagnosis diagnosis = Stomp::explain(failure, m_options);
        m_failure = QStringList{diagnosis.what, diagnosis.cause, diagnosis.remedy}.join(u' ');
    });
    connect(m_run, &LessonRun::changed, this, &LessonRunner::take);
    m_thread.adopt(m_run);
    // Should the thread end before it has removed what it would leave behind.
    connect(m_run->thread(), &QThread::finished, m_run, &QObject::deleteLater);
    m_thread.post([run = m_run] { run->start(); });
    LessonLook begun = look();
    begun.state = LessonLook::State::Connecting;
    setLook(std::move(begun));
}

void LessonRunner::step()
{
    if (!m_run || look().state != LessonLook::State::Ready)
        return;
    m_forecast.note(look());
    m_thread.post([run = m_run] { run->release(); });
}

void LessonRunner::finishStep()
{
    if (m_run && look().state == LessonLook::State::Ready)
        m_thread.post([run = m_run] { run->step(); });
}

void LessonRunner::stop()
{
    if (m_run && isRunning())
        m_thread.post([run = m_run] { run->stop(); });
}

void LessonRunner::post(std::function<void(LessonRun&)> change)
{
    if (m_run)
        m_thread.post([run = m_run, change = std::move(change)] { change(*run); });
}

void LessonRunner::addConsumer(int place)
{
    if (place < 0 || static_cast<std::size_t>(place) >= m_places.size())
        return;
    post([key = m_places[static_cast<std::size_t>(place)]](LessonRun& run) { run.add(key); });
}

void LessonRunner::join(int lane)
{
    post([lane](LessonRun& run) { run.join(static_cast<std::size_t>(lane)); });
}

void LessonRunner::leave(int lane)
{
    post([lane](LessonRun& run) { run.leave(static_cast<std::size_t>(lane)); });
}

void LessonRunner::kill(int lane)
{
    post([lane](LessonRun& run) { run.kill(static_cast<std::size_t>(lane)); });
}

void LessonRunner::setPace(int lane, LessonLaneLook::Pace pace)
{
    post([lane, pace](
             LessonRun& run) { run.setPace(static_cast<std::size_t>(lane), lanePace(pace)); });
}

std::unique_ptr<FreePlayRunner> LessonRunner::makeFreePlay() const
{
    return std::make_unique<FreePlayRunner>(m_thread, m_options);
}

void LessonRunner::end()
{
    if (!m_run)
        return;
    m_run->disconnect(this); // its end closes its connections, and all goes back
    m_thread.post([run = std::exchange(m_run, nullptr)] { run->retire(); });
}

/** What can be changed by hand, and that it was. */
void LessonRunner::tellHands(
    LessonLook& look, const std::vector<LessonPlaceKey>& places, const LessonRecord& record)
{
    look.hasAcks = Stomp::knowsAcks(record.dialect);
    look.mostLanes = static_cast<int>(LessonRun::mostConsumers);
    look.changedBefore = record.changedBefore ? static_cast<int>(*record.changedBefore) : -1;
    look.isChangeHeld = record.isChangeHeld;
    m_places.clear();
    for (const LessonPlaceKey& place : places) {
        if (LessonRun::mayJoin(record, place.key))
            look.joinable << static_cast<int>(m_places.size());
        m_places.push_back(place.key);
    }
}

/** What comes next. The lesson's own question stands before its step; within it, and where it has
 * none, the question is who gets the next message. */
void LessonRunner::tellStep(
    LessonLook& look, const Stomp::LessonStep& step, const LessonRecord& record) const
{
    const Stomp::LessonAhead& ahead = record.ahead;
    look.say = Stomp::fromBytes(step.say);
    look.isBegun = record.isWithinStep;
    look.hasMore = !ahead.isLast;
    if (look.isBegun || look.hasMore) {
        QStringList lines;
        for (const std::string& action : ahead.actions)
            lines << Stomp::fromBytes(action);
        look.next = ahead.message ? tr("message %1").arg(ahead.message->number)
                                  : lines.join(QStringLiteral(", "));
    }
    if (step.question && look.changedBefore < 0 && !look.isBegun) {
        look.question = Stomp::fromBytes(step.question->text);
        for (const std::string& answer : step.question->answers)
            look.answers << Stomp::fromBytes(answer);
        look.right = static_cast<int>(step.question->right);
    } else if (ahead.message && std::ranges::any_of(look.lanes, &LessonLaneLook::isConnected)) {
        const auto place = record.names.find(ahead.message->destination);
        const bool isOneOfMany = look.places.size() > 1 && place != record.names.end();
        MessageForecast::ask(look, static_cast<int>(ahead.message->number),
            isOneOfMany ? Stomp::fromBytes(place->second) : QString());
    }
}

void LessonRunner::take(LessonRun::State state, int step, const LessonRecord& record)
{
    LessonLook look;
    look.state = lookState(state);
    look.title = Stomp::fromBytes(m_lesson.title);
    look.summary = Stomp::fromBytes(m_lesson.summary);
    look.broker = Stomp::fromBytes(record.server);
    look.steps = static_cast<int>(m_lesson.steps.size());
    look.step = step;
    // Between two steps what came in the last one is still the news, unless a change by hand has
    // made more come since.
    const auto current = static_cast<std::size_t>(step);
    const bool isBetween = !record.isWithinStep && step > 0 && !hasArrivalsIn(record, current);
    const std::size_t news = isBetween ? current - 1 : current;
    std::vector<const Stomp::LessonLane*> lanes;
    for (const Stomp::LessonLane& lane : record.lanes)
        lanes.push_back(&lane);
    const std::vector<LessonPlaceKey> places = placesOf(m_lesson, record);
    tellRecord(look, places, lanes, record.sent, news);
    tellHands(look, places, record);
    if (step < look.steps) {
        const Stomp::LessonStep& next = m_lesson.steps[static_cast<std::size_t>(step)];
        tellStep(look, next, record);
    }
    if (record.released && state == LessonRun::State::Running) {
        look.released = tr("Message %1 is on its way …").arg(record.released->number);
    } else if (record.released) {
        QStringList who;
        for (const std::string& name : record.released->receivers)
            who << Stomp::fromBytes(name);
        look.released = MessageForecast::tell(static_cast<int>(record.released->number), who);
        look.cameTrue = m_forecast.cameTrue(who);
    }
    for (std::size_t i = 0; i < record.outcomes.size(); ++i) {
        const Stomp::LessonOutcome& outcome = record.outcomes[i];
        look.asExpected += outcome.kind == Stomp::LessonOutcome::Kind::AsExpected ? 1 : 0;
        look.notAsExpected += outcome.kind == Stomp::LessonOutcome::Kind::NotAsExpected ? 1 : 0;
        const bool isLast = outcome.kind == Stomp::LessonOutcome::Kind::Failed
            || (static_cast<int>(i) == step - 1 && !record.isWithinStep);
        if (isLast) {
            look.outcome = lookOutcome(outcome.kind);
            look.outcomeText = outcomeText(outcome, m_lesson.steps[i], record.dialect);
        }
    }
    look.leftovers = leftoversText(record);
    if (state == LessonRun::State::Complete && look.changedBefore < 0) {
        look.conclusion = Stomp::fromBytes(m_lesson.conclusion);
        if (look.notAsExpected > 0) { // that was not seen here
            look.conclusion = unmetText(record);
            if (look.outcome == LessonLook::Outcome::NotAsExpected)
                look.outcomeText.clear(); // the last of these lines
        }
        for (const auto& [dialect, text] : m_lesson.elsewhere) {
            if (dialect != record.dialect) {
                look.elsewhere << tr("%1: %2").arg(
                    Stomp::fromBytes(factsOf(dialect).displayName), Stomp::fromBytes(text));
            }
        }
    } else if (state == LessonRun::State::NotOffered) {
        look.problem = Stomp::fromBytes(m_lesson.notOffered.at(record.dialect));
    } else if (state == LessonRun::State::Failed) {
        look.problem = m_failure;
    }
    setLook(std::move(look));
}

} // namespace Ui
