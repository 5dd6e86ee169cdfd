#include <ui/workspace/frametap.h>

#include <stomp/framelog/framerecord.h>
#include <stomp/session/frameobserver.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

/**
 * A session's thread that records, a window that takes, switches and is woken, and a third that
 * reads the pulse: every frame is taken or counted as dropped, in order, and the thread sanitizer
 * has nothing to say. No Qt.
 */

namespace {

constexpr std::uint64_t total = 200'000;

void check(bool holds, const char* what)
{
    if (holds)
        return;
    std::fprintf(stderr, "failed: %s\n", what);
    std::_Exit(1);
}

std::uint64_t numberOf(const Stomp::FrameRecord& record)
{
    return std::stoull(Stomp::headerOf(record, "n").value_or("0"));
}

} // namespace

int main()
{
    Ui::FrameTap tap({500, 200'000});
    std::atomic<int> wakes = 0;
    tap.setWake([&wakes] {
        wakes.fetch_add(1);
        wakes.notify_one();
    });
    std::atomic<bool> done = false;
    std::unique_ptr<Stomp::FrameObserver> observer = tap.makeObserver(7);

    std::thread writer([&] {
        for (std::uint64_t n = 1; n <= total; ++n) {
            const std::string message =
                "MESSAGE\nn:" + std::to_string(n) + "\n\n" + std::string(n % 300, 'x');
            Stomp::FrameView view;
            view.command = "MESSAGE";
            view.bytes = message;
            view.body = view.bytes.substr(Stomp::bodyOffsetOf(message));
            if (n % 10 == 1)
                observer->bytesReceived(message.size());
            observer->frameReceived(view, Stomp::Version::V12);
            if (n % 50 == 0)
                observer->heartBeatSent();
        }
        // So that nothing is left that was only counted.
        observer->frameSent(
            "DISCONNECT\n\n", Stomp::Version::V12, Stomp::FrameObserver::Sender::User);
        done.store(true);
        wakes.fetch_add(1);
        wakes.notify_one();
    });
    std::thread watcher([&] {
        std::int64_t last = 0;
        while (!done.load()) {
            const std::int64_t now = tap.lastHeardUs(7);
            check(now >= last, "the pulse never goes back");
            last = now;
            std::this_thread::yield();
        }
    });

    std::uint64_t taken = 0;
    std::uint64_t counted = 0;
    std::uint64_t last = 0;
    std::uint64_t beats = 0;
    bool ended = false;
    for (std::uint64_t round = 0; !ended; ++round) {
        tap.setWide(round % 7 != 6);
        const int before = wakes.load();
        const bool wasDone = done.load();
        const Ui::FrameTap::Batch batch = tap.take();
        counted += batch.dropped;
        // Those that are forgotten have a record for each direction.
        check(batch.records.size() <= 500 + Ui::UnseenFrames::mostFrames + 2, "the tap is bounded");
        for (const Stomp::FrameRecord& record : batch.records) {
            if (record.kind == Stomp::FrameRecord::Kind::NotRecorded) {
                counted += record.count;
            } else if (record.kind == Stomp::FrameRecord::Kind::HeartBeats) {
                beats += record.count;
            } else if (record.command() == "MESSAGE") {
                check(numberOf(record) > last, "frames come in order");
                last = numberOf(record);
                ++taken;
            } else {
                ++taken;
            }
        }
        ended = wasDone && batch.records.empty();
        if (!ended && batch.records.empty() && tap.armWake() && !done.load())
            wakes.wait(before);
    }
    writer.join();
    watcher.join();
    // Heart-beats may be among the dropped ones.
    check(taken + counted + beats == total + 1 + total / 50, "taken and counted add up to all");
    std::printf("%llu taken, %llu counted\n", static_cast<unsigned long long>(taken),
        static_cast<unsigned long long>(counted));
    return 0;
}
