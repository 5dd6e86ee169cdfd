#pragma once

#include "windowdocks.h"

#include <ui/profiles/connectionprofile.h>

#include <QMainWindow>

#include <optional>

namespace Ui {

class ConnectDialog;
class ConnectionsBar;
class CountsPanel;
class DestinationsPanel;
class FrameLogPanel;
class Inspector;
class JobsStrip;
class MessagePanel;
class NoticeArea;
class PracticePanel;
class ProductionFrame;
class PublishPanel;
class QuietWatch;
class SecretStore;
class Settings;
class WindowActions;
class WindowFiles;
class WindowMessages;
class WindowSession;
class Workspace;

/**
 * The one window: wires the panels to the workspace and to each other; the panels own what they
 * show. Its layout and its look are kept in the settings. Closing it first says goodbye to the
 * brokers, without blocking and within a bound: closed() tells when it is done.
 */
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /** Without a secret store: the desktop's key ring. */
    MainWindow(Workspace& workspace, Settings& settings, SecretStore* secrets = nullptr,
        QWidget* parent = nullptr);
    ~MainWindow() override;

    /** Explains the practice broker, unless it was read before. */
    void welcome();

    /** With these fields, if given; else with the last ones. */
    void openConnectDialog(const std::optional<ConnectionProfile>& profile = {});
    void openSubscribeDialog(const QString& destination = {}, const QString& selector = {});
    /** What was open last time, if the user wants that. */
    void restore();

    [[nodiscard]] ConnectionsBar* connectionsBar() const { return m_connections; }
    [[nodiscard]] DestinationsPanel* destinationsPanel() const { return m_destinations; }
    [[nodiscard]] MessagePanel* messagePanel() const { return m_messages; }
    [[nodiscard]] Inspector* inspector() const { return m_inspector; }
    [[nodiscard]] PublishPanel* publishPanel() const { return m_publish; }
    [[nodiscard]] FrameLogPanel* frameLogPanel() const { return m_frames; }
    [[nodiscard]] PracticePanel* practicePanel() const { return m_practice; }
    [[nodiscard]] CountsPanel* countsPanel() const { return m_counts; }
    [[nodiscard]] NoticeArea* notices() const { return m_notices; }
    [[nodiscard]] JobsStrip* jobs() const { return m_jobs; }
    [[nodiscard]] WindowFiles* files() const { return m_files; }
    [[nodiscard]] WindowActions* windowActions() const { return m_actions; }

    /** The docks as they were at first. */
    void resetLayout();

Q_SIGNALS:
    /** All connections have ended after the window was closed. */
    void closed();

protected:
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void buildPanels();
    void wireConnections();
    void wireSession();
    [[nodiscard]] ConnectDialog* connectDialog();
    void wireSubscriptions();
    void wireMessages();
    void wireShapes(WindowMessages& onMessages);
    void wireLook();
    void updateActions();
    void showPublishing();
    void showFrameOf(int messageRow);
    void showWhyQuiet();
    void showAbout();

    Workspace& m_workspace;
    Settings& m_settings;
    WindowActions* m_actions;
    WindowDocks m_docks;
    SecretStore* m_secrets;
    WindowSession* m_session = nullptr;
    ConnectionsBar* m_connections = nullptr;
    ProductionFrame* m_centre = nullptr;
    NoticeArea* m_notices = nullptr;
    JobsStrip* m_jobs = nullptr;
    MessagePanel* m_messages = nullptr;
    DestinationsPanel* m_destinations = nullptr;
    Inspector* m_inspector = nullptr;
    PublishPanel* m_publish = nullptr;
    FrameLogPanel* m_frames = nullptr;
    PracticePanel* m_practice = nullptr;
    CountsPanel* m_counts = nullptr;
    QuietWatch* m_quiet = nullptr;
    WindowFiles* m_files = nullptr;
    ConnectDialog* m_connectDialog = nullptr;
    bool m_isArranged = false;
    bool m_isClosing = false;
};

} // namespace Ui
