// The filter's worker between threads, without Qt, for the thread sanitizer: a feed's segments are
// written on one thread while the worker reads what was published, and a third takes the hits.

#include <stomp/messages/segmentpool.h>
#include <ui/workspace/filterworker.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

namespace {

constexpr std::uint64_t total = 60'000;

void check(bool holds, const char* what)
{
    if (holds)
        return;
    std::fprintf(stderr, "failed: %s\n", what);
    std::_Exit(1);
}

Stomp::MessageFilter filterOf(const char* text)
{
    Stomp::SelectorOptions options;
    options.allowsPaths = true;
    const Stomp::ParsedSelector parsed = Stomp::Selector::parse(text, options);
    check(!parsed.error, text);
    return Stomp::MessageFilter::ofCondition(parsed.selector);
}

/** Writes and adds in small batches, as the pump does; the worker reads meanwhile. */
void writeAll(Ui::FilterWorker& worker)
{
    const auto pool = Stomp::SegmentPool::create(64 * 1024, 4);
    Stomp::SegmentPtr open = pool->take();
    std::uint32_t first = 0;
    std::uint64_t firstSerial = 0;
    const auto publish = [&](std::uint64_t end) {
        if (end > firstSerial)
            worker.add({{open, first, static_cast<std::uint32_t>(end - firstSerial)}, firstSerial});
        first += static_cast<std::uint32_t>(end - firstSerial);
        firstSerial = end;
    };
    for (std::uint64_t serial = 0; serial < total; ++serial) {
        const std::string head = "MESSAGE\ndestination:/q\n\n";
        const std::string bytes = head + "{\"n\":" + std::to_string(serial % 10) + "}";
        Stomp::MessageRow row;
        row.bodyOffset = static_cast<std::uint32_t>(head.size());
        if (!open->append(bytes, row)) {
            publish(serial);
            open = pool->take();
            first = 0;
            check(open->append(bytes, row), "a frame fits into an empty segment");
        }
        if (serial % 97 == 0)
            publish(serial + 1);
    }
    publish(total);
}

void findsAllInOrder()
{
    Ui::FilterWorker worker;
    worker.start(filterOf("$.n = 3 OR $.n = 7"), {}, 0);
    std::thread writer([&worker] { writeAll(worker); });
    std::uint64_t expected = 3;
    std::uint64_t judged = 0;
    while (judged < total) {
        const Ui::FilterWorker::Verdict verdict = worker.take();
        check(verdict.judged >= judged, "what is judged stays judged");
        judged = verdict.judged;
        for (const std::uint64_t hit : verdict.hits) {
            check(hit == expected, "each hit comes once and in order");
            check(hit < judged, "hits are below what is judged");
            expected += expected % 10 == 3 ? 4 : 6;
        }
        check(expected >= judged, "all hits below what is judged have come");
        std::this_thread::yield();
    }
    writer.join();
    check(expected == total + 3, "all hits have come");
}

void otherFiltersDropWhatWasFound()
{
    Ui::FilterWorker worker;
    worker.start(filterOf("$.n = 3"), {}, 0);
    std::thread writer([&worker] { writeAll(worker); });
    for (int i = 0; i < 50; ++i) {
        worker.setHalted(i % 2 == 0);
        worker.forget(std::uint64_t(i) * 100, std::uint64_t(i) * 100 + 50);
        static_cast<void>(worker.take());
        if (i % 10 == 9)
            worker.start(filterOf("$.n = 4"), {}, 0);
    }
    writer.join();
    worker.start(filterOf("$.n = 5"), {}, 7);
    const Ui::FilterWorker::Verdict verdict = worker.take();
    check(verdict.hits.empty() && verdict.judged == 7, "a new filter begins with nothing");
}

} // namespace

int main()
{
    findsAllInOrder();
    otherFiltersDropWhatWasFound();
    return 0;
}
