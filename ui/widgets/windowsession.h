#pragma once

#include <ui/profiles/savedconnections.h>
#include <ui/profiles/savedsession.h>

#include <QHash>
#include <QObject>
#include <QStringList>

#include <memory>

class QMenu;

namespace Ui {

class Connection;
class NoticeArea;
class Settings;
class Workspace;

/**
 * The saved connections of a window: opens them from the menu, remembers which were open with which
 * subscriptions, and opens those again at the start if the user wants that. A queue of a foreign
 * broker is subscribed to again only on the user's word, after a notice has named it.
 */
class WindowSession : public QObject
{
    Q_OBJECT

public:
    /** Without a secret store: the desktop's key ring. */
    WindowSession(Workspace& workspace, Settings& settings, NoticeArea& notices,
        SecretStore* secrets, QObject* parent);
    ~WindowSession() override;

    [[nodiscard]] SavedConnections& saved() { return *m_saved; }

    /** Fills the menu whenever it is about to be shown. */
    void setRecentMenu(QMenu* menu);
    /** With the password from the key ring; passwordWanted() where it must be typed. */
    void open(const QString& id);
    /** What was open last time, as the user has chosen: asks, does it, or does nothing. */
    void restore();
    /** What is open now. Before the workspace shuts down. */
    void remember();
    /** A connection stands that the user had to type a password for. */
    void takeConnected(Connection* connection);

Q_SIGNALS:
    void passwordWanted(const QString& id);

private:
    void openAll(const QList<SavedSession>& sessions, bool withQueues);
    void openNow(const ConnectionProfile& profile, const Secrets& secrets);
    void subscribe(Connection* connection);
    void offerQueues(Connection* connection, const QList<SavedSubscription>& queues);

    Workspace& m_workspace;
    Settings& m_settings;
    NoticeArea& m_notices;
    ProfileStore m_store;
    std::unique_ptr<SecretStore> m_ring;
    std::unique_ptr<SavedConnections> m_saved;
    QHash<QString, QList<SavedSubscription>> m_waiting; //!< by profile, until it is opened
    bool m_mayTakeQueues = false;
};

} // namespace Ui
