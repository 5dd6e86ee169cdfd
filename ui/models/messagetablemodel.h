#pragma once

#include "fieldcells.h"
#include "gaplist.h"
#include "messagepreview.h"
#include "messagetableroles.h"
#include "shownmessages.h"
#include "sortedorder.h"
#include "timereading.h"

#include <stomp/dialect/destination.h>
#include <stomp/messages/messagestore.h>
#include <stomp/protocol/framedecoder.h>

#include <QAbstractTableModel>
#include <QHash>

#include <memory>
#include <optional>

namespace Ui {

class RowRemarks;

/**
 * The messages of a store as a table, the oldest first: all, or those that a filter wants. Shows a
 * leading part of them, so that a paused table stays as it is; the owner of both tells when rows
 * come and go. Decodes a message
 * when it is painted and keeps no more than the last one. Between them stand the gaps of lost
 * connections, each in a row of its own. Gives roles, no colours.
 */
class MessageTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /** The store must outlive the model. */
    explicit MessageTableModel(const Stomp::MessageStore& store, QObject* parent = nullptr);

    /** Shows the rows that the store, or the filter, has got since, with one insertion. */
    void showAll();
    /** Frozen, showAll() shows nothing that the store has got since. */
    void setFrozen(bool frozen);
    /** As if frozen at that serial, until it is told nothing; also beside setFrozen(). */
    void hold(std::optional<quint64> serial);
    /** All messages below the serial that it is held at, in this order, and no gaps; null: in the
     * order of arrival again. Sorted, showAll() shows nothing more. What leaves the store leaves
     * the order. */
    void setOrder(std::unique_ptr<SortedOrder> order);
    [[nodiscard]] bool isSorted() const { return m_order != nullptr; }
    /** Begins anew, unsorted: filtered or folded with nothing until addHits() has something, else
     * with all. Folded, successive messages that are alike stand in the row of the first, unless
     * it is sorted. */
    void setFiltered(bool filtered, bool folded = false);
    [[nodiscard]] bool isFiltered() const { return m_messages.isFiltered(); }
    [[nodiscard]] bool isFolded() const { return m_messages.isFolded(); }
    /** Each message in its row, as long as it is to be sorted. */
    void setSpread(bool spread);
    /** Each message in its row again. */
    void unfold();
    /** Each of a folded row's messages in a row of its own, the first where it was; so are those
     * that come to them. Until foldRun(), or all begins anew. */
    void unfoldRun(int row);
    /** The run of unfoldedRun() in its first row again. */
    void foldRun(int row);
    struct UnfoldedRun
    {
        int firstRow = 0;
        int rows = 0; //!< two or more
    };
    /** Of whose messages this is one. */
    [[nodiscard]] std::optional<UnfoldedRun> unfoldedRun(int row) const;
    /** The filter's further hits up to that serial, and the firsts of runs
     * (ShownMessages::addHits()); shown with showAll(). */
    void addHits(
        const SerialList& hits, std::uint64_t judged, const SerialList& firsts = SerialList())
    {
        m_messages.addHits(hits, judged, firsts);
    }
    /** Around the removal of rows from the store, shown or not. */
    void beginRemoval(const Stomp::RowSpan& span);
    void endRemoval();
    void ackStatesChanged(const Stomp::RowSpan& span);
    /** After what the store has now, a gap; shown with showAll(). It goes with the messages before
     * it. One that ends where the connection's last one does is that one again. */
    void addGap(const ConnectionGap& gap);
    /** The connection is back: says so in the gap that is open, if there is one. */
    void closeGap(quint32 connection, qint64 backMs);
    /** What waits of this connection's messages before this one has lapsed. */
    void setSessionStart(quint32 connection, quint64 serial);
    [[nodiscard]] quint64 sessionStart(quint32 connection) const
    {
        return m_sessionStarts.value(connection);
    }

    /** MessageFlags of rows that came, to know whether the State column has anything to say. */
    void noteFlags(std::uint8_t flags);

    void setConnection(quint32 number, const QString& name, Stomp::Dialect dialect);
    [[nodiscard]] QString connectionName(quint32 number) const;
    [[nodiscard]] bool hasSeveralConnections() const { return m_connections.size() > 1; }
    [[nodiscard]] bool hasStates() const { return m_hasStates; }

    /** How the Time column is read. */
    void setTimeReading(const TimeReading& reading);
    [[nodiscard]] const TimeReading& timeReading() const { return m_timeReading; }
    /** When the marked message came; its times are told since then. */
    void setMarkedTime(std::optional<qint64> receivedUs);

    /** What else is known of messages; asked in this order. It must outlive the model, or its last
     * question. */
    void addRemarks(const RowRemarks& remarks) { m_remarks.push_back(&remarks); }
    /** They say something else now: of this message, or of any. */
    void remarksChanged(std::optional<quint64> serial = {});

    /** Another column at the end, or the one that has it already. */
    int addField(const Stomp::MessageField& field);
    /** One that was added. */
    void removeField(int column);
    /** Of a column that was added, else null. */
    [[nodiscard]] const Stomp::MessageField* field(int column) const;
    [[nodiscard]] std::optional<int> columnOf(const Stomp::MessageField& field) const;
    /** Of any column, for the settings: see columnKey(). */
    [[nodiscard]] QString keyOf(int column) const;

    /** Rows that are messages. */
    [[nodiscard]] int messageCount() const { return m_messages.count(); }
    /** How many messages stand in a row: the one that it shows, and its repeats. */
    [[nodiscard]] std::size_t repeats(int row) const;
    /** Of them, the last; as serialAt() when it is the only one. */
    [[nodiscard]] quint64 lastSerialAt(int row) const;
    /** Of all of them. */
    [[nodiscard]] std::vector<std::uint64_t> serialsAt(int row) const;
    /** What the rows were taken from: the store's rows that are shown or hidden by the filter. */
    [[nodiscard]] const ShownMessages& messages() const { return m_messages; }
    /** Serials from here on are held by a frozen table. */
    [[nodiscard]] quint64 limit() const;
    [[nodiscard]] bool isGap(int row) const { return m_gaps.gapAtRow(row).has_value(); }
    /** Empty in a gap's row. */
    [[nodiscard]] Stomp::StoredMessage messageAt(int row) const;
    /** An empty one in a gap's row. */
    [[nodiscard]] const Stomp::MessageRow& rowAt(int row) const;
    /** No message's serial in a gap's row. */
    [[nodiscard]] quint64 serialAt(int row) const;
    /** Also of one that is folded into the row of another. */
    [[nodiscard]] std::optional<int> rowOf(quint64 serial) const;
    /** Shown or not. */
    [[nodiscard]] bool isKept(quint64 serial) const { return m_store.rowOf(serial).has_value(); }
    /** Of the first message whose serial is not below; behind the last row when there is none. */
    [[nodiscard]] int rowFrom(quint64 serial) const;
    [[nodiscard]] Stomp::AckState ackStateAt(int row) const;
    [[nodiscard]] Stomp::AckState ackStateOf(quint64 serial) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /** hasSeveralConnections() or hasStates() has become true, or a name has changed. */
    void columnsOfInterestChanged();
    /** By unfoldRun() or foldRun(): more messages are shown, or fewer. */
    void runFoldingChanged();
    /** Sorted rows will go from anywhere, told as a change of the layout: which a large selection
     * does not survive in time. */
    void rowsAboutToThin();

private:
    struct ConnectionFacts
    {
        QString name;
        Stomp::Dialect dialect = Stomp::Dialect::Generic;

        bool operator==(const ConnectionFacts&) const = default;
    };

    struct Decoded
    {
        std::optional<quint64> serial;
        QString destination;
        Stomp::DestinationKind destinationKind = Stomp::DestinationKind::Other;
        MessagePreview preview;
        std::optional<quint32> redeliveries; //!< see redeliveries(): the flag says whether
    };

    // By the message's row in the store.
    [[nodiscard]] const Decoded& decoded(std::size_t row) const;
    [[nodiscard]] Stomp::AckState stateOf(std::size_t row) const;
    [[nodiscard]] QVariant display(std::size_t row, MessageColumn column) const;
    [[nodiscard]] QString previewText(std::size_t row) const;
    [[nodiscard]] QString toolTip(int row, MessageColumn column) const;
    // By the row of the table: the row above may count.
    [[nodiscard]] std::optional<qint64> timeSince(int row) const;
    [[nodiscard]] QString timeText(int row) const;
    [[nodiscard]] QString timeTip(int row) const;
    [[nodiscard]] bool isRightAligned(MessageColumn column) const;
    [[nodiscard]] QString timeHeader() const;
    [[nodiscard]] QString timeHeaderTip() const;
    [[nodiscard]] QString accessibleText(int row) const;
    [[nodiscard]] QVariant remark(std::size_t row, int role) const;
    [[nodiscard]] QStringList remarksInWords(std::size_t row) const;

    [[nodiscard]] QVariant fieldData(int row, int column, int role) const;
    [[nodiscard]] QVariant fieldHeader(int column, int role) const;
    [[nodiscard]] QVariant gapData(const ConnectionGap& gap, MessageColumn column, int role) const;
    void allChanged();
    void gapChanged(int gap);

    const Stomp::MessageStore& m_store;
    struct Removal
    {
        ShownMessages::Part messages;
        int firstGap = 0;
        int gaps = 0; //!< not only shown ones
        bool isTold = false; //!< to the views
    };

    /** What a frozen or held table may show. */
    struct Limit
    {
        quint64 serial = 0;
        int gaps = 0;
    };

    [[nodiscard]] std::size_t storeRowOf(int row) const;
    [[nodiscard]] int mostGaps() const;
    void showReachableGaps(int gaps);
    /** All gaps up to the boundary, in a model that is being reset. */
    void showGapsAnew();
    void showAnew();
    [[nodiscard]] std::vector<std::uint64_t> gapSerials() const;
    void beginThinning();
    void endThinning();
    [[nodiscard]] QString repeatsInWords(int row) const;
    void runsChanged(int firstMessage, int lastMessage);
    void noteStart();
    /** Before the removal of rows: what is told since the row above goes on being told. */
    void noteAboveFirst();
    void timesChanged();

    ShownMessages m_messages{m_store};
    std::optional<Limit> m_frozen;
    std::optional<Limit> m_held;
    std::unique_ptr<SortedOrder> m_order; //!< of exactly the shown messages
    QList<quint64> m_thinned; //!< between beginRemoval() and endRemoval(): they go
    QModelIndexList m_thinnedIndexes; //!< persistent ones, and the messages they mean
    QList<quint64> m_thinnedSerials;
    Removal m_removal; //!< between beginRemoval() and endRemoval()
    GapList m_gaps;
    TimeReading m_timeReading;
    std::optional<qint64> m_markedUs;
    std::optional<qint64> m_startUs; //!< since the store was empty, or was cleared
    quint64 m_clearedAtStart = 0;
    std::optional<qint64> m_aboveFirstUs; //!< of the message that stood above the first row
    std::vector<const RowRemarks*> m_remarks;
    QHash<quint32, quint64> m_sessionStarts;
    bool m_hasStates = false;
    QHash<quint32, ConnectionFacts> m_connections;
    mutable Stomp::FrameDecoder m_decoder;
    mutable Decoded m_decoded;
    mutable FieldCells m_fields;
};

} // namespace Ui
