#pragma once

#include <QObject>

#include <functional>
#include <optional>
#include <utility>

class QAction;

namespace Ui {

class MessagePanel;
class MessageTableModel;

/** "Compare Selected" of the message table's menu: for two selected messages, the earlier with the
 * later. */
class TableComparing : public QObject
{
    Q_OBJECT

public:
    /** By the store's numbers. */
    using Compare = std::function<void(quint64 earlier, quint64 later)>;

    TableComparing(MessagePanel& panel, const MessageTableModel& model, Compare compare);

    [[nodiscard]] QAction* action() const { return m_action; }

private:
    [[nodiscard]] std::optional<std::pair<quint64, quint64>> selected() const;

    const MessagePanel& m_panel;
    const MessageTableModel& m_model;
    QAction* m_action;
};

} // namespace Ui
