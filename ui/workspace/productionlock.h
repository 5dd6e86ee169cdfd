#pragma once

#include <QDeadlineTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>

namespace Ui {

/**
 * The lock of a connection that is marked as production: publishing, consuming, looking into queues
 * and acknowledging by hand are locked until the user unlocks them for a while, and locked again by
 * itself when that is over. Of any other connection it is never locked. Window's thread.
 */
class ProductionLock : public QObject
{
    Q_OBJECT

public:
    explicit ProductionLock(bool isProduction, QObject* parent = nullptr);

    [[nodiscard]] bool isProduction() const { return m_isProduction; }
    [[nodiscard]] bool isLocked() const { return m_isProduction && !m_ticks.isActive(); }
    /** Until it locks again, rounded up; 0 while it is locked. */
    [[nodiscard]] int secondsLeft() const;

    void unlock(std::chrono::milliseconds duration);
    void lock();
    /** Whether this cannot be done now; says so with refused(). */
    [[nodiscard]] bool refuses(const QString& what);

Q_SIGNALS:
    /** what: "Subscribing to /queue/orders". */
    void refused(const QString& what);
    void lockedChanged(bool locked);
    /** Once a second while it is unlocked. */
    void ticked();

private:
    bool m_isProduction;
    QDeadlineTimer m_until;
    QTimer m_ticks;
    QTimer m_end;
};

} // namespace Ui
