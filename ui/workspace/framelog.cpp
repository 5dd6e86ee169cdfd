#include "framelog.h"

#include <tuple>
#include <utility>

namespace Ui {

FrameLog::FrameLog(QObject* parent) : FrameLog(Stomp::FrameRing::Limits(), parent) { }

FrameLog::FrameLog(Stomp::FrameRing::Limits limits, QObject* parent)
    : QObject(parent), m_tap(limits), m_model(limits, nullptr)
{
    m_timer.setInterval(tickMs);
    m_timer.setSingleShot(true);
    m_timer.callOnTimeout(this, &FrameLog::tick);
    m_tap.setWake([this] {
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (!m_timer.isActive())
                    m_timer.start();
            },
            Qt::QueuedConnection);
    });
}

void FrameLog::setShown(bool shown)
{
    m_shown = shown;
    update();
}

void FrameLog::setKeepsRecording(bool keeps)
{
    m_keeps = keeps;
    update();
}

void FrameLog::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    update();
    Q_EMIT pausedChanged(paused);
}

void FrameLog::update()
{
    m_tap.setWide(m_shown || m_keeps);
    tick();
}

void FrameLog::tick()
{
    if (!m_shown || m_paused)
        return;
    flush();
    if (!m_tap.armWake())
        m_timer.start();
}

void FrameLog::flush()
{
    FrameTap::Batch batch = m_tap.take();
    if (batch.records.empty() && batch.dropped == 0)
        return;
    m_model.append(std::move(batch.records), batch.dropped);
    Q_EMIT changed();
}

void FrameLog::clear()
{
    std::ignore = m_tap.take();
    m_model.clear();
    Q_EMIT changed();
}

} // namespace Ui
