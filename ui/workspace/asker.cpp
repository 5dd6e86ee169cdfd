#include "asker.h"

#include <ui/models/messagepreview.h>

#include <algorithm>
#include <utility>

namespace Ui {

using Stomp::Requester;

namespace {
QString valueOf(const Stomp::Frame& frame, std::string_view header)
{
    const std::string_view value = frame.value(header);
    return QString::fromUtf8(value.data(), qsizetype(value.size()));
}
} // namespace

Asker::Asker(Stomp::Client& client, QObject* parent) : QObject(parent), m_requester(client, this)
{
    connect(&m_requester, &Requester::confirmed, this, &Asker::confirm);
    connect(&m_requester, &Requester::replied, this, &Asker::answer);
    connect(&m_requester, &Requester::failed, this, &Asker::fail);
}

void Asker::start(PublishId id, const PublishRequest& request)
{
    Question question;
    PublishProgress& progress = question.progress;
    progress.id = id;
    progress.count = 1;
    progress.sent = 1;
    progress.reply = ReplyState::Awaited;
    progress.replyTimeoutMs = request.reply.timeoutMs;
    progress.answer.destination = valueOf(request.frame, "destination");
    question.clock.start();
    const Requester::Number number = m_requester.request(
        request.frame, request.contentLength, request.reply.timeoutMs, request.reply.way);
    const Place place = m_questions.emplace(number, std::move(question)).first;
    Q_EMIT progressed(place->second.progress);
}

void Asker::stop(PublishId id)
{
    const auto place = std::ranges::find_if(
        m_questions, [id](const auto& one) { return one.second.progress.id == id; });
    if (place == m_questions.end())
        return;
    m_requester.cancel(place->first);
    finish(place, ReplyState::Stopped);
}

bool Asker::offer(const Stomp::FrameView& message, const Stomp::MessageOrigin& origin)
{
    return m_requester.offer(message, origin);
}

void Asker::confirm(quint64 request, qint64 roundTripUs)
{
    const auto place = m_questions.find(request);
    if (place == m_questions.end())
        return;
    PublishProgress& progress = place->second.progress;
    progress.confirmed = 1;
    progress.lastRoundTripUs = roundTripUs;
    progress.shortestRoundTripUs = roundTripUs;
    progress.longestRoundTripUs = roundTripUs;
    progress.totalRoundTripUs = roundTripUs;
    progress.elapsedUs = place->second.clock.nsecsElapsed() / 1000;
    Q_EMIT progressed(progress);
}

void Asker::answer(quint64 request, const Stomp::Frame& reply)
{
    // Counted whatever it answers: the window counts the messages that are marked.
    const quint64 number = ++m_replies;
    const auto place = m_questions.find(request);
    if (place == m_questions.end())
        return;
    ReplyFacts& facts = place->second.progress.answer;
    facts.number = number;
    facts.roundTripUs = place->second.clock.nsecsElapsed() / 1000;
    facts.correlation = valueOf(reply, "correlation-id");
    facts.preview = MessagePreview::of(reply.body, reply.value("content-type")).text;
    facts.bytes = reply.body.size();
    finish(place, ReplyState::Arrived);
}

void Asker::fail(quint64 request, Requester::Failure failure, const QString& reason)
{
    const auto place = m_questions.find(request);
    if (place == m_questions.end())
        return;
    if (failure == Requester::Failure::TimedOut) {
        finish(place, ReplyState::TimedOut);
        return;
    }
    place->second.progress.failed = 1;
    place->second.progress.firstFailure = reason;
    finish(place, ReplyState::Failed);
}

void Asker::finish(Place place, ReplyState state)
{
    PublishProgress last = std::move(place->second.progress);
    last.elapsedUs = place->second.clock.nsecsElapsed() / 1000;
    last.reply = state;
    last.finished = true;
    m_questions.erase(place);
    Q_EMIT progressed(last);
}

} // namespace Ui
