#pragma once

#include "frametap.h"

#include <ui/models/framelogmodel.h>

#include <QObject>
#include <QTimer>

namespace Ui {

/**
 * Brings frames from the tap to the frame log's model, at most every 50 ms and only while somebody
 * looks; else they wait in the tap, within its bound. Decides what is recorded: everything while
 * the log is in view (or is to go on recording), else of MESSAGE frames and their acknowledgements
 * on arrival only the last, and of a flood of them next to nothing. Window's thread.
 */
class FrameLog : public QObject
{
    Q_OBJECT

public:
    static constexpr int tickMs = 50;

    explicit FrameLog(QObject* parent = nullptr);
    explicit FrameLog(Stomp::FrameRing::Limits limits, QObject* parent = nullptr);

    [[nodiscard]] FrameTap& tap() { return m_tap; }
    [[nodiscard]] FrameLogModel& model() { return m_model; }

    /** The log is in view, or no longer. */
    void setShown(bool shown);
    /** Records all MESSAGE frames also when it is not in view. */
    void setKeepsRecording(bool keeps);
    [[nodiscard]] bool keepsRecording() const { return m_keeps; }
    /** Paused, the log stays as it is; recording goes on within the bound. */
    void setPaused(bool paused);
    [[nodiscard]] bool isPaused() const { return m_paused; }
    void clear();
    /** Takes what waits, as each tick does. */
    void flush();

Q_SIGNALS:
    /** Frames came, or went. */
    void changed();
    void pausedChanged(bool paused);

private:
    void update();
    void tick();

    FrameTap m_tap;
    FrameLogModel m_model;
    QTimer m_timer;
    bool m_shown = false;
    bool m_keeps = false;
    bool m_paused = false;
};

} // namespace Ui
