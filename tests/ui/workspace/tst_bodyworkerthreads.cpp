// The worker that looks into bodies between threads, without Qt, for the thread sanitizer: a feed's
// segments are written on one thread while the worker reads what was published, and a third takes
// the filter's hits and what shape watch has learnt.

#include <stomp/messages/segmentpool.h>
#include <ui/workspace/bodyworker.h>
#include <ui/workspace/filterlook.h>
#include <ui/workspace/shapelook.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <latch>
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

struct Desk
{
    Ui::FilterLook filter;
    Ui::ShapeLook shapes;
    Ui::BodyWorker worker{&filter, &shapes};
};

/** Writes and adds in small batches, as the pump does; the worker reads meanwhile. */
void writeAll(Ui::BodyWorker& worker)
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

void findsAllInOrder(bool hasShapes)
{
    Desk desk;
    desk.filter.start(filterOf("$.n = 3 OR $.n = 7"), false, {}, 0);
    if (hasShapes)
        desk.shapes.start({});
    std::thread writer([&desk] { writeAll(desk.worker); });
    std::uint64_t expected = 3;
    std::uint64_t judged = 0;
    while (judged < total) {
        const Ui::FilterLook::Verdict verdict = desk.filter.take();
        check(verdict.judged >= judged, "what is judged stays judged");
        judged = verdict.judged;
        for (Ui::SerialReader hits(verdict.hits); !hits.isAtEnd(); hits.next()) {
            const std::uint64_t hit = hits.serial();
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

/** What is forgotten before its turn is counted as missed, the rest is learnt. */
/** All hits are alike: one run over all segments. */
void foldsAllInOrder()
{
    Desk desk;
    desk.filter.start(filterOf("$.n = 3"), true, {}, 0);
    std::thread writer([&desk] { writeAll(desk.worker); });
    std::uint64_t hits = 0;
    std::uint64_t firsts = 0;
    for (;;) {
        const Ui::FilterLook::Verdict verdict = desk.filter.take();
        hits += verdict.hits.count();
        check(verdict.firsts.isEmpty() || verdict.firsts.at(0) == 3,
            "the first hit alone repeats nothing");
        firsts += verdict.firsts.count();
        if (verdict.judged == total)
            break;
    }
    writer.join();
    check(hits == total / 10 && firsts == 1, "every hit, folded into one");
    desk.filter.stopFolding();
    check(desk.filter.take().firsts.isEmpty(), "no run any more");
}

void learnsAllOrCountsIt()
{
    Desk desk;
    desk.shapes.start({});
    desk.filter.start(filterOf("$.n = 3"), false, {}, 0);
    std::thread writer([&desk] { writeAll(desk.worker); });
    std::uint64_t learnt = 0;
    for (std::uint64_t i = 0;; ++i) {
        desk.worker.forget(i * 50, i * 50 + 20);
        const Ui::ShapeLook::State state = desk.shapes.take();
        for (const Stomp::ShapeNews& news : state.news)
            learnt = news.report.messages;
        if (state.behind == 0 && learnt + state.missed == total)
            break;
        check(learnt + state.missed <= total, "no message is learnt twice, or missed besides");
        std::this_thread::yield();
    }
    writer.join();
}

void readsWhatComesOnceForBoth()
{
    Desk desk;
    desk.filter.start(filterOf("$.n = 3"), false, {}, 0);
    desk.shapes.start({});
    writeAll(desk.worker);
    while (desk.filter.take().judged < total || desk.shapes.take().behind > 0)
        std::this_thread::yield();
    const Ui::BodyWorker::Slices slices = desk.worker.slices();
    check(slices.read > 0 && slices.shared == slices.read, "both are at one place all the time");
}

void othersDropWhatWasFound()
{
    Desk desk;
    desk.filter.start(filterOf("$.n = 3"), false, {}, 0);
    std::thread writer([&desk] { writeAll(desk.worker); });
    for (int i = 0; i < 50; ++i) {
        desk.filter.setHalted(i % 2 == 0);
        desk.worker.forget(std::uint64_t(i) * 100, std::uint64_t(i) * 100 + 50);
        static_cast<void>(desk.filter.take());
        static_cast<void>(desk.shapes.take());
        if (i % 10 == 9)
            desk.filter.start(filterOf("$.n = 4"), false, {}, 0);
        if (i % 3 == 0)
            desk.shapes.start({});
        else if (i % 3 == 2)
            desk.shapes.stop();
    }
    writer.join();
    desk.filter.start(filterOf("$.n = 5"), false, {}, 7);
    const Ui::FilterLook::Verdict verdict = desk.filter.take();
    check(verdict.hits.isEmpty() && verdict.judged == 7, "a new filter begins with nothing");
    desk.shapes.stop();
    const Ui::ShapeLook::State state = desk.shapes.take();
    check(state.news.empty() && state.behind == 0 && state.missed == 0, "off, it knows nothing");
}

/** Writes its letter for each slice; its first one waits until it may go on. */
class LetterLook : public Ui::BodyLook
{
public:
    LetterLook(char letter, std::string& letters) : m_letter(letter), m_letters(letters) { }
    void start(const std::vector<Stomp::NumberedRange>& messages)
    {
        const auto held = lock();
        begin(messages, 0);
    }
    [[nodiscard]] bool isDone() const
    {
        const auto held = lock();
        return behind() == 0;
    }

    std::latch* gate = nullptr;

private:
    void renew() override { }
    void look(const Stomp::NumberedRange&) override
    {
        m_letters += m_letter;
        if (m_letters.size() == 1)
            gate->wait();
    }
    void deliver() override { }

    const char m_letter;
    std::string& m_letters; // the worker's, until all are done
};

/** The first goes first, and yet the other one goes on. */
void nobodyStarves()
{
    const auto segment = std::make_shared<Stomp::Segment>(1'000'000, 40'000);
    for (int i = 0; i < 40'000; ++i)
        check(segment->append("x", {}), "all fit");
    std::string letters;
    LetterLook first('a', letters);
    LetterLook other('b', letters);
    std::latch gate(1);
    first.gate = &gate;
    Ui::BodyWorker worker{&first, &other};
    constexpr std::uint32_t rows = Ui::BodyWorker::sliceRows;
    first.start({{{segment, 0, 20 * rows}, 0}});
    other.start({{{segment, 20 * rows, 2 * rows}, 1'000'000}});
    gate.count_down();
    while (!first.isDone() || !other.isDone())
        std::this_thread::yield();
    const std::string expected =
        std::string(8, 'a') + 'b' + std::string(8, 'a') + 'b' + std::string(4, 'a');
    check(letters == expected, letters.c_str());
}

} // namespace

int main()
{
    findsAllInOrder(false);
    findsAllInOrder(true);
    foldsAllInOrder();
    learnsAllOrCountsIt();
    readsWhatComesOnceForBoth();
    othersDropWhatWasFound();
    nobodyStarves();
    return 0;
}
