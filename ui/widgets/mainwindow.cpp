#include "mainwindow.h"

#include "connectdialog.h"
#include "connectionnotices.h"
#include "connectionsbar.h"
#include "countspanel.h"
#include "destinationspanel.h"
#include "framelogpanel.h"
#include "icons.h"
#include "inspector.h"
#include "jobsstrip.h"
#include "messagepanel.h"
#include "noticearea.h"
#include "practicepanel.h"
#include "productionframe.h"
#include "publishpanel.h"
#include "quietpanel.h"
#include "shapeline.h"
#include "subscribedialog.h"
#include "windowacknowledging.h"
#include "windowactions.h"
#include "windowcolumns.h"
#include "windowdropping.h"
#include "windowfiles.h"
#include "windowfilters.h"
#include "windowkeeping.h"
#include "windowlooks.h"
#include "windowmessages.h"
#include "windowproduction.h"
#include "windowproof.h"
#include "windowpublishing.h"
#include "windowrepublishing.h"
#include "windowselector.h"
#include "windowsequence.h"
#include "windowsession.h"
#include "windowtable.h"
#include "windowtransactions.h"

#include <ui/profiles/settings.h>
#include <ui/workspace/quietwatch.h>
#include <ui/workspace/workspace.h>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDockWidget>
#include <QScreen>
#include <QToolBar>

#include <functional>
#include <utility>

namespace Ui {

MainWindow::MainWindow(
    Workspace& workspace, Settings& settings, SecretStore* secrets, QWidget* parent)
    : QMainWindow(parent), m_workspace(workspace), m_settings(settings),
      m_actions(new WindowActions(*this)), m_docks(*this), m_secrets(secrets)
{
    setWindowTitle(tr("STOMP Console"));
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(QIcon(QStringLiteral(":/org.stompconsole.StompConsole.svg")));
    setDockNestingEnabled(true);
    buildPanels();
    wireConnections();
    wireSession();
    wireSubscriptions();
    wireLook();
    wireMessages();
    updateActions();

    resize(QSize(1440, 900).boundedTo(screen()->availableSize()));
    m_docks.remember();
    restoreGeometry(m_settings.windowGeometry());
    m_isArranged = m_docks.restore(m_settings.windowState());
}

MainWindow::~MainWindow() = default;

void MainWindow::buildPanels()
{
    auto* bar = new QToolBar(tr("Connections"), this);
    bar->setObjectName(QStringLiteral("connectionsBar"));
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->toggleViewAction()->setVisible(false);
    m_connections = new ConnectionsBar(m_workspace, bar);
    bar->addWidget(m_connections);
    addToolBar(Qt::TopToolBarArea, bar);

    m_centre = new ProductionFrame(this);
    m_notices = new NoticeArea(m_centre);
    m_messages = new MessagePanel(m_workspace.pump(), m_centre);
    m_jobs = new JobsStrip(m_centre);
    m_centre->addWidget(m_notices);
    m_centre->addWidget(m_jobs);
    auto* transactions =
        new WindowTransactions(m_workspace, *m_connections, *m_actions, *m_notices, this);
    m_centre->addWidget(transactions->lines());
    m_centre->addWidget(m_messages, 1);
    setCentralWidget(m_centre);

    m_destinations = new DestinationsPanel(m_workspace, this);
    m_inspector = new Inspector(this);
    m_publish = new PublishPanel(this);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    m_docks.add("destinationsDock", tr("Destinations"), m_destinations, Qt::LeftDockWidgetArea);
    m_docks.add("inspectorDock", tr("Inspector"), m_inspector, Qt::RightDockWidgetArea);
    m_docks.add("publishDock", tr("Publish"), m_publish, Qt::BottomDockWidgetArea);
    m_frames = new FrameLogPanel(m_workspace.frameLog(), this);
    connect(m_docks.addTab("frameLogDock", tr("Frame Log"), m_frames, WindowDocks::Publish),
        &QDockWidget::visibilityChanged, m_frames, &FrameLogPanel::setShown);
    m_practice = new PracticePanel(m_workspace.practiceBroker(), this);
    connect(
        m_docks.addTab("practiceDock", tr("Practice Broker"), m_practice, WindowDocks::Inspector),
        &QDockWidget::visibilityChanged, m_practice, &PracticePanel::setShown);
    m_counts = new CountsPanel(m_workspace, this);
    connect(m_docks.addTab("countsDock", tr("Counts"), m_counts, WindowDocks::Publish),
        &QDockWidget::visibilityChanged, m_counts, &CountsPanel::setShown);
    m_actions->setDocks(m_docks.all());
    new WindowSequence(m_workspace, *m_frames, *m_actions, *this);
}

void MainWindow::resetLayout()
{
    m_docks.reset();
}

void MainWindow::wireConnections()
{
    auto* notices = new ConnectionNotices(m_workspace, *m_notices, this);
    connect(notices, &ConnectionNotices::changeRequested, this, [this](Connection* connection) {
        const ConnectionProfile profile = connection->profile();
        m_workspace.remove(connection);
        openConnectDialog(profile);
    });
    const auto open = [this] {
        openConnectDialog();
    };
    connect(m_connections, &ConnectionsBar::connectRequested, this, open);
    connect(m_actions->openConnect, &QAction::triggered, this, open);
    connect(m_connections, &ConnectionsBar::currentChanged, this, &MainWindow::updateActions);
    connect(&m_workspace, &Workspace::connectionAdded, this, [this](Connection* connection) {
        connect(connection, &Connection::stateChanged, this, &MainWindow::updateActions);
        updateActions();
    });
    connect(m_actions->disconnectCurrent, &QAction::triggered, this, [this] {
        if (Connection* current = m_connections->current())
            current->close();
    });
    connect(m_actions->reconnectCurrent, &QAction::triggered, this, [this] {
        if (Connection* current = m_connections->current())
            m_workspace.reopen(current);
    });
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(&m_workspace, &Workspace::shutDownFinished, this, &MainWindow::closed);
}

void MainWindow::wireSession()
{
    m_session = new WindowSession(m_workspace, m_settings, *m_notices, m_secrets, this);
    m_session->setRecentMenu(m_actions->openRecent);
    m_actions->setRestoreChoice(m_settings.restoreChoice());
    connect(m_actions, &WindowActions::restoreChosen, this,
        [this](RestoreChoice choice) { m_settings.setRestoreChoice(choice); });
    connect(m_session, &WindowSession::passwordWanted, this, [this](const QString& id) {
        openConnectDialog();
        connectDialog()->connectTo(id);
    });
}

void MainWindow::restore()
{
    m_session->restore();
}

ConnectDialog* MainWindow::connectDialog()
{
    if (!m_connectDialog) {
        m_connectDialog = new ConnectDialog(m_workspace, m_settings, m_session->saved(), this);
        connect(
            m_connectDialog, &ConnectDialog::connected, m_session, &WindowSession::takeConnected);
    }
    return m_connectDialog;
}

void MainWindow::wireSubscriptions()
{
    m_quiet = new QuietWatch(m_workspace, this);
    connect(m_actions->whyQuiet, &QAction::triggered, this, &MainWindow::showWhyQuiet);
    m_destinations->setActions(
        {m_actions->subscribe, m_actions->unsubscribe, m_actions->whyQuiet, m_actions->prove});
    new WindowProof(m_workspace, *m_connections, *m_destinations, *m_actions->prove,
        *m_actions->lessons, *this);
    const auto open = [this] {
        openSubscribeDialog();
    };
    connect(m_actions->subscribe, &QAction::triggered, this, open);
    connect(m_destinations, &DestinationsPanel::subscribeRequested, this, open);
    connect(m_destinations, &DestinationsPanel::connectRequested, this,
        [this] { openConnectDialog(); });
    connect(m_actions->unsubscribe, &QAction::triggered, m_destinations,
        &DestinationsPanel::unsubscribe);
    connect(m_destinations, &DestinationsPanel::publishRequested, this,
        [this](quint32 connection, const QString& destination) {
            m_publish->setTarget(connection);
            m_publish->setDestination(destination);
            showPublishing();
        });
    connect(m_destinations, &DestinationsPanel::selectionChanged, this, &MainWindow::updateActions);
    connect(m_destinations, &DestinationsPanel::chosen, this, [this](quint32 number) {
        if (Connection* connection = m_workspace.connection(number))
            m_connections->setCurrent(connection);
    });
}

void MainWindow::wireMessages()
{
    auto* onMessages = new WindowMessages(m_workspace, *m_messages, *m_inspector, *m_notices, this);
    wireShapes(*onMessages);
    new WindowLooks(m_workspace, *m_notices, this);
    new WindowProduction(m_workspace, *m_connections, *m_centre, *m_notices, this);
    new WindowPublishing(
        m_workspace, m_settings, *m_connections, *m_publish,
        [this, onMessages](quint64 serial) {
            m_docks.raise(m_inspector);
            return onMessages->open(serial);
        },
        this);
    new WindowFilters(m_settings, *m_connections, *m_destinations, *m_messages->filterLine(),
        std::bind_front(&MainWindow::openSubscribeDialog, this), this);
    new WindowSelector(m_workspace, *m_destinations, *m_messages->filterLine(), this);
    connect(m_messages, &MessagePanel::showFrameRequested, this, &MainWindow::showFrameOf);
    m_actions->addToMessages(m_messages->tableActions());
    m_actions->addToMessages(
        {(new WindowKeeping(m_workspace.pump(), m_settings, *m_notices, *this))->menuAction()});
    m_files = new WindowFiles(m_workspace, *m_messages, *m_jobs, *m_notices, *this);
    m_actions->addToMessages(m_files->actions());
    m_actions->addToMessages(m_messages->messageActions() + onMessages->menuActions());
    connect(
        onMessages, &WindowMessages::inspectorWanted, this, [this] { m_docks.raise(m_inspector); });
    new WindowColumns(m_workspace.pump(), m_settings, *m_messages, *m_inspector, this);
    auto* table = new WindowTable(m_workspace.pump(), m_settings, *m_messages,
        std::bind_front(&Workspace::savedNames, &m_workspace),
        std::bind_front(&WindowMessages::open, onMessages), this);
    m_actions->addToMessages(table->menuActions());
    auto* acks = new WindowAcknowledging(m_workspace, *m_messages, table->remark(), this);
    m_actions->addToMessages(acks->actions());
    new WindowDropping(m_workspace, *m_connections, *m_actions, *m_notices, this);
    auto* again =
        new WindowRepublishing(m_workspace, *m_messages, *m_publish, table->remark(), *m_notices,
            {std::bind_front(&WindowMessages::messageAt, onMessages),
                std::bind_front(&MainWindow::showPublishing, this)},
            this);
    m_actions->addToMessages(again->actions());
}

void MainWindow::wireShapes(WindowMessages& onMessages)
{
    ShapeWatch& shapes = m_workspace.pump().shapes();
    shapes.setOn(m_settings.isShapeWatchOn());
    m_actions->watchShapes->setChecked(shapes.isOn());
    connect(m_actions->watchShapes, &QAction::triggered, this, [this, &shapes](bool on) {
        shapes.setOn(on);
        m_settings.setShapeWatchOn(on);
    });
    ShapeLine* const line = m_destinations->shapeLine();
    connect(line, &ShapeLine::messageWanted, this, [this, line, &onMessages](quint64 serial) {
        m_docks.raise(m_inspector);
        if (!onMessages.open(serial))
            line->sayGone();
    });
}

void MainWindow::showPublishing()
{
    m_docks.raise(m_publish);
    m_publish->setFocus();
}

void MainWindow::showWhyQuiet()
{
    const quint32 connection = m_destinations->chosenConnection();
    const Stomp::SubscriptionKey key = m_destinations->chosenSubscription();
    if (!m_quiet->knows(connection, key))
        return;
    auto* panel = new QuietPanel(
        [this, connection, key]() -> QuietPanel::Findings {
            if (!m_quiet->knows(connection, key))
                return {tr("This subscription is no longer there."), {}, {}};
            const QuietEvidence evidence = m_quiet->evidence(connection, key);
            return {evidence.destination, QuietWatch::summary(evidence), quietReasons(evidence)};
        },
        this);
    panel->show();
}

void MainWindow::showFrameOf(int messageRow)
{
    const MessageTableModel& model = m_workspace.pump().model();
    const Stomp::StoredMessage stored = model.messageAt(messageRow);
    if (!stored)
        return;
    m_docks.raise(m_frames);
    m_frames->showMessage(stored.row->connection, stored.bytes(), stored.row->bodyOffset);
}

void MainWindow::wireLook()
{
    m_actions->setTheme(m_settings.theme());
    connect(m_actions, &WindowActions::themeChosen, this, [this](ThemeChoice theme) {
        m_settings.setTheme(theme);
        Theme::apply(*qApp, theme);
    });
    connect(m_actions->resetLayout, &QAction::triggered, this, &MainWindow::resetLayout);
    connect(m_actions->about, &QAction::triggered, this, &MainWindow::showAbout);

    PracticeBroker& practice = m_workspace.practiceBroker();
    m_actions->sampleTraffic->setChecked(practice.hasSampleTraffic());
    connect(&practice, &PracticeBroker::sampleTrafficChanged, m_actions->sampleTraffic,
        &QAction::setChecked);
    connect(m_actions->sampleTraffic, &QAction::triggered, &practice,
        &PracticeBroker::setSampleTraffic);
    connect(m_actions->copyPracticeUrl, &QAction::triggered, this,
        [&practice] { QGuiApplication::clipboard()->setText(practice.url()); });
    connect(&practice, &PracticeBroker::started, this, &MainWindow::updateActions);
    connect(&practice, &PracticeBroker::stopped, this, &MainWindow::updateActions);
}

void MainWindow::updateActions()
{
    const Connection* current = m_connections->current();
    const bool hasEnded = current
        && (current->state() == Connection::State::Failed
            || current->state() == Connection::State::Disconnected);
    const bool isWaiting = current && current->state() == Connection::State::Waiting;
    bool anyConnected = false;
    for (const Connection* connection : m_workspace.connections())
        anyConnected = anyConnected || connection->isConnected();
    m_actions->disconnectCurrent->setEnabled(current && !hasEnded);
    m_actions->reconnectCurrent->setEnabled(hasEnded || isWaiting);
    m_actions->subscribe->setEnabled(anyConnected);
    m_actions->unsubscribe->setEnabled(m_destinations->canUnsubscribe());
    m_actions->whyQuiet->setEnabled(m_destinations->canUnsubscribe());
    const bool practice = m_workspace.practiceBroker().isRunning();
    m_actions->copyPracticeUrl->setEnabled(practice);
    m_actions->sampleTraffic->setEnabled(practice);
}

void MainWindow::openConnectDialog(const std::optional<ConnectionProfile>& profile)
{
    ConnectDialog* dialog = connectDialog();
    if (profile)
        dialog->setProfile(*profile);
    if (dialog->isVisible())
        dialog->raise();
    dialog->show();
    dialog->activateWindow();
}

void MainWindow::openSubscribeDialog(const QString& destination, const QString& selector)
{
    auto* dialog = new SubscribeDialog(m_workspace, m_settings, m_connections->current(), this);
    dialog->suggest(destination, selector);
    dialog->setWindowModality(Qt::WindowModal);
    dialog->show();
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    if (!std::exchange(m_isArranged, true))
        m_docks.arrange();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_isClosing) {
        m_isClosing = true;
        m_settings.setWindow(saveGeometry(), saveState());
        m_session->remember();
        if (m_connectDialog)
            m_connectDialog->close();
        m_workspace.shutDown();
    }
    QMainWindow::closeEvent(event);
}

} // namespace Ui
