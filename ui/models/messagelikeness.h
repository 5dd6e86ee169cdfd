#pragma once

#include "messagetableroles.h"

#include <stomp/messages/messagestore.h>

#include <QCoreApplication>
#include <QString>
#include <QVariant>

namespace Ui {

class MessageTableModel;

/**
 * What makes another message of the table like one of its messages, by the cell that is looked at:
 * the same value there. Of a time, which is hardly the same again, the destination; of a preview
 * the destination and the shape of its JSON (the same places and kinds), or without JSON the body.
 */
class MessageLikeness
{
    Q_DECLARE_TR_FUNCTIONS(MessageLikeness)

public:
    /** Shapes of larger bodies are not compared: they are alike when their bytes are. */
    static constexpr std::size_t largestShape = 256 * 1024;

    MessageLikeness(const MessageTableModel& model, int row, int column);

    /** Not a gap's row. */
    [[nodiscard]] bool isLike(int row);
    /** "destination /queue/orders" */
    [[nodiscard]] QString words() const;

private:
    [[nodiscard]] static bool isComparedByShape(std::string_view body);
    [[nodiscard]] bool isBodyLike(const Stomp::StoredMessage& message);

    const MessageTableModel& m_model;
    int m_column;
    int m_role;
    QVariant m_value;
    QString m_words;
    Stomp::StoredMessage m_message; //!< of a preview
    bool m_hasShape = false;
};

} // namespace Ui
