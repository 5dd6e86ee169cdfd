#pragma once

#include "lessonrecord.h"

#include <stomp/client/client.h>
#include <stomp/dialect/destination.h>
#include <stomp/dialect/routingheaders.h>

#include <QObject>
#include <QTimer>

#include <memory>
#include <string>
#include <vector>

namespace Stomp {

class LessonConsumer;
class LessonHand;

/** Key of the one destination, in lanes and in what was sent. */
inline constexpr const char* freePlayPlace = "place";

/** How fast a consumer by hand works; the numbers in ms. */
struct FreePlayPatience
{
    int quick = 300; //!< from a message to its ACK
    int slow = 4'000; //!< the same, for one that was made slow
    int quiet = 700; //!< nothing more came for this long: this is where the message went
};

/** What free play has shown so far: only what really was sent and received. Pure data. */
struct FreePlayRecord
{
    std::string run = {};
    Dialect dialect = Dialect::Generic;
    std::string server = {}; //!< as CONNECTED said
    std::string destination = {};
    std::vector<LessonSent> sent = {};
    std::vector<LessonLane> lanes = {};
    /** False where the broker knows no ACK: nobody can be slow or asleep there. */
    bool hasAcks = true;
    std::string problem = {}; //!< why the last message could not be sent, or the run failed
};

/**
 * A queue or a topic of its own on a broker, with a producer and up to six consumers that come, go,
 * dawdle, sleep and die by hand (LessonHand), each on a connection of its own. Expects nothing:
 * what comes is what this broker does. Acknowledges only its own messages. One run; thread: its
 * own, as a Client.
 */
class FreePlay : public QObject
{
    Q_OBJECT

public:
    enum class State : std::uint8_t
    {
        Connecting,
        Ready, //!< for the next message
        Sending, //!< until its receipt came, and then nothing more for a while
        NotOffered, //!< a queue where there are none
        Failed, //!< the producer has no session, or lost it; record().problem
        Stopped,
    };
    Q_ENUM(State)

    static constexpr std::size_t mostConsumers = 6;
    static constexpr std::size_t mostMessages = 1'000;

    /** kind: Queue or Topic. */
    FreePlay(DestinationKind kind, ClientOptions options, FreePlayPatience patience = {},
        QObject* parent = nullptr);
    ~FreePlay() override;

    /** The producer connects; then two consumers join. */
    void start();
    /** The next message; when it is Ready and there were not too many. */
    void send();
    /** Ends all connections. */
    void stop();

    // Of consumers by their number, from 0; what is not possible now is not done.
    void add(); //!< one more, and it joins
    void join(std::size_t lane); //!< CONNECT and SUBSCRIBE
    void leave(std::size_t lane); //!< DISCONNECT
    void kill(std::size_t lane); //!< closes the socket without a word
    void setPace(std::size_t lane, LessonLane::Pace pace);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] FreePlayRecord record() const;

Q_SIGNALS:
    /** Any of the above. */
    void changed(Stomp::FreePlay::State state, const Stomp::FreePlayRecord& record);
    /** Before changed() with Failed. */
    void failed(const Stomp::ConnectionFailure& failure);

private:
    struct Player;

    void tell();
    void setState(State state);
    void greet();
    void handleSent();
    void fail(const QString& why);
    void addPlayer();
    void addHeaders(std::vector<Header>& headers, RoutingUse use) const;
    [[nodiscard]] LessonHand* hand(std::size_t lane) const;
    void endAll();

    DestinationKind m_kind;
    ClientOptions m_options;
    FreePlayPatience m_patience;
    FreePlayRecord m_record; //!< without its lanes
    State m_state = State::Connecting;
    std::size_t m_step = 0; //!< the number of the last message
    LessonLane m_producerLane;
    std::unique_ptr<LessonConsumer> m_producer; // children too, to change threads with it
    std::vector<std::unique_ptr<Player>> m_players;
    QTimer m_quiet;
};

} // namespace Stomp
