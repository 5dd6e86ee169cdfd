#include "shapecounts.h"

#include <algorithm>
#include <set>

namespace Ui {

namespace {

const TrafficEntry* entryOf(
    const TrafficBook& book, std::uint32_t connection, Stomp::SubscriptionKey subscription)
{
    if (const TrafficEntry* const entry = book.entryOf(subscription))
        return entry;
    const auto found =
        std::find_if(book.entries().begin(), book.entries().end(), [connection](const auto& one) {
            return one->connection == connection && one->destination.isEmpty();
        });
    return found == book.entries().end() ? nullptr : found->get();
}

} // namespace

ShapeCounts shapeCounts(
    const TrafficBook& book, const std::map<Stomp::ShapeSubject, Stomp::ShapeNews>& reports)
{
    ShapeCounts counts;
    for (const auto& [subject, news] : reports) {
        std::set<const TrafficEntry*> entries;
        for (const std::uint32_t subscription : news.subscriptions)
            entries.insert(entryOf(book, subject.connection, subscription));
        entries.erase(nullptr);
        for (const TrafficEntry* const entry : entries) {
            ShapeCount& count = counts[entry];
            count.shapes += news.report.shapes;
            count.lookedAt += news.report.messages;
            count.isMore = count.isMore || news.report.shapesFull;
        }
    }
    return counts;
}

} // namespace Ui
