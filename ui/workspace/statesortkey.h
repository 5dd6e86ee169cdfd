#pragma once

#include <stomp/messages/messagesort.h>

namespace Ui {

class MessageTableModel;

/** To sort by what the State column says now: first what waits, then what a transaction holds, then
 * what is acked, nacked, returned; within each, what was never redelivered, then redelivered ones
 * by how often, where the broker counts not at all before once; within these plain ones, replies,
 * odd frames. Where nothing needs an acknowledgement, the same comes behind. States may change
 * while it sorts, and afterwards. For one sort, of messages of this store in the order of their
 * serials. */
[[nodiscard]] Stomp::SortKey stateSortKey(
    const Stomp::MessageStore& store, const MessageTableModel& model);

} // namespace Ui
