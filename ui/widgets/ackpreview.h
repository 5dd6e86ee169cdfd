#pragma once

#include <ui/workspace/acknowledging.h>

#include <QObject>

#include <functional>

class QAction;

namespace Ui {

class MessageTableModel;
class TableRemark;
class TakenMessages;

/**
 * Shows in the table what an acknowledgement would take while its action is under the pointer or
 * chosen in a menu with the keys: marks the rows, and says how many there are and of which
 * destinations. Acknowledges nothing.
 */
class AckPreview : public QObject
{
    Q_OBJECT

public:
    /** The messages that the action would be for, at that moment. */
    using Serials = std::function<QList<quint64>()>;

    /** Of a subscription; empty when it is not known any more. */
    using DestinationOf = std::function<QString(quint32 connection, Stomp::SubscriptionKey key)>;

    /** Destinations that are named one by one. */
    static constexpr int mostNamed = 3;

    AckPreview(const Acknowledging& acknowledging, MessageTableModel& model, TableRemark& remark,
        DestinationOf destinationOf, QObject* parent = nullptr);

    /** Watches it wherever it is shown. */
    void watch(QAction* action, bool accept, Serials serials);
    /** Nothing is shown any more. */
    void end();

    /** "ACK takes 7 messages, 2 of them of /queue/b"; empty for nothing. */
    [[nodiscard]] QString sentence(const QList<quint64>& chosen, bool accept) const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void show(QAction* action, bool accept, const QList<quint64>& serials);
    /** To be told when the pointer or the keys leave it. */
    void followLeaving(QAction* action);
    void endUnless(const QAction* action);
    /** Of the messages that go along from other subscriptions. */
    [[nodiscard]] QStringList othersByDestination(
        const QList<quint64>& chosen, const QList<Acknowledging::Taken>& taken) const;

    const Acknowledging& m_acknowledging;
    MessageTableModel& m_model;
    TableRemark& m_remark;
    DestinationOf m_destinationOf;
    TakenMessages* m_taken;
    QAction* m_action = nullptr; //!< that is shown now
};

} // namespace Ui
