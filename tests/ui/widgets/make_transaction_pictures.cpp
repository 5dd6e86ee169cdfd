// Takes the real window through a transaction and its ends on a practice broker, and a lesson's
// lanes through an open one, and saves a picture of each:
// make_transaction_pictures FOLDER light|dark [WIDTH HEIGHT]. For looking at them as a reader
// would.

#include "picturetour.h"

#include <ui/widgets/lessonlanes.h>
#include <ui/widgets/publishbody.h>
#include <ui/widgets/publishpanel.h>
#include <ui/widgets/publishresult.h>

#include <tuple>

using namespace Ui;

namespace {

class TransactionTour : public Testing::PictureTour
{
public:
    explicit TransactionTour(const Testing::PictureOrder& order) : PictureTour(order)
    {
        show(order.size);
        SubscriptionWish wish;
        wish.destination = QStringLiteral("/queue/orders");
        wish.ack = Stomp::AckMode::ClientIndividual;
        wish.acknowledgeOnArrival = false;
        m_connection->subscribe(wish);
        panel()->setDestination(wish.destination);
        for (int i = 1; i <= 6; ++i)
            publish(i);
        until([this] { return m_desk.rows() == 6; });
    }

    [[nodiscard]] bool run()
    {
        begin();
        settle(0, true, "acked in transaction");
        settle(1, true, "acked in transaction");
        settle(2, false, "nacked in transaction");
        publish(7);
        grab("open");
        end("abort");
        grab("aborted");
        begin();
        settle(3, true, "acked in transaction");
        publish(8);
        end("commit");
        grab("committed");
        begin();
        settle(0, true, "acked in transaction");
        publish(9);
        m_desk.find<QAction>("dropConnection")->trigger();
        until([this] { return said().startsWith(QStringLiteral("Not sent")); });
        until([this] { return m_desk.notices().contains(QStringLiteral("Dropped")); });
        grab("lost");
        grabLanes();
        return !m_hasFailed;
    }

private:
    [[nodiscard]] PublishPanel* panel() const { return m_desk.window->publishPanel(); }
    [[nodiscard]] QString said() const { return panel()->findChild<PublishResult*>()->text(); }
    void publish(int number)
    {
        panel()->body()->setBody(QStringLiteral(R"({"order":%1,"qty":%2})")
                                     .arg(number)
                                     .arg(number % 4 + 1)
                                     .toStdString());
        panel()->send();
        until([this] { return said().startsWith(QStringLiteral("Confirmed")); });
    }
    void begin()
    {
        m_desk.find<QAction>("begin")->trigger();
        until([this] { return m_desk.find<QAction>("commit")->isEnabled(); });
    }
    void end(const char* how)
    {
        until([this, how] { return m_desk.find<QAction>(how)->isEnabled(); });
        m_desk.find<QAction>(how)->trigger();
        until([this] { return m_desk.find<QAction>("begin")->isEnabled(); });
    }
    void settle(int row, bool accept, const char* state)
    {
        const MessageTableModel& model = m_desk.workspace.pump().model();
        std::ignore = m_desk.workspace.acknowledging().settle({model.serialAt(row)}, accept);
        until([&] {
            return model.index(row, int(MessageColumn::State)).data().toString()
                == QLatin1StringView(state);
        });
    }
    void grabLanes()
    {
        using State = LessonToken::State;
        LessonLook look;
        look.places << LessonPlaceLook{
            QStringLiteral("/queue/lesson"), LessonPlaceLook::Kind::Queue, {}};
        LessonLaneLook lane;
        lane.name = QStringLiteral("A");
        lane.state = QStringLiteral("subscribed, client-individual");
        lane.isConnected = true;
        lane.place = 0;
        lane.tokens = {{1, State::Acked}, {2, State::Acked, false, false, 0, true},
            {3, State::Nacked, false, false, 0, true}, {4, State::Waiting, true},
            {5, State::Nacked}, {6, State::Returned}};
        look.lanes << lane;
        look.sent = {1, 2, 3, 4, 5, 6, 7, 8};
        look.notThere = {6, 7};
        look.inTransaction = {6};
        LessonLanes lanes;
        lanes.show(look);
        lanes.resize(lanes.minimumSizeHint() * 5 / 4);
        save(lanes, "lanes");
    }
};

} // namespace

int main(int argc, char** argv)
{
    return Testing::makePictures<TransactionTour>(argc, argv, "make_transaction_pictures");
}
