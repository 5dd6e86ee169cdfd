#include "ackpreview.h"

#include "tableremark.h"
#include "wording.h"

#include <ui/models/messagetablemodel.h>
#include <ui/models/takenmessages.h>

#include <QAction>
#include <QEvent>
#include <QMenu>
#include <QSet>
#include <QToolButton>

#include <map>
#include <utility>

namespace Ui {

AckPreview::AckPreview(const Acknowledging& acknowledging, MessageTableModel& model,
    TableRemark& remark, DestinationOf destinationOf, QObject* parent)
    : QObject(parent), m_acknowledging(acknowledging), m_model(model), m_remark(remark),
      m_destinationOf(std::move(destinationOf)), m_taken(new TakenMessages(model))
{ }

void AckPreview::watch(QAction* action, bool accept, Serials serials)
{
    connect(action, &QAction::hovered, this,
        [this, action, accept, serials = std::move(serials)] { show(action, accept, serials()); });
    connect(action, &QAction::triggered, this, &AckPreview::end);
    connect(action, &QAction::changed, this, [this, action] {
        if (m_action == action && !action->isEnabled())
            end();
    });
}

void AckPreview::show(QAction* action, bool accept, const QList<quint64>& serials)
{
    const QString what = action->isEnabled() ? sentence(serials, accept) : QString();
    if (what.isEmpty()) {
        end();
        return;
    }
    std::vector<quint64> marked;
    for (const Acknowledging::Taken& one : m_acknowledging.takenBy(serials, accept))
        marked.push_back(one.serial);
    m_taken->set(std::move(marked));
    m_remark.sayUntilTaken(what);
    m_action = action;
    followLeaving(action);
}

void AckPreview::end()
{
    if (!std::exchange(m_action, nullptr))
        return;
    m_taken->set({});
    m_remark.take();
}

void AckPreview::followLeaving(QAction* action)
{
    for (QObject* const place : action->associatedObjects()) {
        if (qobject_cast<QToolButton*>(place)) {
            place->installEventFilter(this); // once, however often it is called
        } else if (auto* const menu = qobject_cast<QMenu*>(place)) {
            connect(menu, &QMenu::aboutToHide, this, &AckPreview::end, Qt::UniqueConnection);
            connect(menu, &QMenu::hovered, this, &AckPreview::endUnless, Qt::UniqueConnection);
        }
    }
}

void AckPreview::endUnless(const QAction* action)
{
    if (action != m_action)
        end();
}

bool AckPreview::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Leave || event->type() == QEvent::Hide)
        end();
    return QObject::eventFilter(watched, event);
}

QStringList AckPreview::othersByDestination(
    const QList<quint64>& chosen, const QList<Acknowledging::Taken>& taken) const
{
    const QSet<quint64> own(chosen.cbegin(), chosen.cend());
    QSet<Stomp::SubscriptionKey> ownSubscriptions;
    for (const Acknowledging::Taken& one : taken) {
        if (own.contains(one.serial))
            ownSubscriptions.insert(one.subscription);
    }
    std::map<std::pair<quint32, Stomp::SubscriptionKey>, quint64> others;
    for (const Acknowledging::Taken& one : taken) {
        if (!ownSubscriptions.contains(one.subscription))
            ++others[{one.connection, one.subscription}];
    }
    std::map<QString, quint64> byDestination;
    for (const auto& [subscription, count] : others)
        byDestination[m_destinationOf(subscription.first, subscription.second)] += count;
    QStringList words;
    quint64 rest = 0;
    for (const auto& [destination, count] : byDestination) {
        if (words.size() == mostNamed || destination.isEmpty())
            rest += count;
        else
            words << tr("%1 of them of %2").arg(countText(count), destination);
    }
    if (rest > 0)
        words << tr("%1 of others").arg(countText(rest));
    return words;
}

QString AckPreview::sentence(const QList<quint64>& chosen, bool accept) const
{
    const quint64 all = m_acknowledging.reachOf(chosen, accept).messages;
    if (all == 0)
        return {};
    const QList<Acknowledging::Taken> taken = m_acknowledging.takenBy(chosen, accept);
    const QString verb = accept ? tr("ACK") : tr("NACK");
    QStringList words{all == 1 ? tr("%1 takes this message").arg(verb)
                               : tr("%1 takes %2 messages").arg(verb, countText(all))};
    words << othersByDestination(chosen, taken);
    quint64 unseen = all - quint64(taken.size());
    for (const Acknowledging::Taken& one : taken)
        unseen += m_model.rowOf(one.serial) ? 0 : 1;
    if (unseen > 0)
        words << tr("%1 not in the table now").arg(countText(unseen));
    return words.join(QStringLiteral(", "));
}

} // namespace Ui
