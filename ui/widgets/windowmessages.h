#pragma once

#include "inspectordiff.h"
#include "messageview.h"
#include "settlingoffer.h"

#include <QObject>

#include <optional>

class QAction;

namespace Stomp {
struct StoredMessage;
}

namespace Ui {

class Connection;
class Inspector;
class MessagePanel;
class NoticeArea;
class TableComparing;
class Workspace;

/**
 * What happens between the message table and the rest of the window: the chosen message is opened
 * in the inspector, acknowledgements go to the connection it came on, names and dialects of
 * connections go to the table, and the empty table says what to do next.
 */
class WindowMessages : public QObject
{
    Q_OBJECT

public:
    WindowMessages(Workspace& workspace, MessagePanel& panel, Inspector& inspector,
        NoticeArea& notices, QObject* parent = nullptr);

    /** The message in this row of the table, with all that is known about it. */
    [[nodiscard]] MessageView messageAt(int row) const;
    /** Opens the message of the store's number in the table, or in the inspector alone when the
     * table does not show it now. False: it is no longer kept. */
    [[nodiscard]] bool open(quint64 serial);
    /** For the window's menu. */
    [[nodiscard]] QList<QAction*> menuActions() const;

Q_SIGNALS:
    /** It shows something that was asked for. */
    void inspectorWanted();

private:
    void watch(Connection* connection);
    void inspect(int row);
    [[nodiscard]] MessageView viewOf(const Stomp::StoredMessage& stored) const;
    [[nodiscard]] QString pairingOf(quint64 serial) const;
    void acknowledge(const QList<quint64>& serials, bool accept, std::optional<bool> requeue = {});
    /** What acknowledging or rejecting these would do. */
    [[nodiscard]] SettlingOffer offerFor(const QList<quint64>& serials) const;
    /** Of its destination, on its subscription. */
    [[nodiscard]] InspectorDiff::Previous previousOf(const MessageView& message) const;
    void compare(quint64 earlier, quint64 later);
    void showEmptyText();

    Workspace& m_workspace;
    MessagePanel& m_panel;
    Inspector& m_inspector;
    NoticeArea& m_notices;
    TableComparing* m_comparing;
};

} // namespace Ui
