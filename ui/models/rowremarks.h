#pragma once

#include <stomp/messages/messagestore.h>

#include <QString>
#include <QVariant>

namespace Ui {

/** Something that is known of messages besides what came: marks, colours. Asked by the message
 * table as it paints. */
class RowRemarks
{
public:
    RowRemarks() = default;
    virtual ~RowRemarks() = default;
    RowRemarks(const RowRemarks&) = delete;
    RowRemarks& operator=(const RowRemarks&) = delete;

    /** Invalid where there is nothing to say, and for roles of others. */
    [[nodiscard]] virtual QVariant remark(const Stomp::StoredMessage& message, int role) const = 0;
    /** The same in words, for the tooltip and for screen readers; empty: nothing. */
    [[nodiscard]] virtual QString words(const Stomp::StoredMessage& message) const = 0;
};

} // namespace Ui
