#pragma once

#include "messagepreview.h"
#include "messagetableroles.h"

#include <stomp/dialect/destination.h>
#include <stomp/messages/messagestore.h>
#include <stomp/protocol/framedecoder.h>

#include <QAbstractTableModel>
#include <QHash>

#include <optional>

namespace Ui {

/**
 * The messages of a store as a table, the oldest first. Shows a leading part of the store, so that
 * a paused table stays as it is; the owner of both tells when rows come and go. Decodes a message
 * when it is painted and keeps no more than the last one. Gives roles, no colours.
 */
class MessageTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /** The store must outlive the model. */
    explicit MessageTableModel(const Stomp::MessageStore& store, QObject* parent = nullptr);

    /** Shows the rows that the store has got since, with one insertion. */
    void showAll();
    /** Around the removal of rows from the store, shown or not. */
    void beginRemoval(const Stomp::RowSpan& span);
    void endRemoval();
    void ackStatesChanged(const Stomp::RowSpan& span);
    /** MessageFlags of rows that came, to know whether the State column has anything to say. */
    void noteFlags(std::uint8_t flags);

    void setConnection(quint32 number, const QString& name, Stomp::Dialect dialect);
    [[nodiscard]] bool hasSeveralConnections() const { return m_connections.size() > 1; }
    [[nodiscard]] bool hasStates() const { return m_hasStates; }

    [[nodiscard]] Stomp::StoredMessage messageAt(int row) const;
    [[nodiscard]] const Stomp::MessageRow& rowAt(int row) const;
    [[nodiscard]] quint64 serialAt(int row) const;
    [[nodiscard]] std::optional<int> rowOf(quint64 serial) const;
    [[nodiscard]] Stomp::AckState ackStateAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /** hasSeveralConnections() or hasStates() has become true, or a name has changed. */
    void columnsOfInterestChanged();

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
    };

    [[nodiscard]] const Decoded& decoded(int row) const;
    [[nodiscard]] QVariant display(int row, MessageColumn column) const;
    [[nodiscard]] QString previewText(int row) const;
    [[nodiscard]] QString stateText(int row) const;

    const Stomp::MessageStore& m_store;
    int m_shown = 0;
    int m_removing = 0; //!< shown rows between beginRemoval() and endRemoval()
    bool m_hasStates = false;
    QHash<quint32, ConnectionFacts> m_connections;
    mutable Stomp::FrameDecoder m_decoder;
    mutable Decoded m_decoded;
};

} // namespace Ui
