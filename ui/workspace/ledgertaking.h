#pragma once

#include "messagefeed.h"

#include <ui/models/messagetablemodel.h>

#include <stomp/messages/ledger.h>
#include <stomp/messages/sourceledgers.h>

namespace Ui {

// What a feed, the store that it fills and the table over that store count, put together. Nothing
// is counted here, and no term comes from the others: else nothing could ever be missing.

[[nodiscard]] Stomp::Ledger takeLedger(const MessageFeed::Snapshot& feed,
    const Stomp::MessageStore& store, const MessageTableModel& table);

[[nodiscard]] Stomp::SourceLedgers takeLedgers(const MessageFeed::Sources& feed,
    const Stomp::MessageStore& store, const MessageTableModel& table);

} // namespace Ui
