#pragma once

#include "framelogroles.h"

#include <stomp/framelog/framefilter.h>
#include <stomp/framelog/framelinks.h>
#include <stomp/framelog/framering.h>

#include <QAbstractTableModel>
#include <QHash>

#include <deque>
#include <optional>

namespace Ui {

/**
 * The frame log as a table, the oldest first. Owns the frames that are kept and shows those that
 * match the filter. Keeps the bound, and counts what it drops. Gives roles, no colours; knows no
 * secret: those were masked before a frame came here.
 */
class FrameLogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit FrameLogModel(QObject* parent = nullptr);
    FrameLogModel(Stomp::FrameRing::Limits limits, QObject* parent);

    /** dropped: frames that were lost before these; then what is older goes too, so that the log
     * has no hole. */
    void append(std::deque<Stomp::FrameRecord> records, quint64 dropped);
    void clear();

    void setFilter(const Stomp::FrameFilter& filter);
    [[nodiscard]] const Stomp::FrameFilter& filter() const { return m_filter; }
    void setConnection(quint32 number, const QString& name);
    [[nodiscard]] const QHash<quint32, QString>& connections() const { return m_connections; }

    /** The chain whose frames FrameLinkRole marks; follows nothing by itself. */
    void setChain(const Stomp::FrameChain& chain);
    [[nodiscard]] Stomp::FrameChain chainOf(quint64 serial) const;

    [[nodiscard]] const Stomp::FrameRing& ring() const { return m_ring; }
    [[nodiscard]] const Stomp::FrameRecord& recordAt(int row) const;
    /** Nothing when it is not shown. */
    [[nodiscard]] std::optional<int> rowOf(quint64 serial) const;
    /** The newest MESSAGE of this connection with these bytes as its headers, shown or not. */
    [[nodiscard]] std::optional<quint64> findMessage(
        quint32 connection, std::string_view head) const;
    /** The shown rows, or these of them, as text. */
    [[nodiscard]] QByteArray asText() const;
    [[nodiscard]] QByteArray asText(const QList<int>& rows) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void connectionsChanged();

private:
    [[nodiscard]] QVariant display(int row, FrameColumn column) const;
    void dropOldest(std::size_t records);

    Stomp::FrameRing m_ring;
    Stomp::FrameFilter m_filter;
    std::deque<quint64> m_rows; //!< serials of what is shown
    QHash<quint32, QString> m_connections;
    QHash<quint64, Stomp::FrameLink> m_links; //!< of the chain on show
};

} // namespace Ui
