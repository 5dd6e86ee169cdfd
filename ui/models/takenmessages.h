#pragma once

#include "rowremarks.h"

#include <QObject>

#include <vector>

namespace Ui {

class MessageTableModel;

/** Whether the acknowledgement that the reader looks at would take the message: bool, invalid if
 * not. Beside MessageRole, with room for more of those. */
inline constexpr int TakenRole = Qt::UserRole + 64;

/**
 * The messages that an acknowledgement would take with it, while the reader looks at what it would
 * do: their rows are marked. Does and knows nothing about acknowledging itself.
 */
class TakenMessages : public QObject, public RowRemarks
{
    Q_OBJECT

public:
    /** As a child of the model. */
    explicit TakenMessages(MessageTableModel& model);

    /** By the store's numbers, in any order; replaces those before. */
    void set(std::vector<quint64> serials);
    [[nodiscard]] const std::vector<quint64>& serials() const { return m_serials; }
    [[nodiscard]] bool contains(quint64 serial) const;

    [[nodiscard]] QVariant remark(const Stomp::StoredMessage& message, int role) const override;
    [[nodiscard]] QString words(const Stomp::StoredMessage& message) const override;

private:
    MessageTableModel& m_model;
    std::vector<quint64> m_serials; //!< ascending
};

} // namespace Ui
