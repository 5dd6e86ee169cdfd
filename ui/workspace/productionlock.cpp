#include "productionlock.h"

namespace Ui {

ProductionLock::ProductionLock(bool isProduction, QObject* parent)
    : QObject(parent), m_isProduction(isProduction)
{
    m_end.setSingleShot(true);
    m_end.setTimerType(Qt::PreciseTimer);
    connect(&m_ticks, &QTimer::timeout, this, &ProductionLock::ticked);
    connect(&m_end, &QTimer::timeout, this, &ProductionLock::lock);
}

int ProductionLock::secondsLeft() const
{
    return isLocked() || !m_isProduction ? 0
                                         : static_cast<int>((m_until.remainingTime() + 999) / 1000);
}

void ProductionLock::unlock(std::chrono::milliseconds duration)
{
    if (!m_isProduction)
        return;
    const bool wasLocked = isLocked();
    m_until = QDeadlineTimer(duration);
    m_end.start(duration);
    m_ticks.start(std::chrono::seconds(1));
    if (wasLocked)
        Q_EMIT lockedChanged(false);
    else
        Q_EMIT ticked();
}

void ProductionLock::lock()
{
    if (!m_isProduction || isLocked())
        return;
    m_end.stop();
    m_ticks.stop();
    Q_EMIT lockedChanged(true);
}

bool ProductionLock::refuses(const QString& what)
{
    if (!isLocked())
        return false;
    Q_EMIT refused(what);
    return true;
}

} // namespace Ui
