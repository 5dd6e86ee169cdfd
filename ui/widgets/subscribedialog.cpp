#include "subscribedialog.h"

#include "destinationtext.h"
#include "headertable.h"
#include "lintview.h"
#include "readingchoice.h"
#include "tonedlabel.h"
#include "unlockmenu.h"

#include <ui/models/headernote.h>
#include <ui/profiles/settings.h>
#include <ui/workspace/durableheaders.h>
#include <ui/workspace/workspace.h>

#include <stomp/dialect/dialectways.h>

#include <QAction>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>

#include <algorithm>

namespace Ui {

using Stomp::AckMode;
using Stomp::DestinationKind;
using Stomp::Matter;

SubscribeDialog::SubscribeDialog(
    Workspace& workspace, Settings& settings, Connection* current, QWidget* parent)
    : QDialog(parent), m_workspace(workspace), m_settings(settings), m_form(new QFormLayout),
      m_connections(new QComboBox(this)), m_destination(new QComboBox(this)),
      m_offers(new OfferCompleter(this)), m_note(new TonedLabel(Tone::Muted, this)),
      m_ack(new QComboBox(this)), m_ackText(new TonedLabel(Tone::Muted, this)),
      m_prefetch(new QSpinBox(this)), m_selector(new QLineEdit(this)),
      m_durable(new QLineEdit(this)), m_durableText(new TonedLabel(Tone::Muted, this)),
      m_headers(new HeaderTable(this)), m_headerNote(new TonedLabel(Tone::Muted, this)),
      m_lint(new LintView(LintView::Form::List, this)), m_locked(new TonedLabel(Tone::Bad, this)),
      m_reading(new ReadingChoice(this))
{
    setWindowTitle(tr("Subscribe"));
    setObjectName(QStringLiteral("subscribeDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_destination->addItems(m_settings.recentDestinations());
    buildFields();
    buildAck();
    buildLayout();
    m_destination->setEditText({});
    fillConnections(current);
    connect(m_connections, &QComboBox::currentIndexChanged, this, &SubscribeDialog::showConnection);
    connect(m_destination, &QComboBox::editTextChanged, this, &SubscribeDialog::showDestination);
    connect(m_ack, &QComboBox::currentIndexChanged, this, &SubscribeDialog::showAck);
    connect(m_reading, &ReadingChoice::changed, this, &SubscribeDialog::showReading);
    connect(m_prefetch, &QSpinBox::valueChanged, this, &SubscribeDialog::showLint);
    connect(m_selector, &QLineEdit::textChanged, this, &SubscribeDialog::showLint);
    connect(m_durable, &QLineEdit::textChanged, this, &SubscribeDialog::showLint);
    connect(m_headers, &QTableWidget::cellChanged, this, &SubscribeDialog::showLint);
    connect(m_headers, &HeaderTable::noteChanged, this, [this](const QString& note) {
        m_headerNote->setText(note);
        m_headerNote->setVisible(!note.isEmpty());
        fit();
    });
    showConnection();
    m_destination->setFocus();
    resize(Theme::grid * 76, sizeHint().height());
}

void SubscribeDialog::fillConnections(Connection* current)
{
    for (Connection* connection : m_workspace.connections()) {
        if (!connection->isConnected())
            continue;
        connect(&connection->productionLock(), &ProductionLock::lockedChanged, this,
            &SubscribeDialog::showLint);
        m_connections->addItem(connection->name(), connection->number());
        if (connection == current)
            m_connections->setCurrentIndex(m_connections->count() - 1);
    }
    setRow(m_connections, m_connections->count() > 1);
}

void SubscribeDialog::showConnection()
{
    const auto& facts = Stomp::factsOf(dialect());
    m_offers->setOffers(destinationOffers(dialect(), true, m_settings.recentDestinations()));
    m_headers->setUse(Stomp::HeaderUse::Subscribe, dialect());
    const auto unit = facts.prefetch.value.unit;
    setRow(m_prefetch, unit != Stomp::Prefetch::Unit::None);
    m_prefetch->setSuffix(
        unit == Stomp::Prefetch::Unit::Bytes ? tr(" bytes ahead") : tr(" messages ahead"));
    m_prefetch->setToolTip(
        headerNote(dialect(), Stomp::HeaderUse::Subscribe, facts.prefetch.value.header, {}));
    setRow(m_selector, facts.selectors.value);
    m_selector->setToolTip(headerNote(dialect(), Stomp::HeaderUse::Subscribe, "selector", {}));
    QString durable = behaviourNote(dialect(), Matter::Durable);
    if (facts.durable.value.needsClientId && !hasClientId()) {
        durable += u' '
            + tr("This connection has no client-id: connect again with a header client-id of "
                 "CONNECT to use it.");
    }
    m_durableText->setText(durable);
    showAck();
    showDestination();
}

void SubscribeDialog::showDestination()
{
    const bool isEmpty = destination().isEmpty();
    const DestinationKind what = kind();
    m_kindMark->setIcon(destinationIcon(what));
    m_kindMark->setToolTip(kindText(what));
    m_destination->setAccessibleDescription(isEmpty ? QString() : kindText(what));
    const QString note = destinationNote(dialect(), true, destination());
    m_note->setText(note.isEmpty() ? destinationExamples(dialect()) : note);
    const bool mayBeTopic = what == DestinationKind::Topic || what == DestinationKind::Other;
    setRow(m_durable->parentWidget(),
        !isEmpty && mayBeTopic && !Stomp::factsOf(dialect()).durable.value.headers.empty());
    const QString warning = isEmpty ? QString() : subscribingWarning(dialect(), what);
    const Connection* const broker = connection();
    if (broker && !warning.isEmpty())
        m_reading->setBroker(dialect(), broker->info().version, what, warning);
    setRow(m_reading, !warning.isEmpty());
    showReading();
}

void SubscribeDialog::showLocked()
{
    const Connection* const broker = connection();
    const bool isNamed = !destination().isEmpty();
    // A look is a connection of its own that reads: only copies of a topic are let through.
    const bool takes = !isConsuming() || takesFromBroker(dialect(), wish());
    const bool locked = broker && isNamed && takes && broker->productionLock().isLocked();
    m_locked->parentWidget()->setVisible(locked);
    m_subscribe->setEnabled(broker && isNamed && !locked);
}

void SubscribeDialog::unlock()
{
    Connection* const broker = connection();
    if (!broker)
        return;
    makeUnlockMenu(broker->productionLock(), this)
        ->popup(m_unlock->mapToGlobal(m_unlock->rect().bottomLeft()));
}

bool SubscribeDialog::isConsuming() const
{
    return !m_reading->isVisibleTo(this) || m_reading->reading() == Reading::Consume;
}

void SubscribeDialog::showReading()
{
    const bool consuming = isConsuming();
    setRow(m_ack, consuming);
    setRow(m_prefetch,
        consuming && Stomp::factsOf(dialect()).prefetch.value.unit != Stomp::Prefetch::Unit::None);
    setRow(m_headers->parentWidget(), consuming);
    m_subscribe->setText(consuming                    ? tr("&Subscribe")
            : m_reading->reading() == Reading::Browse ? tr("&Browse")
                                                      : tr("&Peek"));
    showAck();
}

void SubscribeDialog::showAck()
{
    const auto mode = m_ack->currentData().value<AckMode>();
    m_acknowledging->setVisible(mode != AckMode::Auto && isConsuming());
    QStringList says;
    if (mode == AckMode::Client)
        says.append(behaviourNote(dialect(), Matter::Ack));
    says.append(behaviourNote(dialect(), Matter::Nack));
    says.append(behaviourNote(dialect(), Matter::Unsubscribe));
    m_ackText->setText(says.join(u'\n'));
    showLint();
}

void SubscribeDialog::showLint()
{
    showLocked();
    const Connection* const broker = connection();
    if (!broker || destination().isEmpty()) {
        m_lint->setWarnings({});
        fit();
        return;
    }
    const SubscriptionWish wanted = wish();
    Stomp::Frame frame{
        "SUBSCRIBE", {{"destination", m_destination->currentText().toStdString()}}, {}};
    frame.add("ack", Stomp::toString(wanted.ack));
    for (const Stomp::Header& header : durableHeaders(dialect(), wanted.durableName))
        frame.headers.push_back(header);
    for (const Stomp::Header& header : wanted.headers) {
        // A header of the user's own goes out behind ours, and the first one counts; what is
        // written there is still what was meant.
        if (header.name == "ack")
            std::erase_if(frame.headers, [](const Stomp::Header& h) { return h.name == "ack"; });
        frame.headers.push_back(header);
    }
    m_lint->setWarnings(
        Stomp::lintSubscribe(dialect(), frame, broker->info().version, hasClientId()));
    fit();
}

void SubscribeDialog::subscribe()
{
    Connection* broker = connection();
    if (!broker || !m_subscribe->isEnabled())
        return;
    m_settings.rememberDestination(destination());
    if (isConsuming()) {
        broker->subscribe(wish());
    } else {
        LookWish look;
        look.destination = destination();
        if (m_selector->isVisibleTo(this))
            look.selector = m_selector->text().trimmed();
        look.way = m_reading->reading() == Reading::Browse ? Stomp::LookRequest::Way::Browse
                                                           : Stomp::LookRequest::Way::Peek;
        look.count = static_cast<quint32>(m_reading->count());
        m_workspace.look(broker, look);
    }
    accept();
}

Connection* SubscribeDialog::connection() const
{
    return m_connections->count() == 0
        ? nullptr
        : m_workspace.connection(m_connections->currentData().toUInt());
}

Stomp::Dialect SubscribeDialog::dialect() const
{
    const Connection* const broker = connection();
    return broker ? broker->dialect() : Stomp::Dialect::Generic;
}

QString SubscribeDialog::destination() const
{
    return m_destination->currentText().trimmed();
}

DestinationKind SubscribeDialog::kind() const
{
    return destination().isEmpty() ? DestinationKind::Other
                                   : Stomp::kindOf(dialect(), destination().toStdString());
}

bool SubscribeDialog::hasClientId() const
{
    const Connection* const broker = connection();
    if (!broker)
        return false;
    const auto& headers = broker->profile().headers;
    return std::any_of(headers.cbegin(), headers.cend(),
        [](const Stomp::Header& header) { return header.name == "client-id"; });
}

SubscriptionWish SubscribeDialog::wish() const
{
    const auto& facts = Stomp::factsOf(dialect());
    SubscriptionWish wish;
    wish.destination = destination();
    wish.ack = m_ack->currentData().value<AckMode>();
    wish.acknowledgeOnArrival = m_onArrival->isChecked();
    if (facts.selectors.value && !m_selector->text().trimmed().isEmpty())
        wish.headers.push_back({"selector", m_selector->text().trimmed().toStdString()});
    if (!isConsuming()) // the look brings its own
        return wish;
    const Stomp::Prefetch& prefetch = facts.prefetch.value;
    if (prefetch.unit != Stomp::Prefetch::Unit::None && m_prefetch->value() > 0)
        wish.headers.push_back(
            {std::string(prefetch.header), QByteArray::number(m_prefetch->value()).toStdString()});
    if (m_durable->isVisibleTo(this))
        wish.durableName = m_durable->text().trimmed();
    for (const Stomp::Header& header : m_headers->headers())
        wish.headers.push_back(header);
    return wish;
}

void SubscribeDialog::suggest(const QString& destination, const QString& selector)
{
    m_destination->setEditText(destination);
    m_selector->setText(selector);
    m_selector->setCursorPosition(0);
}

QString SubscribeDialog::warning() const
{
    return m_reading->isVisibleTo(this) ? subscribingWarning(dialect(), kind()) : QString();
}

} // namespace Ui
