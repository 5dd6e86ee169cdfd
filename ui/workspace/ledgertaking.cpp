#include "ledgertaking.h"

#include <algorithm>
#include <map>

namespace Ui {

namespace {

/** Stored rows below are not held by a pause. */
std::size_t heldFrom(const Stomp::MessageStore& store, const MessageTableModel& table)
{
    return std::max(table.messages().decidedRows(), store.rowFrom(table.limit()));
}

} // namespace

Stomp::Ledger takeLedger(const MessageFeed::Snapshot& feed, const Stomp::MessageStore& store,
    const MessageTableModel& table)
{
    Stomp::Ledger ledger;
    ledger.received = feed.received;
    ledger.waiting = feed.waiting;
    ledger.shown = static_cast<std::uint64_t>(table.messageCount());
    ledger.folded = table.messages().foldedCount();
    ledger.cleared = store.clearedCount();
    ledger.retired = store.retiredCount();
    ledger.hidden = table.messages().hiddenCount();
    // Stored, not shown: held by the pause, or on the way to the next tick or through the filter.
    const std::size_t held = heldFrom(store, table);
    ledger.held = store.rowCount() - held;
    ledger.waiting += held - table.messages().decidedRows();
    return ledger;
}

Stomp::SourceLedgers takeLedgers(const MessageFeed::Sources& feed, const Stomp::MessageStore& store,
    const MessageTableModel& table)
{
    const ShownMessages& messages = table.messages();
    const Stomp::SourceCounts shown = messages.countBySource();
    const Stomp::SourceCounts wanted = messages.wantedBySource();
    const Stomp::SourceCounts decided = store.keptBySource(messages.decidedRows());
    const Stomp::SourceCounts notHeld = store.keptBySource(heldFrom(store, table));
    const Stomp::SourceCounts kept = store.keptBySource(store.rowCount());

    std::map<Stomp::MessageSource, Stomp::Ledger> bySource;
    for (const Stomp::SourceTally::Entry& entry : feed.received.entries())
        bySource[entry.source].received = entry.count;
    for (const Stomp::SourceTally::Entry& entry : feed.waiting.entries())
        bySource[entry.source].waiting = entry.count;
    for (std::size_t place = 0; place < store.sources().entries().size(); ++place) {
        Stomp::Ledger& ledger = bySource[store.sources().entries()[place].source];
        ledger.waiting += notHeld.at(place) - decided.at(place);
        ledger.shown = shown.at(place);
        ledger.held = kept.at(place) - notHeld.at(place);
        ledger.folded = wanted.at(place) - shown.at(place);
        ledger.hidden = decided.at(place) - wanted.at(place);
        ledger.cleared = store.clearedBySource().at(place);
        ledger.retired = store.retiredBySource().at(place);
    }

    Stomp::SourceLedgers ledgers;
    ledgers.sum = takeLedger(feed.sum, store, table);
    ledgers.rows.reserve(bySource.size());
    for (const auto& [source, ledger] : bySource)
        ledgers.rows.push_back({source, ledger});
    return ledgers;
}

} // namespace Ui
