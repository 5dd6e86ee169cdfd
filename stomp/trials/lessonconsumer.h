#pragma once

#include "lessonrecord.h"

#include <stomp/client/client.h>

#include <QObject>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace Stomp {

/**
 * A consumer of a lesson: a lane on a connection of its own. Notes what it gets of the lesson's run
 * in its lane, and answers each request with done(). Messages of others it neither notes nor
 * acknowledges. Thread: its own, as a Client.
 */
class LessonConsumer : public QObject, private MessageSink
{
    Q_OBJECT

public:
    /** step: the current one, for the lane's notes. */
    LessonConsumer(
        LessonLane& lane, std::string run, const std::size_t& step, QObject* parent = nullptr);
    ~LessonConsumer() override;

    // One request at a time; each is answered by done(), never before the call returns.
    void connectToBroker(const ClientOptions& options);
    void subscribe(const LessonAction& action, const std::string& destination, Dialect dialect);
    void unsubscribe();
    /** The broker keeps nothing more for its durable subscription. */
    void forget(Dialect dialect);
    /** The frame gets the destination and correlation-id of an answer to that message. */
    void reply(std::uint32_t to, Frame frame, bool withReceipt);
    void leave();
    void kill();
    /** Whether each of these waits for an acknowledgement. */
    [[nodiscard]] bool hasWaiting(const LessonNumbers& numbers) const;
    /** Of messages that wait; the lowest number first. */
    void settle(const LessonAction& action, Dialect dialect);
    /** ACK of the message that has waited longest, without a receipt; not a request. */
    void acknowledgeOldest();
    /** What comes waits from now on, until the next subscribe(). */
    void stopAcksAtOnce() { m_acksAtOnce = false; }
    void transact(const LessonAction& action);
    /** Whether it is open on this connection. */
    [[nodiscard]] bool hasTransaction(const std::string& transaction) const
    {
        return m_transactions.contains(transaction);
    }
    void send(Frame frame, bool withReceipt);

    [[nodiscard]] const std::string& name() const { return m_lane.name; }
    [[nodiscard]] const Client& client() const { return m_client; }
    /** From now on nothing is answered. */
    void end();

Q_SIGNALS:
    void done();
    /** The lane has changed. */
    void changed();
    /** With COMMIT or ABORT, or with its connection: then, as every broker does, it was aborted. */
    void transactionEnded(const std::string& transaction, bool isCommitted);
    /** The connection could not be made, or was lost. */
    void failed(const Stomp::ConnectionFailure& failure);

private:
    struct Ending
    {
        std::string transaction;
        bool isCommit = false;
    };

    bool takeMessage(const FrameView& frame, const MessageOrigin& origin) override;
    void chunkDone(std::uint64_t received) override;
    void answer();
    void noteConfirmed(RequestId request);
    void noteFailed(RequestId request, RequestFailure failure);
    void endTransaction(const std::string& transaction, bool isCommitted);
    void returnWaiting();
    void refuse(const QString& reason);

    LessonLane& m_lane;
    std::string m_run;
    const std::size_t& m_step;
    Client m_client;
    SubscriptionKey m_subscription = 0;
    bool m_acksAtOnce = false;
    bool m_isBusy = false;
    bool m_isLeaving = false;
    std::size_t m_openRequests = 0; //!< whose receipts are counted, not told apart
    std::set<std::string> m_transactions; //!< open
    std::map<RequestId, Ending> m_ending; //!< COMMIT or ABORT under way
    std::map<RequestId, std::vector<std::size_t>> m_settling; //!< arrivals, until it is answered
    std::map<std::size_t, AckReference> m_references; //!< by index into the lane's arrivals
    std::vector<std::size_t> m_toAcknowledge;
    std::map<std::uint32_t, std::pair<std::string, std::string>> m_replyTo; //!< and correlation-id
    std::string m_durableName; //!< of the last subscription
    bool m_hasNews = false;
};

} // namespace Stomp
