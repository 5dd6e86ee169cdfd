#include "practicewatch.h"

#include "practicebroker.h"

namespace Ui {

namespace {

constexpr int everyMs = 200;

} // namespace

PracticeWatch::PracticeWatch(PracticeBroker& broker, QObject* parent)
    : QObject(parent), m_broker(broker), m_look(std::make_shared<PracticeLook>())
{
    m_timer.setInterval(everyMs);
    m_timer.callOnTimeout(this, &PracticeWatch::ask);
    connect(&m_broker, &PracticeBroker::looked, this, &PracticeWatch::take);
    connect(&m_broker, &PracticeBroker::started, this, [this] { m_lastEvent = 0; });
    connect(&m_broker, &PracticeBroker::stopped, this,
        [this] { take(std::make_shared<PracticeLook>()); });
}

void PracticeWatch::setShown(bool shown)
{
    if (shown == m_timer.isActive())
        return;
    if (!shown) {
        m_timer.stop();
        return;
    }
    m_timer.start();
    ask();
}

void PracticeWatch::setChosen(const QString& destination)
{
    if (destination == m_chosen)
        return;
    m_chosen = destination;
    if (m_timer.isActive())
        ask();
}

void PracticeWatch::ask()
{
    if (m_isAsking || !m_broker.isRunning())
        return;
    m_isAsking = true;
    m_broker.look(m_chosen, m_lastEvent);
}

void PracticeWatch::take(const PracticeLookPtr& look)
{
    m_isAsking = false;
    m_look = look;
    if (!look->events.empty())
        m_lastEvent = look->events.back().number;
    m_model.update(look->broker.destinations);
    Q_EMIT looked();
}

} // namespace Ui
