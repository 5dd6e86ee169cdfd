#pragma once

#include "publishing.h"

#include <stomp/session/sessiontypes.h>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <map>
#include <unordered_map>
#include <vector>

namespace Stomp {
class Client;
}

namespace Ui {

/**
 * Sends publish requests through a client, on the client's thread: many at a time without waiting
 * for each receipt, but never more than a bound on their way. Tells how far it is at most every
 * 50 ms. A request ends early at its first failure: what was not sent stays unsent.
 */
class Publisher : public QObject
{
    Q_OBJECT

public:
    /** Receipts that may be outstanding, over all requests. */
    static constexpr std::size_t maxOutstanding = 1000;
    /** Bytes that may wait for the socket before more is written. */
    static constexpr std::size_t maxWaitingBytes = 4 * 1024 * 1024;
    static constexpr int tellEveryMs = 50;

    explicit Publisher(Stomp::Client& client, QObject* parent = nullptr);

    void start(PublishId id, const PublishRequest& request);
    void stop(PublishId id);
    void stopAll();

Q_SIGNALS:
    void progressed(const Ui::PublishProgress& progress);

private:
    struct Job
    {
        PublishRequest request;
        PublishProgress progress;
        QElapsedTimer clock;
        quint32 outstanding = 0;
        bool isStopped = false;
        bool isToTell = true;

        [[nodiscard]] bool hasMore() const { return !isStopped && progress.sent < request.count; }
    };

    void sendMore();
    void sendOne(Job& job);
    void confirm(Stomp::RequestId request, qint64 roundTripUs);
    void fail(Stomp::RequestId request, const QString& reason);
    void forgetSilent();
    /** Ends the tracking of a request; null when it is not ours. */
    Job* take(Stomp::RequestId request);
    void tellSoon(Job& job);
    void tell();

    Stomp::Client& m_client;
    std::map<PublishId, Job> m_jobs;
    std::unordered_map<Stomp::RequestId, PublishId> m_outstanding;
    /** Those without a receipt: answered only if refused, and then before forgetSilent(). */
    std::vector<Stomp::RequestId> m_silent;
    QTimer m_tellTimer;
};

} // namespace Ui
