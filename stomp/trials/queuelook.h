#pragma once

#include <stomp/client/client.h>

#include <QObject>
#include <QTimer>

namespace Stomp {

/** What to look at, and how. */
struct LookRequest
{
    enum class Way : std::uint8_t
    {
        Browse, //!< copies; only where the dialect has a browse header
        Peek, //!< taken without acknowledging, given back afterwards
    };

    ClientOptions options; //!< of the connection of its own
    std::string destination = {};
    std::string selector = {}; //!< empty: none
    Way way = Way::Peek;
    std::uint32_t count = 10; //!< of a peek: at most so many
    /** With fewer than that in the queue: nothing for this long after the subscription was
     * confirmed, or after the last message, and the look is over (ms). */
    int quiet = 1'000;
};

/**
 * Looks into a queue without consuming it, over a connection of its own (stomp-facts 3.5, 3.10).
 * A browse ends with the broker's marker and unsubscribes. A peek takes messages with a credit for
 * count in the dialect's own unit and acknowledges none; they are held until giveBack(), which ends
 * the connection, so that the broker takes all of them back. Messages go to the sink as ones that
 * need no acknowledgement: nothing can acknowledge them. The sink must outlive it. One look each;
 * thread: its own, as a Client.
 */
class QueueLook : public QObject, private MessageSink
{
    Q_OBJECT

public:
    enum class End : std::uint8_t
    {
        Complete, //!< all that the queue had: the marker came, or nothing more did
        CountReached,
        Stopped, //!< by giveBack() before that
        Failed,
    };
    Q_ENUM(End)

    QueueLook(LookRequest request, MessageSink& sink, QObject* parent = nullptr);
    ~QueueLook() override;

    void start();
    /** Ends the connection; ended() follows. */
    void giveBack();
    /** The sink has room again. */
    void resume() { m_client.resumeReading(); }
    [[nodiscard]] std::uint32_t messages() const { return m_messages; }

    /** The header that grants count messages in the dialect's own unit; nothing where it has none.
     * Bytes: ten kilobytes a message, so that it may be somewhat more or fewer. */
    [[nodiscard]] static std::optional<Header> creditFor(Dialect dialect, std::uint32_t count);

Q_SIGNALS:
    /** What is wanted has come; a peek holds it until giveBack(). */
    void gathered(Stomp::QueueLook::End end);
    /** The connection is gone, and everything given back. Once. */
    void ended(Stomp::QueueLook::End end, quint32 messages, const QString& reason);

private:
    bool takeMessage(const FrameView& frame, const MessageOrigin& origin) override;
    void chunkDone(std::uint64_t received) override { m_sink.chunkDone(received); }
    void subscribe();
    void gather(End end);
    void finish(End end, const QString& reason);

    LookRequest m_request;
    MessageSink& m_sink;
    Client m_client;
    QTimer m_quiet;
    SubscriptionKey m_subscription = 0;
    std::uint32_t m_messages = 0;
    std::optional<End> m_end; //!< once gathered
    QString m_reason;
    bool m_hasEnded = false;
};

} // namespace Stomp
