#include "windowsession.h"

#include "icons.h"
#include "noticearea.h"

#include <ui/profiles/keyring.h>
#include <ui/profiles/settings.h>
#include <ui/workspace/workspace.h>

#include <stomp/dialect/destination.h>

#include <QFileInfo>
#include <QMenu>

#include <utility>

namespace Ui {
namespace {

QString storePath(const Settings& settings)
{
    return QFileInfo(settings.path()).path() + QStringLiteral("/connections.json");
}

bool takesMessages(const ConnectionProfile& profile, const SavedSubscription& subscription)
{
    return Stomp::consumesMessages(
        Stomp::kindOf(profile.expectedDialect(), subscription.destination.toStdString()));
}

SavedSubscription remembered(const SubscriptionWish& wish)
{
    const std::string_view ack = Stomp::toString(wish.ack);
    return {wish.destination, QString::fromLatin1(ack.data(), static_cast<qsizetype>(ack.size())),
        wish.acknowledgeOnArrival, wish.headers, wish.durableName};
}

SubscriptionWish wishOf(const SavedSubscription& saved)
{
    SubscriptionWish wish;
    wish.destination = saved.destination;
    wish.ack = Stomp::ackModeFromString(saved.ack.toStdString()).value_or(Stomp::AckMode::Auto);
    wish.acknowledgeOnArrival = saved.acknowledgeOnArrival;
    wish.headers = saved.headers;
    wish.durableName = saved.durableName;
    return wish;
}

QString names(const QList<SavedSubscription>& subscriptions)
{
    QStringList all;
    for (const SavedSubscription& one : subscriptions)
        all.append(one.destination);
    return all.join(QStringLiteral(", "));
}

} // namespace

WindowSession::WindowSession(Workspace& workspace, Settings& settings, NoticeArea& notices,
    SecretStore* secrets, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_settings(settings), m_notices(notices),
      m_store(storePath(settings)), m_ring(secrets ? nullptr : std::make_unique<KeyRing>()),
      m_saved(std::make_unique<SavedConnections>(m_store, secrets ? *secrets : *m_ring))
{
    connect(m_saved.get(), &SavedConnections::ringMissing, this, [this](const QString& detail) {
        m_notices.show(QStringLiteral("keyring"), Tone::Accent,
            {tr("This desktop has no key ring."),
                tr("Passwords are not kept; they are asked for each time."), {}, detail},
            {});
    });
}

WindowSession::~WindowSession() = default;

void WindowSession::setRecentMenu(QMenu* menu)
{
    const auto fill = [this, menu] {
        menu->clear();
        for (const ConnectionProfile& one : m_store.recent()) {
            menu->addAction(icon(QLatin1StringView("network-server")), one.name, this,
                [this, id = one.id] { open(id); });
        }
        menu->setEnabled(!menu->isEmpty());
    };
    connect(menu, &QMenu::aboutToShow, this, fill);
    connect(&m_store, &ProfileStore::changed, menu, fill);
    fill();
}

void WindowSession::open(const QString& id)
{
    const auto profile = m_store.profile(id);
    if (!profile)
        return;
    const bool lacksPassword = !profile->login.isEmpty();
    if (!profile->keepsSecrets) {
        if (lacksPassword || lacksSecrets(*profile))
            Q_EMIT passwordWanted(id);
        else
            openNow(*profile, {});
        return;
    }
    m_saved->fetchSecrets(
        *profile, this, [this, profile = *profile](const std::optional<Secrets>& secrets) {
            ConnectionProfile whole = profile;
            putSecrets(whole, secrets.value_or(Secrets()));
            const bool isComplete = secrets && !lacksSecrets(whole)
                && (whole.login.isEmpty() || !secrets->password.isEmpty());
            if (isComplete)
                openNow(whole, *secrets);
            else
                Q_EMIT passwordWanted(profile.id);
        });
}

void WindowSession::openNow(const ConnectionProfile& profile, const Secrets& secrets)
{
    Connection* connection = m_workspace.createConnection(profile);
    connection->setTransportSecrets(secrets.keyPassphrase, secrets.proxyPassword);
    m_store.markUsed(profile.id);
    subscribe(connection);
    m_workspace.adopt(connection);
    m_workspace.open(connection, secrets.password);
}

void WindowSession::takeConnected(Connection* connection)
{
    subscribe(connection);
}

void WindowSession::subscribe(Connection* connection)
{
    const QList<SavedSubscription> wanted = m_waiting.take(connection->profile().id);
    QList<SavedSubscription> queues;
    for (const SavedSubscription& one : wanted) {
        if (!m_mayTakeQueues && takesMessages(connection->profile(), one))
            queues.append(one);
        else
            connection->subscribe(wishOf(one));
    }
    if (!queues.isEmpty())
        offerQueues(connection, queues);
}

void WindowSession::offerQueues(Connection* connection, const QList<SavedSubscription>& queues)
{
    const quint32 number = connection->number();
    m_notices.show(QStringLiteral("queues/%1").arg(number), Tone::Warn,
        {tr("Not subscribed again on %1: %2").arg(connection->name(), names(queues)),
            tr("Reading from a queue takes its messages away from the other consumers."), {}, {}},
        {tr("Subscribe"), [this, number, queues] {
             Connection* still = m_workspace.connection(number);
             for (const SavedSubscription& one : queues) {
                 if (still)
                     still->subscribe(wishOf(one));
             }
         }});
}

void WindowSession::restore()
{
    QList<SavedSession> sessions = m_settings.lastSessions();
    sessions.removeIf(
        [this](const SavedSession& one) { return !m_store.profile(one.profile).has_value(); });
    const RestoreChoice choice = m_settings.restoreChoice();
    if (sessions.isEmpty() || choice == RestoreChoice::Never)
        return;
    if (choice == RestoreChoice::Always) {
        openAll(sessions, false);
        return;
    }
    QStringList what;
    bool takes = false;
    for (const SavedSession& one : std::as_const(sessions)) {
        const ConnectionProfile profile = *m_store.profile(one.profile);
        what.append(one.subscriptions.isEmpty()
                ? profile.name
                : tr("%1 (%2)").arg(profile.name, names(one.subscriptions)));
        for (const SavedSubscription& each : one.subscriptions)
            takes = takes || takesMessages(profile, each);
    }
    m_notices.show(QStringLiteral("restore"), Tone::Accent,
        {tr("Open again what was open last time? %1").arg(what.join(QStringLiteral("; "))),
            takes ? tr("Reading from a queue takes its messages away from the other consumers.")
                  : QString(),
            {}, {}},
        {tr("Open again"), [this, sessions] {
             openAll(sessions, true);
         }});
}

void WindowSession::openAll(const QList<SavedSession>& sessions, bool withQueues)
{
    m_mayTakeQueues = withQueues;
    for (const SavedSession& one : sessions)
        m_waiting.insert(one.profile, one.subscriptions);
    for (const SavedSession& one : sessions)
        open(one.profile);
}

void WindowSession::remember()
{
    QList<SavedSession> sessions;
    for (const Connection* connection : m_workspace.connections()) {
        if (!m_store.profile(connection->profile().id))
            continue;
        SavedSession session{connection->profile().id, {}};
        for (const Subscription& one : connection->subscriptions())
            session.subscriptions.append(remembered(one.wish));
        sessions.append(session);
    }
    m_settings.setLastSessions(sessions);
}

} // namespace Ui
