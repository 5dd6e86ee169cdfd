#pragma once

#include <ui/models/sequencelayout.h>

#include <QHash>
#include <QObject>
#include <QPointer>

class QAction;
class QWidget;

namespace Ui {

class Connection;
class FrameLogPanel;
class SequenceWindow;
class WindowActions;
class Workspace;

/** The window's part in the sequence view: opens it from the frame log, and keeps both at the same
 * frame. Owned by the window. */
class WindowSequence : public QObject
{
    Q_OBJECT

public:
    WindowSequence(
        Workspace& workspace, FrameLogPanel& frames, WindowActions& actions, QWidget& window);

private:
    void note(const Connection& connection);
    void open();
    void showInLog(quint64 serial);

    Workspace& m_workspace;
    FrameLogPanel& m_frames;
    QWidget& m_window;
    QPointer<SequenceWindow> m_sequence;
    QHash<quint32, SequenceLayout::Party> m_parties; //!< also of connections that have gone
};

} // namespace Ui
