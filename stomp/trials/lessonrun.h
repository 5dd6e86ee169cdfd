#pragma once

#include "lessonrecord.h"

#include <stomp/client/client.h>
#include <stomp/dialect/routingheaders.h>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace Stomp {

class LessonConsumer;
class LessonHand;
class LessonLeftovers;

/** How patiently a lesson waits (ms). */
struct LessonPatience
{
    int quiet = 700; //!< nothing more came for this long: that was all
    int expected = 8'000; //!< for what a step expects
    int answer = 30'000; //!< for the answer to one action
    // Of a consumer that is changed by hand: from a message to its ACK.
    int quick = 300;
    int slow = 4'000;
};

/**
 * Runs a lesson step by step against a broker: the producer and each consumer on a connection of
 * its own, with destinations that carry the run's id. Notes what really came and compares it with
 * what the lesson expects of this broker, until the set-up is changed by hand. Acknowledges only
 * its own messages. One run; thread: its own, as a Client.
 */
class LessonRun : public QObject
{
    Q_OBJECT

public:
    enum class State : std::uint8_t
    {
        Connecting,
        Ready, //!< for the next step
        Running, //!< a step
        Complete, //!< all steps are done
        NotOffered, //!< on this broker; Lesson::notOffered says why
        Failed, //!< no session, or it was lost; reason() and failure()
        Stopping, //!< removes its durable subscriptions
        Stopped,
    };
    Q_ENUM(State)

    LessonRun(Lesson lesson, ClientOptions options, LessonPatience patience = {},
        QObject* parent = nullptr);
    ~LessonRun() override;

    void start();
    /** What is left of the next step, at once; when it is Ready. */
    void step();
    /** Of the next step one message, or what is to be done before the next one; when it is Ready.
     * In between it is Ready again, with record().isWithinStep. */
    void release();

    static constexpr std::size_t mostConsumers = 6;
    // By hand, of lanes by their number; what is not possible is not done. When it is Ready; while
    // it runs it waits until that is done. From then on the lesson's expectations do not apply,
    // and what a later step cannot do is left out and told.
    void add(const std::string& place); //!< one more consumer joins; mayJoin()
    void join(std::size_t lane); //!< with what it had subscribed, or would have
    void leave(std::size_t lane);
    void kill(std::size_t lane);
    void setPace(std::size_t lane, LessonLane::Pace pace);
    /** Whether a further consumer of the destination with this key gets this run's messages only.
     */
    [[nodiscard]] static bool mayJoin(const LessonRecord& record, const std::string& place);

    /** Ends all connections, and removes the durable subscriptions that it has made. */
    void stop();
    /** stop(), then deletes itself; it is of no more interest. */
    void retire();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] std::size_t currentStep() const { return m_step; }
    [[nodiscard]] const LessonRecord& record() const { return m_record; }
    [[nodiscard]] const Lesson& lesson() const { return m_lesson; }
    /** As the broker knows it, of a key of the lesson's destinations. */
    [[nodiscard]] std::string destination(const std::string& key) const;

Q_SIGNALS:
    /** Any of the above. step: currentStep(). */
    void changed(Stomp::LessonRun::State state, int step, const Stomp::LessonRecord& record);
    /** Before changed() with Failed. */
    void failed(const Stomp::ConnectionFailure& failure);

private:
    void tell();
    void setState(State state);
    [[nodiscard]] LessonConsumer& consumer(const std::string& name);
    void addConsumer(const std::string& name);
    void watch(LessonConsumer& one);
    void greet();
    void run(const LessonAction& action);
    void subscribe(const LessonAction& action);
    void settle(const LessonAction& action);
    void send(const LessonAction& action);
    void addRouting(std::vector<Header>& headers, const std::string& key, RoutingUse use) const;
    [[nodiscard]] bool expiresByItself(const std::string& key) const;
    [[nodiscard]] std::string filled(const std::string& text) const;
    void handleAnswer();
    void endTransaction(const std::string& by, const std::string& transaction, bool isCommitted);
    void failStep(const QString& why);
    void forgetReleased();
    void endAll();
    void finish(State state);
    void handleRemoved();
    [[nodiscard]] ClientOptions optionsOf(const std::string& consumer) const;
    [[nodiscard]] LessonAction filled(LessonAction subscribe) const;

    // In lessonrunsteps.cpp
    void begin(bool isRelease);
    [[nodiscard]] const std::vector<LessonAction>& actions() const;
    void leaveOut();
    void runNextAction();
    void goOn();
    [[nodiscard]] bool hasReleased() const;
    void lookAhead();
    void noteReceivers();
    void handleQuiet();
    void compare();
    void finishStep(LessonOutcome outcome);

    // In lessonrunhands.cpp
    void change(std::function<bool()> byHand);
    void makeHeldChanges();
    void rememberSubscriptions();
    [[nodiscard]] bool isChanged() const { return m_record.changedBefore.has_value(); }
    [[nodiscard]] bool isAnybodyBusy() const;
    [[nodiscard]] LessonHand* hand(std::size_t lane) const;
    /** Why the changed set-up leaves no room for the action; may be empty. */
    [[nodiscard]] QString obstacle(const LessonAction& action) const;

    Lesson m_lesson;
    ClientOptions m_options;
    LessonPatience m_patience;
    LessonRecord m_record;
    LessonLane m_producerLane;
    std::size_t m_step = 0;
    std::size_t m_action = 0;
    std::size_t m_sentOfAction = 0; //!< messages
    bool m_isRelease = false;
    bool m_hasDone = false; //!< something, in this step() or release()
    std::array<std::size_t, mostConsumers> m_arrivalsBefore = {}; //!< the same, by lane
    State m_state = State::Connecting;
    std::unique_ptr<LessonConsumer> m_producer; // children too, to change threads with it
    std::map<std::string, std::unique_ptr<LessonConsumer>> m_consumers;
    std::map<std::string, std::unique_ptr<LessonHand>> m_hands; //!< by consumer
    std::vector<std::function<bool()>> m_heldChanges; //!< until what runs is done
    std::vector<std::string> m_leftOut; //!< of this step's actions, with the reason
    std::unique_ptr<LessonLeftovers> m_leftovers;
    bool m_isRetired = false;
    QTimer m_quiet;
    QTimer m_answer; //!< to an action
    QElapsedTimer m_waited; //!< since the step's actions were done
};

} // namespace Stomp
