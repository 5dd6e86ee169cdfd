#pragma once

#include "offercompleter.h"

#include <functional>

namespace Stomp {
class MessageStore;
}

namespace Ui {

class LatestTask;

enum class OfferFor
{
    Condition, //!< also what a message came on
    Column
};

/** Looks through the messages that are kept, on the task's thread, for names of headers and paths
 * that can be typed; take gets them in the window. */
void gatherSeenOffers(LatestTask& task, const Stomp::MessageStore& store, OfferFor what,
    std::function<void(const QList<Offer>& offers)> take);

} // namespace Ui
