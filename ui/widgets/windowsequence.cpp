#include "windowsequence.h"

#include "framelogpanel.h"
#include "icons.h"
#include "messagetableview.h"
#include "sequencewindow.h"
#include "windowactions.h"
#include "wording.h"

#include <ui/workspace/workspace.h>

#include <QAction>
#include <QDockWidget>

namespace Ui {

WindowSequence::WindowSequence(
    Workspace& workspace, FrameLogPanel& frames, WindowActions& actions, QWidget& window)
    : QObject(&window), m_workspace(workspace), m_frames(frames), m_window(window)
{
    auto* action = new QAction(icon(QLatin1StringView("view-sequence")), tr("S&equence …"), this);
    action->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_G);
    action->setToolTip(tr("Draw the listed frames as arrows between clients and broker (%1)")
                           .arg(action->shortcut().toString()));
    connect(action, &QAction::triggered, this, &WindowSequence::open);
    actions.addToView(action);
    frames.addTool(action);
    const auto watch = [this](Connection* connection) {
        note(*connection);
        connect(
            connection, &Connection::stateChanged, this, [this, connection] { note(*connection); });
    };
    connect(&workspace, &Workspace::connectionAdded, this, watch);
    for (Connection* connection : workspace.connections())
        watch(connection);
}

/** A connection that nobody gave a name has the broker's: who speaks there is the console. */
void WindowSequence::note(const Connection& connection)
{
    const ConnectionProfile& profile = connection.profile();
    SequenceLayout::Party party{
        connection.name(), profile.isPractice() ? tr("practice broker") : profile.address()};
    const bool isUnnamed = profile.name == profile.address()
        || profile.name == ConnectionProfile::forPreset(profile.preset).name;
    if (isUnnamed)
        party.name = tr("Console") + connection.name().mid(profile.name.size());
    for (const Stomp::Header& header : profile.headers)
        if (header.name == "client-id")
            party.clientId = fromUtf8(header.value);
    if (!profile.isPractice())
        party.server = fromUtf8(connection.info().server);
    m_parties.insert(connection.number(), party);
}

void WindowSequence::open()
{
    if (m_sequence) {
        m_sequence->raise();
        m_sequence->activateWindow();
        return;
    }
    m_frames.setWatched(true);
    m_sequence = new SequenceWindow(
        m_workspace.frameLog(), [this](quint32 connection) { return m_parties.value(connection); },
        &m_window);
    m_sequence->setAttribute(Qt::WA_DeleteOnClose);
    m_sequence->setCurrent(m_frames.current());
    connect(&m_frames, &FrameLogPanel::currentChanged, m_sequence, &SequenceWindow::setCurrent);
    connect(&m_frames, &FrameLogPanel::chainChanged, m_sequence, &SequenceWindow::setChain);
    connect(m_sequence, &SequenceWindow::frameChosen, &m_frames, &FrameLogPanel::showFrame);
    connect(m_sequence, &SequenceWindow::frameOpened, this, &WindowSequence::showInLog);
    connect(m_sequence, &QDialog::finished, this, [this] {
        m_sequence = nullptr;
        m_frames.setWatched(false);
    });
    m_sequence->show();
}

/** Brings the log before the reader's eyes. */
void WindowSequence::showInLog(quint64 serial)
{
    m_frames.showFrame(serial);
    if (auto* dock = qobject_cast<QDockWidget*>(m_frames.parentWidget())) {
        dock->show();
        dock->raise();
    }
    m_frames.window()->activateWindow();
    m_frames.view()->setFocus();
}

} // namespace Ui
