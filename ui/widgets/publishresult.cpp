#include "publishresult.h"

#include "elidedlabel.h"
#include "icons.h"
#include "wording.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace Ui {

PublishResult::PublishResult(QWidget* parent)
    : QWidget(parent), m_mark(new QLabel(this)), m_text(new ElidedLabel(this, Qt::ElideRight)),
      m_stop(new QPushButton(tr("Stop"), this))
{
    m_text->setObjectName(QStringLiteral("result"));
    m_text->setFont(Theme::tabular(m_text->font()));
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_stop->setObjectName(QStringLiteral("stop"));
    m_stop->setAutoDefault(false);
    m_mark->setFixedWidth(Theme::iconSize);
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid);
    layout->addWidget(m_mark);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_stop);
    m_stop->hide();
    m_mark->hide();
    connect(m_stop, &QPushButton::clicked, this, &PublishResult::stopWanted);
}

QString PublishResult::text() const
{
    return m_text->text();
}

void PublishResult::say(const QString& text, Tone tone)
{
    m_tone = tone;
    m_text->setText(text);
    m_text->setPalette(Theme::toned(palette(), tone));
    const char* const mark = tone == Tone::Good ? "dialog-ok"
        : tone == Tone::Bad                     ? "dialog-error"
        : tone == Tone::Warn                    ? "dialog-warning"
                                                : nullptr;
    m_mark->setPixmap(
        mark ? icon(QLatin1StringView(mark), tone).pixmap(Theme::iconSize) : QPixmap());
    m_mark->setVisible(mark != nullptr);
    m_stop->hide();
}

QString PublishResult::describe(const PublishProgress& progress)
{
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

void PublishResult::show(const PublishProgress& progress)
{
    const bool failed = !progress.firstFailure.isEmpty();
    const bool good = progress.finished && progress.withReceipt
        && progress.confirmed == progress.count && progress.failed == 0;
    say(describe(progress), failed ? Tone::Bad : good ? Tone::Good : Tone::Muted);
    m_stop->setVisible(!progress.finished && progress.count > 1);
}

void PublishResult::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_text->setPalette(Theme::toned(palette(), m_tone));
}

} // namespace Ui
