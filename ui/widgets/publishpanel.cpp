#include "publishpanel.h"

#include "destinationtext.h"
#include "icons.h"
#include "lintview.h"
#include "publishbody.h"
#include "publishdraft.h"
#include "publishheaders.h"
#include "publishkind.h"
#include "publishreply.h"
#include "publishresult.h"
#include "theme.h"
#include "wording.h"

#include <ui/models/headereditmodel.h>

#include <stomp/dialect/destination.h>
#include <stomp/dialect/dialectfacts.h>
#include <stomp/framelog/framerecord.h>
#include <stomp/payload/contenttype.h>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSpinBox>

#include <algorithm>

namespace Ui {

PublishPanel::PublishPanel(QWidget* parent)
    : QWidget(parent), m_mark(new QLabel(this)), m_destination(new QComboBox(this)),
      m_target(new QComboBox(this)), m_contentType(new QComboBox(this)),
      m_headers(new PublishHeaders(this)), m_body(new PublishBody(this)),
      m_kind(new PublishKind(this)), m_reply(new PublishReply(this)),
      m_persistent(new QCheckBox(tr("Persistent"), this)),
      m_trace(new QCheckBox(tr("Mark to follow"), this)), m_count(new QSpinBox(this)),
      m_result(new PublishResult(this)), m_lint(new LintView(LintView::Form::OneLine, this)),
      m_offers(new OfferCompleter(this)), m_send(new QPushButton(this))
{
    setAccessibleName(tr("Publish"));
    buildFields();
    buildLayout();
    wire();
    update();
}

void PublishPanel::wire()
{
    const auto edited = [this] {
        disarm();
        update();
    };
    connect(m_destination, &QComboBox::currentTextChanged, this, edited);
    connect(m_target, &QComboBox::currentIndexChanged, this, edited);
    connect(m_target, &QComboBox::currentIndexChanged, this, &PublishPanel::updateOffers);
    connect(m_contentType, &QComboBox::currentTextChanged, this, edited);
    connect(m_headers, &PublishHeaders::changed, this, edited);
    connect(m_body, &PublishBody::changed, this, edited);
    connect(m_body, &PublishBody::checked, this, &PublishPanel::update);
    connect(m_kind, &PublishKind::changed, this, edited);
    connect(m_reply, &PublishReply::changed, this, edited);
    connect(m_persistent, &QCheckBox::toggled, this, edited);
    connect(m_trace, &QCheckBox::toggled, this, edited);
    connect(m_count, &QSpinBox::valueChanged, this, edited);
    connect(m_send, &QPushButton::clicked, this, &PublishPanel::send);
    connect(m_result, &PublishResult::stopWanted, this,
        [this] { Q_EMIT stopRequested(m_sentOn, m_sentId); });
    connect(m_result, &PublishResult::replyWanted, this,
        [this] { Q_EMIT replyRequested(m_sentOn, m_progress.answer.number); });
    auto* const sending = new QAction(this);
    sending->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)});
    sending->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(sending);
    connect(sending, &QAction::triggered, this, &PublishPanel::send);
}

const PublishTarget* PublishPanel::currentTarget() const
{
    const int index = m_target->currentIndex();
    return index >= 0 && index < m_targets.size() ? &m_targets[index] : nullptr;
}

quint32 PublishPanel::target() const
{
    const PublishTarget* const chosen = currentTarget();
    return chosen ? chosen->connection : 0;
}

void PublishPanel::setTargets(const QList<PublishTarget>& targets)
{
    if (m_targets == targets)
        return;
    const quint32 chosen = target();
    const QSignalBlocker blocker(m_target);
    m_targets = targets;
    m_target->clear();
    for (const PublishTarget& one : targets)
        m_target->addItem(one.name);
    setTarget(chosen);
    m_target->setVisible(targets.size() > 1);
    endIfGone();
    disarm();
    updateOffers();
    update();
}

void PublishPanel::setTarget(quint32 connection)
{
    const auto found = std::find_if(m_targets.cbegin(), m_targets.cend(),
        [connection](const PublishTarget& one) { return one.connection == connection; });
    if (found != m_targets.cend())
        m_target->setCurrentIndex(static_cast<int>(found - m_targets.cbegin()));
    else if (m_target->currentIndex() < 0 && !m_targets.isEmpty())
        m_target->setCurrentIndex(0);
}

void PublishPanel::setKnownDestinations(const QStringList& destinations)
{
    m_known = destinations;
    updateDestinations();
}

void PublishPanel::setHistory(const QStringList& destinations)
{
    m_history = destinations.mid(0, keptDestinations);
    updateDestinations();
}

void PublishPanel::setDestination(const QString& destination)
{
    m_destination->setEditText(destination);
}

void PublishPanel::updateDestinations()
{
    QStringList offered = m_history + m_known;
    offered.removeDuplicates();
    const QString typed = m_destination->currentText();
    const QSignalBlocker blocker(m_destination);
    m_destination->clear();
    m_destination->addItems(offered);
    m_destination->setEditText(typed);
    updateOffers();
}

void PublishPanel::updateOffers()
{
    const PublishTarget* const chosen = currentTarget();
    const Stomp::Dialect dialect = chosen ? chosen->dialect : Stomp::Dialect::Generic;
    QStringList known = m_history + m_known;
    known.removeDuplicates();
    m_offers->setOffers(destinationOffers(dialect, false, known));
    m_headers->setDialect(dialect);
}

void PublishPanel::updateLint()
{
    const PublishTarget* const chosen = currentTarget();
    const Stomp::Dialect dialect = chosen ? chosen->dialect : Stomp::Dialect::Generic;
    PublishDraft draft;
    draft.destination = m_destination->currentText().toStdString();
    if (!chosen || draft.destination.empty()) {
        m_lint->setWarnings({});
        return;
    }
    draft.persistent = m_persistent->isChecked();
    draft.headers = m_headers->headers();
    if (dialect == Stomp::Dialect::Spring) // the only one that bounds a body anybody would type
        draft.body = m_body->body();
    m_lint->setWarnings(Stomp::lintSend(dialect, draft.frame(), chosen->version));
}

void PublishPanel::remember(const QString& destination)
{
    if (!m_history.isEmpty() && m_history.constFirst() == destination)
        return;
    m_history.removeAll(destination);
    m_history.prepend(destination);
    setHistory(m_history);
    Q_EMIT historyChanged(m_history);
}

void PublishPanel::load(const MessageView& message)
{
    const PublishDraft draft = PublishDraft::of(message);
    QStringList names;
    for (const Stomp::Header& header : draft.leftOut)
        names << QString::fromStdString(header.name);
    names.removeDuplicates();
    compose(draft,
        names.isEmpty() ? tr("Message loaded")
                        : tr("Message loaded without what belongs to its delivery: %1")
                              .arg(names.join(QStringLiteral(", "))));
}

void PublishPanel::compose(const PublishDraft& draft, const QString& said)
{
    setDestination(QString::fromStdString(draft.destination));
    m_contentType->setEditText(QString::fromStdString(draft.contentType));
    m_persistent->setChecked(draft.persistent);
    m_kind->setKind(draft.kind);
    m_count->setValue(1);
    m_reply->setWanted(false);
    m_headers->setHeaders(draft.headers);
    m_body->setBody(draft.body);
    disarm();
    m_result->say(said, Tone::Muted);
    update();
    m_body->setFocus();
}

PublishRequest PublishPanel::request() const
{
    PublishDraft draft;
    draft.destination = m_destination->currentText().toStdString();
    draft.contentType = m_contentType->currentText().toStdString();
    draft.persistent = m_persistent->isChecked();
    draft.headers = m_headers->headers();
    if (m_trace->isChecked()) {
        // Unlike any that was sent before; each of many has its number, too.
        const QString mark = QString::number(QRandomGenerator::global()->generate64(), 36)
            + (m_count->value() > 1 ? QStringLiteral("-${n}") : QString());
        draft.headers.push_back({std::string(Stomp::traceHeader), mark.toStdString()});
    }
    draft.body = m_body->body();
    const PublishTarget* const chosen = currentTarget();
    const Stomp::Dialect dialect = chosen ? chosen->dialect : Stomp::Dialect::Generic;
    PublishRequest request;
    request.frame = draft.frame();
    request.contentLength = Stomp::contentLengthFor(dialect, m_kind->kind(), draft.body);
    request.withReceipt = Stomp::factsOf(dialect).receipts.value == Stomp::Receipts::EveryFrame;
    request.reply = m_reply->wish();
    request.count = m_reply->isWanted() ? 1 : static_cast<quint32>(m_count->value());
    request.numbered = request.count > 1;
    return request;
}

QString PublishPanel::obstacle() const
{
    const PublishTarget* const chosen = currentTarget();
    if (!chosen)
        return tr("Connect to a broker to publish");
    if (!chosen->connected)
        return tr("%1 is not connected").arg(chosen->name);
    if (chosen->locked)
        return tr("%1 is production and locked").arg(chosen->name);
    if (m_running)
        return m_progress.reply == ReplyState::Awaited ? tr("The last one waits for its reply")
                                                       : tr("The last one is still being sent");
    if (m_destination->currentText().isEmpty())
        return tr("Name a destination");
    if (m_headers->model()->namelessRow() >= 0)
        return tr("A header has a value and no name");
    if (m_reply->isWanted() && m_headers->has("reply-to"))
        return tr("A request brings a reply-to of its own: take it out of the headers");
    if (m_body->isKept() && m_body->check() == PublishBody::Check::Waiting)
        return tr("The body is being checked");
    return {};
}

void PublishPanel::send()
{
    m_headers->commit();
    m_body->checkNow();
    const QString why = obstacle();
    if (!why.isEmpty()) {
        if (!m_running)
            m_result->say(why, Tone::Warn);
        if (const PublishTarget* const chosen = currentTarget(); chosen && chosen->locked)
            Q_EMIT lockedRefused(chosen->connection);
        return;
    }
    if (m_body->check() == PublishBody::Check::Bad && !m_sendAnyway) {
        m_sendAnyway = true;
        m_result->say(
            tr("The body is not JSON, though its type says so; nothing was sent"), Tone::Warn);
        update();
        return;
    }
    const PublishRequest wanted = request();
    Stomp::FrameWriter writer;
    writer.version = currentTarget()->version;
    std::string bytes;
    // Tried here so that what cannot be sent is said where it is typed.
    const Stomp::WriteError error =
        writer.write(wanted.numbered ? numberedFrame(wanted.frame, 1) : wanted.frame,
            wanted.contentLength, bytes);
    if (error != Stomp::WriteError::None) {
        m_result->say(tr("Not sent: %1").arg(fromUtf8(Stomp::describe(error))), Tone::Bad);
        return;
    }
    disarm();
    m_running = true;
    m_sentOn = target();
    m_sentId = 0;
    m_fate = TransactionFate::None;
    m_complaint.clear();
    m_progress = {};
    m_progress.count = wanted.count;
    remember(m_destination->currentText());
    m_result->say(tr("Sending…"), Tone::Muted);
    update();
    Q_EMIT publishRequested(m_sentOn, wanted);
}

void PublishPanel::publishStarted(PublishId id, bool isInTransaction)
{
    m_sentId = id;
    m_fate = isInTransaction ? TransactionFate::Open : TransactionFate::None;
}

void PublishPanel::transactionEnded(quint32 connection, TransactionFate fate)
{
    if (connection != m_sentOn || m_fate != TransactionFate::Open)
        return;
    m_fate = fate;
    showProgress();
}

void PublishPanel::brokerComplained(quint32 connection, const QString& error)
{
    // With a receipt the answer to it tells.
    const bool hasReceipt = m_progress.id == m_sentId && m_progress.withReceipt;
    if (connection != m_sentOn || m_fate != TransactionFate::Open || hasReceipt)
        return;
    m_complaint = error;
    showProgress();
}

void PublishPanel::showProgress()
{
    if (m_progress.id != m_sentId)
        return;
    PublishProgress shown = m_progress;
    if (!shown.withReceipt && shown.firstFailure.isEmpty())
        shown.firstFailure = m_complaint;
    m_result->show(shown, m_fate);
}

void PublishPanel::publishProgress(quint32 connection, const PublishProgress& progress)
{
    if (connection != m_sentOn || progress.id != m_sentId || m_sentId == 0)
        return;
    m_running = !progress.finished;
    m_progress = progress;
    showProgress();
    update();
}

void PublishPanel::replyIsGone()
{
    m_result->say(tr("The reply is no longer kept: it was cleared, or gave room to newer messages"),
        Tone::Muted);
}

void PublishPanel::endIfGone()
{
    if (!m_running)
        return;
    const bool there = std::any_of(m_targets.cbegin(), m_targets.cend(),
        [this](const PublishTarget& one) { return one.connection == m_sentOn && one.connected; });
    if (there)
        return;
    // What the connection still knows of the request may follow as progress.
    m_running = false;
    m_progress.firstFailure = tr("the connection ended");
    if (m_progress.reply == ReplyState::Awaited)
        m_progress.reply = ReplyState::Failed;
    m_progress.finished = true;
    m_result->show(m_progress, m_fate);
}

void PublishPanel::disarm()
{
    m_sendAnyway = false;
}

} // namespace Ui
