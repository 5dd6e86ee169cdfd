#pragma once

#include <stomp/messages/messagesort.h>

namespace Ui {

class MessageTableModel;

/** To sort by what the State column says now: states may change while it sorts, and afterwards. For
 * one sort, of messages of this store in the order of their serials. */
[[nodiscard]] Stomp::SortKey stateSortKey(
    const Stomp::MessageStore& store, const MessageTableModel& model);

} // namespace Ui
