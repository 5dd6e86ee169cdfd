// The worker that sorts between threads, without Qt, for the thread sanitizer: it reads a segment
// up to what was published while another thread writes on behind, and a third starts, cancels and
// takes.

#include <stomp/messages/segmentpool.h>
#include <ui/workspace/sortworker.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

namespace {

constexpr std::uint32_t published = 5'000;
constexpr std::uint32_t total = 20'000;
constexpr std::uint64_t firstSerial = 1'000;

void check(bool holds, const char* what)
{
    if (holds)
        return;
    std::fprintf(stderr, "failed: %s\n", what);
    std::_Exit(1);
}

int numberOf(std::uint64_t message)
{
    return static_cast<int>(message * 7919 % published);
}

void write(Stomp::Segment& segment, std::uint32_t from, std::uint32_t to)
{
    for (std::uint32_t i = from; i < to; ++i) {
        const std::string head = "MESSAGE\ndestination:/q\n\n";
        Stomp::MessageRow row;
        row.bodyOffset = static_cast<std::uint32_t>(head.size());
        check(segment.append(head + "{\"n\":" + std::to_string(numberOf(i)) + "}", row),
            "the segment has room");
    }
}

Ui::SortWorker::Job jobOf(const Stomp::SegmentPtr& segment)
{
    Ui::SortWorker::Job job;
    job.key = {Stomp::SortKey::Kind::Field, Stomp::MessageField::parse("$.n").field, {}};
    job.messages = {{{segment, 0, published / 2}, firstSerial},
        {{segment, published / 2, published / 2}, firstSerial + published / 2}};
    return job;
}

std::unique_ptr<Ui::SortedOrder> wait(Ui::SortWorker& worker)
{
    for (;;) {
        if (auto order = worker.take())
            return order;
        check(worker.progress() >= 0 && worker.progress() <= 1, "progress is a part of 1");
        std::this_thread::yield();
    }
}

void sortsBesideTheWriter()
{
    const Stomp::SegmentPtr segment = std::make_shared<Stomp::Segment>(4U << 20U, total);
    write(*segment, 0, published);
    std::thread writer([segment] { write(*segment, published, total); });
    Ui::SortWorker worker;
    worker.start(jobOf(segment));
    const auto order = wait(worker);
    check(order->count() == int(published), "all that was published");
    for (int row = 0; row < order->count(); ++row)
        check(numberOf(order->serialAt(row) - firstSerial) == row, "in order");

    Ui::SortWorker::Job some = jobOf(segment);
    some.descending = true;
    const std::vector<std::uint64_t> wanted{firstSerial - 1, firstSerial, firstSerial + 3,
        firstSerial + published - 1, firstSerial + published};
    some.only.emplace(wanted);
    worker.start(std::move(some));
    const auto few = wait(worker);
    check(few->count() == 3, "only those, and of them those that are there");
    for (int row = 1; row < few->count(); ++row)
        check(numberOf(few->serialAt(row - 1) - firstSerial)
                > numberOf(few->serialAt(row) - firstSerial),
            "turned round");
    writer.join();
}

void dropsWhatIsNoLongerWanted()
{
    const Stomp::SegmentPtr segment = std::make_shared<Stomp::Segment>(4U << 20U, total);
    write(*segment, 0, published);
    Ui::SortWorker worker;
    for (int i = 0; i < 50; ++i) {
        worker.start(jobOf(segment));
        if (i % 3 == 0)
            std::this_thread::yield();
        worker.cancel();
        check(!worker.take(), "nothing is left of a job that was cancelled");
    }
    worker.start(jobOf(segment));
    worker.start({});
    check(wait(worker)->count() == 0, "the last job counts");
    worker.start(jobOf(segment)); // and ends with it under way
}

} // namespace

int main()
{
    sortsBesideTheWriter();
    dropsWhatIsNoLongerWanted();
    return 0;
}
