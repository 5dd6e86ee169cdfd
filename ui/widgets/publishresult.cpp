#include "publishresult.h"

#include "elidedlabel.h"
#include "iconmark.h"
#include "wording.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace Ui {

namespace {

constexpr int wholeUpTo = 36; // characters: "Confirmed by receipt in 123.4 ms"

} // namespace

PublishResult::PublishResult(QWidget* parent)
    : QWidget(parent), m_mark(new IconMark(this)), m_text(new ElidedLabel(this, Qt::ElideRight)),
      m_stop(new QPushButton(tr("Stop"), this)),
      m_showReply(new QPushButton(tr("Show reply"), this))
{
    m_text->setObjectName(QStringLiteral("result"));
    m_text->setFont(Theme::tabular(m_text->font()));
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_stop->setObjectName(QStringLiteral("stop"));
    m_stop->setAutoDefault(false);
    m_showReply->setObjectName(QStringLiteral("showReply"));
    m_showReply->setAutoDefault(false);
    m_showReply->setToolTip(tr("Opens the reply in the table and the inspector"));
    m_mark->setFixedWidth(Theme::iconSize);
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid);
    layout->addWidget(m_mark);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_stop);
    layout->addWidget(m_showReply);
    m_stop->hide();
    m_showReply->hide();
    m_mark->hide();
    connect(m_stop, &QPushButton::clicked, this, &PublishResult::stopWanted);
    connect(m_showReply, &QPushButton::clicked, this, &PublishResult::replyWanted);
}

QString PublishResult::text() const
{
    return m_text->text();
}

void PublishResult::say(const QString& text, Tone tone)
{
    m_tone = tone;
    m_text->setText(text);
    // A short result is whole, whatever warning stands beside it.
    m_text->setMinimumWidth(
        std::min(m_text->sizeHint().width(), fontMetrics().averageCharWidth() * wholeUpTo));
    m_text->setPalette(Theme::toned(palette(), tone));
    const char* const mark = tone == Tone::Good ? "dialog-ok"
        : tone == Tone::Bad                     ? "dialog-error"
        : tone == Tone::Warn                    ? "dialog-warning"
                                                : nullptr;
    if (mark)
        m_mark->setIcon(QLatin1StringView(mark), tone);
    m_mark->setVisible(mark != nullptr);
    m_stop->hide();
    m_showReply->hide();
}

QString PublishResult::describeRequest(const PublishProgress& progress)
{
    const ReplyFacts& answer = progress.answer;
    const QString limit = tr("%1 s").arg(countText(progress.replyTimeoutMs / 1000));
    switch (progress.reply) {
    case ReplyState::NotWanted:
        break;
    case ReplyState::Awaited:
        return progress.confirmed == 0
            ? tr("Sent; waiting up to %1 for the reply…").arg(limit)
            : tr("Confirmed by receipt in %1; waiting up to %2 for the reply…")
                  .arg(durationText(progress.lastRoundTripUs), limit);
    case ReplyState::Arrived: {
        const QString after = tr("Reply after %1").arg(durationText(answer.roundTripUs));
        if (!answer.preview.isEmpty())
            return after + QStringLiteral(": ") + answer.preview;
        return answer.bytes == 0 ? tr("%1, empty").arg(after)
                                 : tr("%1, %2, binary").arg(after, sizeText(answer.bytes));
    }
    case ReplyState::TimedOut:
        return progress.confirmed == 0
            ? tr("No reply within %1, nor a receipt: the broker has not said that it took the "
                 "request. One that comes later is listed as an ordinary message.")
                  .arg(limit)
            : tr("No reply within %1; the broker has the request. Does anybody consume %2 and "
                 "send to its reply-to? A late reply is listed as an ordinary message, if the "
                 "broker still delivers it.")
                  .arg(limit, answer.destination);
    case ReplyState::Stopped:
        return tr("Not waited for any longer; the request itself stays sent");
    case ReplyState::Failed:
        return tr("No reply: %1").arg(progress.firstFailure);
    }
    return {};
}

QString PublishResult::describeInTransaction(const PublishProgress& progress, TransactionFate fate)
{
    const bool isOne = progress.sent == 1;
    const QString sent = countText(progress.sent);
    switch (fate) {
    case TransactionFate::None:
        break;
    case TransactionFate::Open:
        if (progress.confirmed > 0)
            return tr("%1; in the transaction: counts at COMMIT").arg(describe(progress));
        return isOne ? tr("Sent in the transaction: counts at COMMIT")
                     : tr("%1 sent in the transaction: they count at COMMIT").arg(sent);
    case TransactionFate::Committed:
        return isOne ? tr("Committed with its transaction")
                     : tr("%1 committed with their transaction").arg(sent);
    case TransactionFate::Aborted:
        return isOne ? tr("Aborted with its transaction: not sent after all")
                     : tr("%1 aborted with their transaction: not sent after all").arg(sent);
    case TransactionFate::Lost:
        return tr("Not sent after all: the connection ended before COMMIT");
    case TransactionFate::Unknown:
        return tr("Whether it was sent is not known: COMMIT was not confirmed");
    }
    return {};
}

QString PublishResult::describe(const PublishProgress& progress, TransactionFate fate)
{
    if (fate != TransactionFate::None && progress.finished && progress.sent > 0
        && (progress.firstFailure.isEmpty() || fate == TransactionFate::Lost))
        return describeInTransaction(progress, fate);
    if (progress.reply != ReplyState::NotWanted)
        return describeRequest(progress);
    const QString sent = countText(progress.sent);
    if (!progress.firstFailure.isEmpty()) {
        if (progress.count == 1)
            return tr("Not confirmed: %1").arg(progress.firstFailure);
        return tr("%1 of %2 sent, %3 confirmed, then: %4")
            .arg(sent, countText(progress.count), countText(progress.confirmed),
                progress.firstFailure);
    }
    if (!progress.finished) {
        const QString count = countText(progress.count);
        return progress.withReceipt
            ? tr("%1 of %2 sent, %3 confirmed…").arg(sent, count, countText(progress.confirmed))
            : tr("%1 of %2 sent…").arg(sent, count);
    }
    if (!progress.withReceipt) {
        return progress.count == 1 ? tr("Sent; this broker confirms nothing")
                                   : tr("%1 sent; this broker confirms nothing").arg(sent);
    }
    if (progress.sent == 0)
        return tr("Stopped before anything was sent");
    if (progress.count == 1)
        return tr("Confirmed by receipt in %1").arg(durationText(progress.lastRoundTripUs));
    const qint64 mean =
        progress.confirmed == 0 ? 0 : progress.totalRoundTripUs / progress.confirmed;
    const QString times =
        tr("%1 confirmed, round trip %2 / %3 / %4 (min/mean/max)")
            .arg(countText(progress.confirmed), durationText(progress.shortestRoundTripUs),
                durationText(mean), durationText(progress.longestRoundTripUs));
    return progress.sent < progress.count
        ? tr("Stopped after %1 of %2: %3").arg(sent, countText(progress.count), times)
        : times;
}

void PublishResult::show(const PublishProgress& progress, TransactionFate fate)
{
    const bool failed = !progress.firstFailure.isEmpty();
    const bool isRequest = progress.reply != ReplyState::NotWanted;
    const bool hasReply = progress.reply == ReplyState::Arrived;
    const bool bad = fate == TransactionFate::Lost || fate == TransactionFate::Unknown;
    const bool good = isRequest ? hasReply
        : fate != TransactionFate::None
        ? fate == TransactionFate::Committed && progress.finished && progress.failed == 0
        : progress.finished && progress.withReceipt && progress.confirmed == progress.count
            && progress.failed == 0;
    say(describe(progress, fate),
        failed || bad                                ? Tone::Bad
            : good                                   ? Tone::Good
            : fate == TransactionFate::Aborted       ? Tone::Warn
            : progress.reply == ReplyState::TimedOut ? Tone::Warn
                                                     : Tone::Muted);
    m_stop->setVisible(!progress.finished && (progress.count > 1 || isRequest));
    m_showReply->setVisible(hasReply);
}

void PublishResult::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_text->setPalette(Theme::toned(palette(), m_tone));
}

} // namespace Ui
