#pragma once

#include "bodyworker.h"
#include "messagefiltering.h"
#include "messagesorting.h"
#include "shapewatch.h"

#include <ui/models/messagetablemodel.h>
#include <ui/models/ratemeter.h>
#include <ui/models/trafficbook.h>

#include <stomp/messages/ledger.h>
#include <stomp/messages/messagestore.h>
#include <stomp/messages/sourceledgers.h>
#include <stomp/session/sessiontypes.h>

#include <QElapsedTimer>
#include <QHash>
#include <QList>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace Stomp {
class SegmentPool;
}

namespace Ui {

class MessageFeed;

/**
 * Brings messages from the feed to the table: every 50 ms while something arrives, in one batch;
 * while nothing does, it sleeps. Owns the store and its model, keeps the retention, the counts and
 * the ledger. Window's thread; the I/O thread must have ended before it goes.
 */
class MessagePump : public QObject
{
    Q_OBJECT

public:
    static constexpr int tickMs = 50;

    /** Messages of one subscription that came with one batch. */
    struct Arrival
    {
        Stomp::SubscriptionKey subscription = 0; //!< 0: unsolicited
        quint32 connection = 0;
        quint64 messages = 0;
        quint64 bytes = 0; //!< of frames
    };

    /** All that ever came, and how fast it comes now. */
    struct Traffic
    {
        quint64 messages = 0;
        quint64 bytes = 0;
        double rate = 0; //!< messages a second
    };

    /** Sets the feed's wake function: construct it before the writer begins. */
    explicit MessagePump(MessageFeed& feed, QObject* parent = nullptr);

    /** One more feed with a writer of its own, taken from beside the first. taken: called after
     * messages were taken from it, before they are counted. */
    void addFeed(MessageFeed& feed, std::function<void()> taken);
    /** Takes what waits in it; then it may go. What came from it stays in the ledger. */
    void removeFeed(MessageFeed& feed);
    [[nodiscard]] std::shared_ptr<Stomp::SegmentPool> segmentPool() const;

    [[nodiscard]] MessageTableModel& model() { return m_model; }
    [[nodiscard]] const Stomp::MessageStore& store() const { return m_store; }
    [[nodiscard]] MessageFiltering& filtering() { return m_filtering; }
    [[nodiscard]] MessageSorting& sorting() { return m_sorting; }
    /** What came, by destination. */
    [[nodiscard]] TrafficBook& traffic() { return m_traffic; }
    /** A subscription, before anything comes on it. */
    void announce(Stomp::SubscriptionKey key, quint32 connection, const QString& destination,
        Stomp::DestinationKind kind);
    /** What JSON they have, when it is switched on. */
    [[nodiscard]] ShapeWatch& shapes() { return m_shapes; }

    /** Adds up in every moment. */
    [[nodiscard]] Stomp::Ledger ledger() const;
    /** The same by connection and subscription. */
    [[nodiscard]] Stomp::SourceLedgers sourceLedgers() const;
    [[nodiscard]] Traffic subscriptionTraffic(Stomp::SubscriptionKey key) const;
    [[nodiscard]] Traffic connectionTraffic(quint32 connection) const;

    [[nodiscard]] bool isPaused() const { return m_paused; }
    /** Paused, the table stays as it is; storing and counting go on. */
    void setPaused(bool paused);
    /** Forgets the messages that are shown, and those that the filter hides among them; held ones
     * have not been seen yet and stay. */
    void clear();
    void setRetention(std::size_t bytes);
    /** place: where messages go from now on; unset: into memory. */
    void setRetention(const Stomp::Retention& retention, const Stomp::DiskPlace& place);
    /** Why reading is stopped, though the feed has room; None: it is not. */
    [[nodiscard]] Stomp::StoreStop stop() const { return m_stop; }
    /** Why messages that should be on disk are in memory, in the system's words; else empty. */
    [[nodiscard]] QString diskProblem() const { return m_diskProblem; }
    /** Messages that must not retire: the selected one, those in the viewport. */
    void setPins(std::span<const std::uint64_t> serials);

    /** The connection's session has ended: what waits of it for an acknowledgement has lapsed. */
    void endSession(quint32 connection);
    /** After what has come until now, a gap; closeGap() when the connection is back. */
    void addGap(const ConnectionGap& gap);
    void closeGap(quint32 connection, qint64 backMs);

    /** Called with what came from brokers, in its order, when it is in the store; not with what
     * comes from further feeds. */
    using Received = std::function<void(const Stomp::SegmentRange& messages)>;
    void setReceived(Received function) { m_onReceived = std::move(function); }
    /** Whoever is called so cannot follow: nothing further is read from brokers. */
    void setOverrun(bool overrun);

    /** Called for each message that is to be acknowledged, by anybody, once it is in the store. */
    using NeedsAck = std::function<void(const Stomp::MessageRow& row, quint64 serial)>;
    void setNeedsAck(NeedsAck function) { m_needsAck = std::move(function); }
    /** The same for each message that answers a request of ours, in the order of arrival. */
    using IsReply = std::function<void(quint32 connection, quint64 serial)>;
    void setIsReply(IsReply function) { m_isReply = std::move(function); }
    void setAckStates(const std::vector<quint64>& serials, Stomp::AckState state);
    void setAckState(quint64 serial, Stomp::AckState state);
    /** This one and all earlier ones of its subscription that wait, as ack:client has it. */
    void setAckStateUpTo(quint64 serial, Stomp::AckState state);

    /** Takes and shows what waits, as each tick does. */
    void flush();

Q_SIGNALS:
    void ledgerChanged(const Stomp::Ledger& ledger);
    /** What came since the last time, by subscription; at most once a tick. */
    void arrived(const QList<Ui::MessagePump::Arrival>& arrivals);
    /** subscriptionTraffic() or connectionTraffic() of any has changed. */
    void countsChanged();
    void pausedChanged(bool paused);
    /** Another one was announced. */
    void announced();
    /** stop() or diskProblem(). */
    void storeStateChanged();

private:
    struct Meter
    {
        Traffic traffic;
        RateMeter rate;
    };

    struct Source
    {
        MessageFeed* feed = nullptr;
        std::function<void()> taken;
    };

    void wake();
    void take();
    void take(const Source& source);
    void applyHold();
    void countRange(const Stomp::SegmentRange& range);
    void forgetBodies(const Stomp::RowSpan& span);
    void retireExcess();
    void releaseMemory();
    void updateStop();
    [[nodiscard]] bool isDiskBack() const;
    void tellCounts();
    void tellLedger();
    void sleepIfIdle();

    MessageFeed& m_feed; //!< the first, of the brokers
    std::vector<Source> m_sources; //!< all
    quint64 m_removedReceived = 0; //!< by feeds that were removed
    Stomp::SourceTally m_removedBySource; //!< the same
    NeedsAck m_needsAck;
    IsReply m_isReply;
    Received m_onReceived;
    bool m_isOverrun = false;
    Stomp::MessageStore m_store;
    MessageTableModel m_model{m_store};
    FilterLook m_filterLook;
    ShapeLook m_shapeLook;
    BodyWorker m_bodies{&m_filterLook, &m_shapeLook}; //!< ends before its looks go
    MessageFiltering m_filtering{m_store, m_model, m_filterLook};
    MessageSorting m_sorting{m_store, m_model, m_filtering};
    ShapeWatch m_shapes{m_store, m_shapeLook};
    QTimer m_timer{this};
    QElapsedTimer m_clock;
    qint64 m_lastArrivalMs = 0;
    Stomp::DiskPlace m_place;
    QString m_diskProblem;
    Stomp::StoreStop m_stop = Stomp::StoreStop::None;
    bool m_paused = false;
    bool m_memoryToRelease = false;
    Stomp::Ledger m_told;
    QList<Arrival> m_arrivals;
    TrafficBook m_traffic;
    QHash<Stomp::SubscriptionKey, Meter> m_subscriptions;
    QHash<quint32, Meter> m_connections;
};

} // namespace Ui
