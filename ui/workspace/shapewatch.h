#pragma once

#include "shapelook.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace Ui {

/**
 * What JSON shapes the messages of each destination have, and what is odd about them: learnt in the
 * background from the first message that is kept, while it is on. The pump tells it what comes and
 * goes. Window's thread.
 */
class ShapeWatch : public QObject
{
    Q_OBJECT

public:
    static constexpr int tickMs = 250;

    /** Both must outlive it; what comes and goes the pump tells the look's worker. Off at first. */
    ShapeWatch(const Stomp::MessageStore& store, ShapeLook& look, QObject* parent = nullptr);

    [[nodiscard]] bool isOn() const { return m_isOn; }
    /** On, it begins anew with all that is kept. */
    void setOn(bool on);

    using Reports = std::map<Stomp::ShapeSubject, Stomp::ShapeNews>;
    [[nodiscard]] const Reports& reports() const { return m_reports; }
    /** Messages that are still to be looked at. */
    [[nodiscard]] quint64 behind() const { return m_behind; }
    /** Messages that it could not look at: they had left before their turn, or came from more
     * destinations than it watches. */
    [[nodiscard]] quint64 missed() const { return m_missed; }

    /** For the pump: something came or went. */
    void expectNews();

Q_SIGNALS:
    /** Any of all that; some times a second at most. */
    void changed();

private:
    void takeNews();

    const Stomp::MessageStore& m_store;
    ShapeLook& m_look;
    Reports m_reports;
    quint64 m_behind = 0;
    quint64 m_missed = 0;
    bool m_isOn = false;
    bool m_isSettling = false; //!< nothing is left to do; one more look for the last news
    QTimer m_timer;
};

} // namespace Ui
