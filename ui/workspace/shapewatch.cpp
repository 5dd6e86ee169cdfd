#include "shapewatch.h"

#include <utility>

namespace Ui {

ShapeWatch::ShapeWatch(const Stomp::MessageStore& store, ShapeLook& look, QObject* parent)
    : QObject(parent), m_store(store), m_look(look)
{
    m_timer.setInterval(tickMs);
    m_timer.callOnTimeout(this, &ShapeWatch::takeNews);
}

void ShapeWatch::setOn(bool on)
{
    if (on == m_isOn)
        return;
    m_isOn = on;
    m_reports.clear();
    m_behind = 0;
    m_missed = 0;
    m_isSettling = false;
    if (on) {
        m_look.start(m_store.ranges());
        m_behind = m_store.rowCount();
        m_timer.start();
    } else {
        m_look.stop();
        m_timer.stop();
    }
    Q_EMIT changed();
}

void ShapeWatch::expectNews()
{
    if (!m_isOn)
        return;
    m_isSettling = false;
    if (!m_timer.isActive())
        m_timer.start();
}

void ShapeWatch::takeNews()
{
    ShapeLook::State state = m_look.take();
    const bool hasChanged =
        !state.news.empty() || state.behind != m_behind || state.missed != m_missed;
    for (Stomp::ShapeNews& news : state.news) {
        const Stomp::ShapeSubject subject = news.subject;
        m_reports.insert_or_assign(subject, std::move(news));
    }
    m_behind = state.behind;
    m_missed = state.missed;
    if (m_behind == 0 && std::exchange(m_isSettling, true))
        m_timer.stop();
    if (hasChanged)
        Q_EMIT changed();
}

} // namespace Ui
