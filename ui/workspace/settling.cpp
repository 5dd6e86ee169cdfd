#include "settling.h"

#include "connection.h"

#include <stomp/protocol/framedecoder.h>

#include <QCoreApplication>

#include <algorithm>

namespace Ui {
namespace {

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("Ui::Settling", text, nullptr, n);
}

} // namespace

SettlingPlan planSettling(const Stomp::MessageStore& store, QList<quint64> serials, bool accept,
    const QSet<quint64>& asked, const std::function<const Connection*(quint32)>& connectionOf,
    const std::function<quint64(quint32)>& sessionStartOf)
{
    SettlingPlan plan;
    std::sort(serials.begin(), serials.end());
    Stomp::FrameDecoder decoder;
    qsizetype gone = 0;
    qsizetype settled = 0;
    for (const quint64 serial : serials) {
        const auto row = store.rowOf(serial);
        if (!row || asked.contains(serial))
            continue;
        const Stomp::StoredMessage message = store.messageAt(*row);
        if (message.ack != Stomp::AckState::Waiting) {
            ++settled;
            continue;
        }
        const Connection* connection = connectionOf(message.row->connection);
        const Subscription* subscription =
            connection ? connection->subscription(message.row->subscription) : nullptr;
        if (!subscription || !subscription->isLive() || !connection->isConnected()
            || serial < sessionStartOf(message.row->connection)) {
            ++gone;
            continue;
        }
        const Stomp::MessageRow& kept = *message.row;
        const Stomp::FrameView& frame =
            decoder.decode(message.bytes(), kept.bodyOffset, kept.version);
        Stomp::MessageOrigin origin;
        origin.subscription = kept.subscription;
        origin.ack = subscription->wish.ack;
        origin.version = kept.version;
        QList<Settlement>& list = plan.byConnection[kept.connection];
        if (accept && origin.ack == Stomp::AckMode::Client) {
            list.removeIf([&kept](const Settlement& earlier) {
                return earlier.reference.subscription == kept.subscription;
            });
        }
        list.append({serial, Stomp::AckReference::of(frame, origin)});
    }
    if (gone > 0) {
        plan.complaint =
            tr("%n message(s) came on a subscription or session that has ended: the broker has "
               "taken them back and will deliver them again.",
                static_cast<int>(gone));
    } else if (settled > 0 && plan.byConnection.isEmpty()) {
        plan.complaint = tr("The selected messages do not wait for an acknowledgement.");
    }
    return plan;
}

bool settlesEarlier(
    const Stomp::MessageStore& store, quint64 serial, bool accepted, const Connection* connection)
{
    const auto row = store.rowOf(serial);
    const Subscription* subscription =
        row ? connection->subscription(store.rowAt(*row).subscription) : nullptr;
    if (!subscription || subscription->wish.ack != Stomp::AckMode::Client)
        return false;
    // Classic rejects the one message, whatever the mode (stomp-facts 3.7).
    return accepted || connection->dialect() != Stomp::Dialect::ActiveMq;
}

} // namespace Ui
