#include "reconnector.h"

#include <QRandomGenerator>

#include <utility>

namespace Ui {

Reconnector::Reconnector(QObject* parent) : QObject(parent)
{
    m_wait.setSingleShot(true);
    m_good.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &Reconnector::begin);
    connect(&m_tick, &QTimer::timeout, this, &Reconnector::ticked);
    connect(&m_good, &QTimer::timeout, this, [this] {
        m_attempt = 0;
        m_shortLives = 0;
    });
}

void Reconnector::wait()
{
    if (!m_isActive && m_good.isActive())
        ++m_shortLives;
    m_good.stop();
    m_isActive = true;
    ++m_attempt;
    const double random = QRandomGenerator::global()->generateDouble();
    m_wait.start(static_cast<int>(m_backoff.delay(m_attempt, random)));
    m_tick.start(1000);
}

void Reconnector::begin()
{
    m_wait.stop();
    m_tick.stop();
    Q_EMIT due();
}

void Reconnector::tryNow()
{
    if (m_wait.isActive())
        begin();
}

void Reconnector::succeed()
{
    m_wait.stop();
    m_tick.stop();
    if (std::exchange(m_isActive, false))
        m_good.start(goodAfterMs);
}

void Reconnector::stop()
{
    m_wait.stop();
    m_tick.stop();
    m_good.stop();
    m_isActive = false;
    m_attempt = 0;
    m_shortLives = 0;
}

int Reconnector::secondsLeft() const
{
    return m_wait.isActive() ? (m_wait.remainingTime() + 999) / 1000 : 0;
}

} // namespace Ui
