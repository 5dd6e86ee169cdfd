#pragma once

#include "messagestore.h"

#include <stomp/payload/shapelearner.h>
#include <stomp/protocol/framedecoder.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace Stomp {

/** Whose shape it is. */
struct ShapeSubject
{
    std::uint32_t connection = 0;
    std::string destination;

    friend bool operator<(const ShapeSubject& a, const ShapeSubject& b)
    {
        return a.connection != b.connection ? a.connection < b.connection
                                            : a.destination < b.destination;
    }
};

/** What was learnt since the last time about one destination. */
struct ShapeNews
{
    ShapeSubject subject;
    ShapeReport report;
    /** Those that its messages came on: with a wildcard, one has several destinations. */
    std::vector<std::uint32_t> subscriptions;
};

/**
 * Learns the shape of JSON bodies by connection and destination: reads each body once, whatever its
 * charset, and packed ones up to a bound. One thread.
 */
class ShapeBook
{
public:
    /** Messages of further destinations are counted, and not looked at. */
    static constexpr std::size_t maxDestinations = 500;
    /** What a packed body may unpack to; a larger one is looked at as not JSON. */
    static constexpr std::size_t maxUnpacked = 16'000'000;

    /** Reads nothing beyond the range's last row. */
    void look(const NumberedRange& messages);
    /** The reports that have changed since it was asked before. */
    [[nodiscard]] std::vector<ShapeNews> takeNews();
    /** Messages of destinations beyond the bound. */
    [[nodiscard]] std::uint64_t unwatched() const { return m_unwatched; }

private:
    struct Chapter
    {
        ShapeLearner learner;
        std::vector<std::uint32_t> subscriptions;
        bool isNews = false;
    };

    void look(std::string_view bytes, const MessageRow& row, std::uint64_t serial);

    std::map<ShapeSubject, Chapter> m_chapters;
    std::map<ShapeSubject, Chapter>::iterator m_last = m_chapters.end();
    FrameDecoder m_decoder;
    std::uint64_t m_unwatched = 0;
};

} // namespace Stomp
