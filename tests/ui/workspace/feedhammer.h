#pragma once

#include <ui/workspace/messagefeed.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

/**
 * A feed between two plain threads, without Qt, for the thread sanitizer. The writer numbers its
 * frames and stops at the bound until it is resumed, as a client does.
 */
class FeedHammer
{
public:
    static constexpr std::uint64_t total = 300'000;

    FeedHammer()
    {
        m_feed.setWake([this](Ui::MessageFeed::Wake) {
            m_wakes.fetch_add(1);
            m_wakes.notify_one();
        });
        m_feed.setResume([this] {
            m_resumes.fetch_add(1);
            m_resumes.notify_one();
        });
        m_writer = std::thread([this] { write(); });
    }
    ~FeedHammer() { m_writer.join(); }

    [[nodiscard]] Ui::MessageFeed& feed() { return m_feed; }

    /** Sleeps until the feed has something to take, as an idle window does. */
    void waitForArrival()
    {
        const int before = m_wakes.load();
        if (m_feed.armWake())
            m_wakes.wait(before);
    }

    static void check(bool holds, const char* what)
    {
        if (holds)
            return;
        std::fprintf(stderr, "failed: %s\n", what);
        std::_Exit(1);
    }

private:
    void write()
    {
        std::uint64_t published = 0;
        for (std::uint64_t number = 0; number < total;) {
            const int resumes = m_resumes.load();
            bool more = true;
            for (std::uint64_t chunk = number % 97 + 1; more && chunk > 0 && number < total;
                 --chunk)
                more = m_feed.append(frame(number++), {});
            m_feed.publish(number - published);
            published = number;
            if (!more)
                m_resumes.wait(resumes);
        }
    }

    static std::string frame(std::uint64_t number)
    {
        // Now and then one that gets a segment of its own.
        const std::size_t padding = number % 1009 == 0 ? 40'000 : number % 60;
        return std::to_string(number) + std::string(padding, ' ');
    }

    Ui::MessageFeed m_feed{
        Stomp::SegmentPool::create(64 * 1024, 4), Ui::MessageFeed::Limits{256 * 1024, 2000}};
    std::atomic<int> m_wakes = 0;
    std::atomic<int> m_resumes = 0;
    std::thread m_writer;
};
