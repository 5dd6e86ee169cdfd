#include "publisher.h"

#include <stomp/client/client.h>

#include <algorithm>
#include <utility>

namespace Ui {

using Stomp::Client;

Publisher::Publisher(Client& client, QObject* parent)
    : QObject(parent), m_client(client), m_tellTimer(this)
{
    connect(&client, &Client::requestConfirmed, this, &Publisher::confirm);
    connect(&client, &Client::requestFailed, this,
        [this](Stomp::RequestId id, Stomp::RequestFailure, const QString& reason) {
            fail(id, reason);
        });
    connect(&client, &Client::bytesWritten, this, &Publisher::sendMore);
    m_tellTimer.setInterval(tellEveryMs);
    m_tellTimer.setSingleShot(true);
    connect(&m_tellTimer, &QTimer::timeout, this, &Publisher::tell);
}

void Publisher::start(PublishId id, const PublishRequest& request)
{
    Job& job = m_jobs[id];
    job.request = request;
    job.progress.id = id;
    job.progress.count = request.count;
    job.progress.withReceipt = request.withReceipt;
    job.clock.start();
    sendMore();
}

void Publisher::stop(PublishId id)
{
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end())
        return;
    found->second.isStopped = true;
    tellSoon(found->second);
}

void Publisher::stopAll()
{
    for (auto& [id, job] : m_jobs) {
        job.isStopped = true;
        tellSoon(job);
    }
}

void Publisher::sendMore()
{
    const bool hadSilent = !m_silent.empty();
    const auto hasRoom = [this] {
        return m_outstanding.size() < maxOutstanding && m_client.bytesToWrite() < maxWaitingBytes;
    };
    // One of each in turn, so that a long request does not hold up a short one.
    for (bool isMoving = true; isMoving && hasRoom();) {
        isMoving = false;
        for (auto& [id, job] : m_jobs) {
            if (job.hasMore() && hasRoom()) {
                sendOne(job);
                isMoving = true;
            }
        }
    }
    if (!hadSilent && !m_silent.empty())
        QMetaObject::invokeMethod(this, &Publisher::forgetSilent, Qt::QueuedConnection);
}

void Publisher::sendOne(Job& job)
{
    const PublishRequest& wanted = job.request;
    const Stomp::RequestId request = wanted.numbered
        ? m_client.send(numberedFrame(wanted.frame, job.progress.sent + 1), wanted.contentLength,
            wanted.withReceipt)
        : m_client.send(wanted.frame, wanted.contentLength, wanted.withReceipt);
    m_outstanding[request] = job.progress.id;
    if (!wanted.withReceipt)
        m_silent.push_back(request);
    ++job.outstanding;
    ++job.progress.sent;
    tellSoon(job);
}

void Publisher::confirm(Stomp::RequestId request, qint64 roundTripUs)
{
    Job* job = take(request);
    if (!job)
        return;
    PublishProgress& progress = job->progress;
    progress.lastRoundTripUs = roundTripUs;
    progress.shortestRoundTripUs =
        progress.confirmed == 0 ? roundTripUs : std::min(progress.shortestRoundTripUs, roundTripUs);
    progress.longestRoundTripUs = std::max(progress.longestRoundTripUs, roundTripUs);
    progress.totalRoundTripUs += roundTripUs;
    ++progress.confirmed;
    tellSoon(*job);
    sendMore();
}

void Publisher::fail(Stomp::RequestId request, const QString& reason)
{
    Job* job = take(request);
    if (!job)
        return;
    ++job->progress.failed;
    if (job->progress.firstFailure.isEmpty())
        job->progress.firstFailure = reason;
    job->isStopped = true;
    tellSoon(*job);
}

void Publisher::forgetSilent()
{
    for (const Stomp::RequestId request : std::exchange(m_silent, {})) {
        if (Job* job = take(request))
            tellSoon(*job);
    }
    sendMore();
}

Publisher::Job* Publisher::take(Stomp::RequestId request)
{
    const auto found = m_outstanding.find(request);
    if (found == m_outstanding.end())
        return nullptr;
    const auto job = m_jobs.find(found->second);
    m_outstanding.erase(found);
    --job->second.outstanding;
    return &job->second;
}

void Publisher::tellSoon(Job& job)
{
    job.progress.elapsedUs = job.clock.nsecsElapsed() / 1000;
    job.isToTell = true;
    if (!m_tellTimer.isActive())
        m_tellTimer.start();
}

void Publisher::tell()
{
    for (auto here = m_jobs.begin(); here != m_jobs.end();) {
        Job& job = here->second;
        job.progress.finished = !job.hasMore() && job.outstanding == 0;
        if (job.isToTell)
            Q_EMIT progressed(job.progress);
        job.isToTell = false;
        here = job.progress.finished ? m_jobs.erase(here) : std::next(here);
    }
}

} // namespace Ui
