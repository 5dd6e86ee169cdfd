#include "seenoffers.h"

#include "latesttask.h"

#include <ui/models/seennames.h>

#include <QCoreApplication>

#include <utility>

namespace Ui {

void gatherSeenOffers(LatestTask& task, const Stomp::MessageStore& store, OfferFor what,
    std::function<void(const QList<Offer>& offers)> take)
{
    task.start([messages = SeenNames::sampleOf(store), what,
                   take = std::move(take)]() -> LatestTask::Finish {
        SeenNames seen;
        for (const Stomp::StoredMessage& message : messages)
            seen.look(message);
        if (what == OfferFor::Condition && !messages.empty())
            seen.lookAtSource(messages.front());
        QList<Offer> offers;
        for (const SeenNames::Name& name : seen.names())
            offers.append({name.text,
                name.example.isEmpty() ? QCoreApplication::translate("Ui::SeenOffers", "null")
                                       : name.example});
        return [take, offers] {
            take(offers);
        };
    });
}

} // namespace Ui
