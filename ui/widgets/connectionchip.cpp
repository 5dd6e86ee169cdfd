#include "connectionchip.h"

#include "icons.h"
#include "tonedlabel.h"
#include "unlockmenu.h"
#include "wording.h"

#include <ui/workspace/connection.h>

#include <stomp/dialect/dialectfacts.h>

#include <QActionGroup>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace Ui {
namespace {

struct Light
{
    const char* icon;
    Tone tone;
};

Light lightOf(const Connection& connection)
{
    switch (connection.state()) {
    case Connection::State::Disconnected:
        return {"state-off", Tone::Muted};
    case Connection::State::Opening:
    case Connection::State::Handshaking:
    case Connection::State::Disconnecting:
        return {"state-busy", Tone::Accent};
    case Connection::State::Connected:
        if (connection.isPeerSilent() || connection.isReadingPaused())
            return {"state-warn", Tone::Warn};
        return {"state-on", Tone::Good};
    case Connection::State::Waiting:
        return {"state-warn", Tone::Warn};
    case Connection::State::Failed:
        return {"dialog-error", Tone::Bad};
    }
    return {"state-off", Tone::Muted};
}

QToolButton* smallButton(const char* iconName, const QString& text, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(icon(QLatin1StringView(iconName)));
    button->setIconSize(QSize(12, 12));
    button->setAutoRaise(true);
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setFocusPolicy(Qt::NoFocus);
    return button;
}

} // namespace

ConnectionChip::ConnectionChip(Connection* connection, QWidget* parent)
    : QFrame(parent), m_connection(connection), m_light(new QLabel(this)),
      m_name(new QLabel(connection->name(), this)), m_state(new TonedLabel(Tone::Muted, this)),
      m_lock(new QToolButton(this)),
      m_reconnect(smallButton("view-refresh", tr("Connect again"), this)),
      m_stop(smallButton("media-playback-stop", tr("Stop reconnecting"), this)),
      m_close(smallButton("window-close", tr("Disconnect and remove"), this))
{
    setObjectName(QStringLiteral("chip"));
    setFocusPolicy(Qt::StrongFocus);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    m_name->setFont(strong);
    m_state->setObjectName(QStringLiteral("chipState"));
    m_reconnect->setObjectName(QStringLiteral("chipReconnect"));
    m_stop->setObjectName(QStringLiteral("chipStop"));
    m_close->setObjectName(QStringLiteral("chipClose"));
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(Theme::grid, Theme::halfGrid, Theme::halfGrid, Theme::halfGrid);
    all->setSpacing(Theme::grid * 3 / 4);
    for (QWidget* part : std::initializer_list<QWidget*>{
             m_light, m_name, m_state, m_lock, m_reconnect, m_stop, m_close})
        all->addWidget(part);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);

    connect(m_close, &QToolButton::clicked, this, &ConnectionChip::removeRequested);
    connect(m_reconnect, &QToolButton::clicked, this, &ConnectionChip::reconnectRequested);
    connect(m_stop, &QToolButton::clicked, connection, &Connection::stopReconnecting);
    connect(connection, &Connection::stateChanged, this, &ConnectionChip::showState);
    connect(connection, &Connection::waitingTicked, this, &ConnectionChip::showState);
    connect(connection, &Connection::readingPausedChanged, this, &ConnectionChip::showState);
    connect(connection, &Connection::peerSilentChanged, this, &ConnectionChip::showState);
    m_lock->setObjectName(QStringLiteral("chipLock"));
    m_lock->setAutoRaise(true);
    m_lock->setVisible(connection->productionLock().isProduction());
    connect(m_lock, &QToolButton::clicked, this, &ConnectionChip::toggleLock);
    connect(connection, &Connection::dialectChanged, this, &ConnectionChip::showState);
    connect(&connection->productionLock(), &ProductionLock::lockedChanged, this,
        &ConnectionChip::showLock);
    connect(
        &connection->productionLock(), &ProductionLock::ticked, this, &ConnectionChip::showLock);
    showLock();
    showState();
}

void ConnectionChip::showLock()
{
    const ProductionLock& lock = m_connection->productionLock();
    const int left = lock.secondsLeft();
    m_lock->setText(lock.isLocked()
            ? tr("Production, locked")
            : tr("Unlocked, %1:%2").arg(left / 60).arg(left % 60, 2, 10, QLatin1Char('0')));
    m_lock->setToolTip(lock.isLocked()
            ? tr("Publishing and consuming are locked: click to unlock them for a while")
            : tr("Publishing and consuming are possible: click to lock them again now"));
    m_lock->setAccessibleName(m_lock->text());
    update();
}

void ConnectionChip::toggleLock()
{
    ProductionLock& lock = m_connection->productionLock();
    if (!lock.isLocked()) {
        lock.lock();
        return;
    }
    makeUnlockMenu(lock, this)->popup(m_lock->mapToGlobal(m_lock->rect().bottomLeft()));
}

void ConnectionChip::addDialects(QMenu* menu)
{
    QMenu* const families = menu->addMenu(tr("Treat the broker as"));
    families->setObjectName(QStringLiteral("dialects"));
    auto* const group = new QActionGroup(families);
    const auto add = [&](const QString& text, std::optional<Stomp::Dialect> dialect) {
        QAction* const action = families->addAction(text, m_connection,
            [connection = m_connection, dialect] { connection->setDialect(dialect); });
        action->setCheckable(true);
        action->setActionGroup(group);
        action->setChecked(m_connection->profile().dialect == dialect);
    };
    add(tr("As detected: %1")
            .arg(fromUtf8(Stomp::factsOf(m_connection->detectedDialect()).displayName)),
        {});
    families->addSeparator();
    for (const Stomp::DialectFacts& facts : Stomp::allDialects())
        add(fromUtf8(facts.displayName), facts.dialect);
}

QString ConnectionChip::stateText() const
{
    const Connection& c = *m_connection;
    const bool isTrying =
        c.state() == Connection::State::Opening || c.state() == Connection::State::Handshaking;
    if (c.isReconnecting() && isTrying)
        return tr("Reconnecting … (attempt %1)").arg(c.attempt());
    switch (c.state()) {
    case Connection::State::Waiting:
        return tr("Reconnecting in %1 s (attempt %2)").arg(c.secondsToAttempt()).arg(c.attempt());
    case Connection::State::Disconnected:
        return tr("disconnected");
    case Connection::State::Opening:
        return tr("opening …");
    case Connection::State::Handshaking:
        return tr("waiting for CONNECTED …");
    case Connection::State::Disconnecting:
        return tr("disconnecting …");
    case Connection::State::Failed:
        return tr("not connected");
    case Connection::State::Connected:
        break;
    }
    if (c.isPeerSilent())
        return tr("silent");
    if (c.isReadingPaused())
        return tr("reading paused");
    const QString version = tr("STOMP %1").arg(fromUtf8(Stomp::toString(c.info().version)));
    const QString family = fromUtf8(Stomp::factsOf(c.dialect()).displayName);
    return family == c.name() ? version : family + QStringLiteral(", ") + version;
}

void ConnectionChip::showState()
{
    const Connection& c = *m_connection;
    const Light light = lightOf(c);
    m_light->setPixmap(
        icon(QLatin1StringView(light.icon), light.tone).pixmap(QSize(12, 12), devicePixelRatioF()));
    m_state->setText(stateText());
    m_state->setTone(light.tone == Tone::Good ? Tone::Muted : light.tone);
    const bool isWaiting = c.state() == Connection::State::Waiting;
    const bool canReconnect = isWaiting || c.state() == Connection::State::Failed
        || c.state() == Connection::State::Disconnected;
    const QString again = isWaiting ? tr("Try now") : tr("Connect again");
    m_reconnect->setVisible(canReconnect);
    m_reconnect->setToolTip(again);
    m_reconnect->setAccessibleName(again);
    m_stop->setVisible(c.isReconnecting());

    QStringList tip{c.name()};
    if (!c.profile().address().isEmpty())
        tip.append(c.profile().address());
    if (c.isConnected() && !c.info().server.empty())
        tip.append(tr("The broker calls itself %1").arg(QString::fromStdString(c.info().server)));
    if (c.isPeerSilent())
        tip.append(tr("Nothing has come from the broker for longer than it promised."));
    if (c.isReadingPaused())
        tip.append(tr("The window is behind: the console reads more slowly, nothing is lost."));
    if (c.state() == Connection::State::Failed || isWaiting)
        tip.append(c.problem().what);
    setToolTip(tip.join(u'\n'));
    setAccessibleName(tr("Connection %1: %2").arg(c.name(), stateText()));
}

void ConnectionChip::setCurrent(bool current)
{
    m_isCurrent = current;
    update();
}

void ConnectionChip::mousePressEvent(QMouseEvent* event)
{
    QFrame::mousePressEvent(event);
    Q_EMIT chosen();
}

void ConnectionChip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return)
        Q_EMIT chosen();
    else if (event->key() == Qt::Key_Delete)
        Q_EMIT removeRequested();
    else
        QFrame::keyPressEvent(event);
}

void ConnectionChip::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool connected = m_connection->isConnected();
    const bool waiting = m_connection->state() == Connection::State::Waiting;
    QAction* disconnectAction = menu->addAction(icon(QLatin1StringView("network-disconnect")),
        tr("Disconnect"), this, [this] { Q_EMIT disconnectRequested(); });
    disconnectAction->setEnabled(connected);
    QAction* drop = menu->addAction(icon(QLatin1StringView("network-disconnect")),
        tr("Drop the connection now"), this, [this] { Q_EMIT dropRequested(); });
    drop->setEnabled(connected);
    QAction* again = menu->addAction(icon(QLatin1StringView("view-refresh")),
        waiting ? tr("Try now") : tr("Connect again"), this,
        [this] { Q_EMIT reconnectRequested(); });
    again->setEnabled(!connected);
    QAction* stop = menu->addAction(icon(QLatin1StringView("media-playback-stop")),
        tr("Stop reconnecting"), m_connection, &Connection::stopReconnecting);
    stop->setEnabled(m_connection->isReconnecting());
    QAction* examine = menu->addAction(icon(QLatin1StringView("edit-find")), tr("Examine …"), this,
        [this] { Q_EMIT examineRequested(); });
    examine->setToolTip(tr("Try the way to the broker step by step"));
    addDialects(menu);
    menu->addSeparator();
    menu->addAction(icon(QLatin1StringView("window-close")), tr("Disconnect and remove"), this,
        [this] { Q_EMIT removeRequested(); });
    menu->popup(event->globalPos());
}

void ConnectionChip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor edge = m_isCurrent || hasFocus() ? Theme::color(Tone::Accent, palette())
                                                  : palette().color(QPalette::Mid);
    const bool isProduction = m_connection->productionLock().isProduction();
    painter.setPen(isProduction ? QPen(Theme::color(Tone::Bad, palette()), 2)
                                : QPen(edge, hasFocus() ? 2 : 1));
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
}

void ConnectionChip::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showState();
}

} // namespace Ui
