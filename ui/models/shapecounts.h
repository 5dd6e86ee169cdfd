#pragma once

#include "trafficbook.h"

#include <stomp/messages/shapebook.h>

#include <map>

namespace Ui {

/** What shape watch says of one entry of a TrafficBook. */
struct ShapeCount
{
    quint64 shapes = 0; //!< of each destination, where a wildcard has several
    quint64 lookedAt = 0; //!< messages
    bool isMore = false; //!< further shapes are not counted
};

using ShapeCounts = std::map<const TrafficEntry*, ShapeCount>;

/** By the entries to which the subscriptions count on which the messages came. */
[[nodiscard]] ShapeCounts shapeCounts(
    const TrafficBook& book, const std::map<Stomp::ShapeSubject, Stomp::ShapeNews>& reports);

} // namespace Ui
