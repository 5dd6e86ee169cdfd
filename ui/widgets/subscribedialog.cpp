#include "subscribedialog.h"

#include "destinationtext.h"
#include "headertable.h"
#include "problemview.h"
#include "tonedlabel.h"
#include "wording.h"

#include <ui/profiles/settings.h>
#include <ui/workspace/workspace.h>

#include <stomp/dialect/dialectfacts.h>

#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

namespace Ui {

using Stomp::AckMode;

SubscribeDialog::SubscribeDialog(
    Workspace& workspace, Settings& settings, Connection* current, QWidget* parent)
    : QDialog(parent), m_workspace(workspace), m_settings(settings), m_form(new QFormLayout),
      m_connections(new QComboBox(this)), m_destination(new QComboBox(this)),
      m_examples(new TonedLabel(Tone::Muted, this)), m_prefetch(new QSpinBox(this)),
      m_selector(new QLineEdit(this)), m_headers(new HeaderTable(this)),
      m_warning(new ProblemView(this))
{
    setWindowTitle(tr("Subscribe"));
    setObjectName(QStringLiteral("subscribeDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_destination->setObjectName(QStringLiteral("destination"));
    m_destination->setEditable(true);
    m_destination->setInsertPolicy(QComboBox::NoInsert);
    m_destination->addItems(m_settings.recentDestinations());
    m_destination->setEditText({});
    m_destination->lineEdit()->setPlaceholderText(tr("/queue/… or /topic/…"));
    m_kindMark = m_destination->lineEdit()->addAction(
        destinationIcon(Stomp::DestinationKind::Other), QLineEdit::LeadingPosition);
    m_examples->setWordWrap(true);
    m_prefetch->setObjectName(QStringLiteral("prefetch"));
    m_prefetch->setRange(0, std::numeric_limits<int>::max());
    m_prefetch->setSpecialValueText(tr("as the broker likes"));
    m_prefetch->setGroupSeparatorShown(true);
    m_selector->setObjectName(QStringLiteral("selector"));
    m_selector->setPlaceholderText(QStringLiteral("priority > 5 AND region = 'eu'"));
    m_headers->setMinimumHeight(Theme::grid * 11);

    m_form->setHorizontalSpacing(Theme::grid * 2);
    m_form->setVerticalSpacing(Theme::grid);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->addRow(tr("&Connection"), m_connections);
    m_form->addRow(tr("&Destination"), m_destination);
    m_form->addRow(QString(), m_examples);
    buildAck(m_form);
    m_form->addRow(tr("&Prefetch"), m_prefetch);
    m_form->addRow(tr("Se&lector"), m_selector);
    m_form->addRow(tr("Further &headers"), m_headers);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_subscribe = buttons->addButton(tr("&Subscribe"), QDialogButtonBox::AcceptRole);
    m_subscribe->setObjectName(QStringLiteral("subscribe"));
    m_subscribe->setDefault(true);
    connect(m_subscribe, &QPushButton::clicked, this, &SubscribeDialog::subscribe);
    connect(buttons, &QDialogButtonBox::rejected, this, &SubscribeDialog::reject);

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(Theme::grid * 2, Theme::grid * 2, Theme::grid * 2, Theme::grid * 2);
    all->setSpacing(Theme::grid * 3 / 2);
    all->addLayout(m_form, 1);
    all->addWidget(m_warning);
    all->addWidget(buttons);
    fillConnections(current);
    connect(m_connections, &QComboBox::currentIndexChanged, this, &SubscribeDialog::showConnection);
    connect(m_destination, &QComboBox::editTextChanged, this, &SubscribeDialog::showDestination);
    connect(m_ack, &QComboBox::currentIndexChanged, this, &SubscribeDialog::showAck);
    showConnection();
    showAck();
    m_destination->setFocus();
    resize(Theme::grid * 72, sizeHint().height());
}

void SubscribeDialog::buildAck(QFormLayout* form)
{
    m_ack = new QComboBox(this);
    m_ack->setObjectName(QStringLiteral("ack"));
    m_ack->addItem(
        tr("auto: done as soon as the broker has sent it"), QVariant::fromValue(AckMode::Auto));
    m_ack->addItem(tr("client: one acknowledgement settles all before it"),
        QVariant::fromValue(AckMode::Client));
    m_ack->addItem(tr("client-individual: each message by itself"),
        QVariant::fromValue(AckMode::ClientIndividual));
    form->addRow(tr("&Acknowledgement"), m_ack);
    m_acknowledging = new QWidget(this);
    m_onArrival = new QRadioButton(tr("acknowledge on arrival"), m_acknowledging);
    m_onArrival->setObjectName(QStringLiteral("onArrival"));
    m_byHand = new QRadioButton(tr("by hand, on selected rows of the table"), m_acknowledging);
    m_byHand->setObjectName(QStringLiteral("byHand"));
    m_onArrival->setChecked(true);
    auto* choices = new QVBoxLayout(m_acknowledging);
    choices->setContentsMargins(0, 0, 0, 0);
    choices->setSpacing(Theme::halfGrid);
    choices->addWidget(m_onArrival);
    choices->addWidget(m_byHand);
    form->addRow(QString(), m_acknowledging);
}

void SubscribeDialog::fillConnections(Connection* current)
{
    for (Connection* connection : m_workspace.connections()) {
        if (!connection->isConnected())
            continue;
        m_connections->addItem(connection->name(), connection->number());
        if (connection == current)
            m_connections->setCurrentIndex(m_connections->count() - 1);
    }
    const bool choice = m_connections->count() > 1;
    m_connections->setVisible(choice);
    m_form->labelForField(m_connections)->setVisible(choice);
}

void SubscribeDialog::showConnection()
{
    const Connection* broker = connection();
    const auto& facts = Stomp::factsOf(broker ? broker->dialect() : Stomp::Dialect::Generic);
    const auto setRow = [this](QWidget* field, bool shown) {
        field->setVisible(shown);
        m_form->labelForField(field)->setVisible(shown);
    };
    m_examples->setText(destinationExamples(facts.dialect));
    const auto unit = facts.prefetch.value.unit;
    setRow(m_prefetch, unit != Stomp::Prefetch::Unit::None);
    m_prefetch->setSuffix(
        unit == Stomp::Prefetch::Unit::Bytes ? tr(" bytes ahead") : tr(" messages ahead"));
    setRow(m_selector, facts.selectors.value);
    showDestination();
}

void SubscribeDialog::showDestination()
{
    const Connection* broker = connection();
    const auto dialect = broker ? broker->dialect() : Stomp::Dialect::Generic;
    const bool isEmpty = destination().isEmpty();
    const auto kind = isEmpty ? Stomp::DestinationKind::Other
                              : Stomp::kindOf(dialect, destination().toStdString());
    m_kindMark->setIcon(destinationIcon(kind));
    m_kindMark->setToolTip(kindText(kind));
    m_destination->setAccessibleDescription(isEmpty ? QString() : kindText(kind));
    const QString warning = isEmpty ? QString() : subscribingWarning(dialect, kind);
    if (warning != m_warning->text())
        m_warning->setProblem(Tone::Warn, {warning, {}, {}, {}});
    m_warning->setVisible(!warning.isEmpty());
    m_subscribe->setEnabled(broker && !isEmpty);
}

void SubscribeDialog::showAck()
{
    m_acknowledging->setVisible(m_ack->currentData().value<AckMode>() != AckMode::Auto);
}

void SubscribeDialog::subscribe()
{
    Connection* broker = connection();
    if (!broker || destination().isEmpty())
        return;
    m_settings.rememberDestination(destination());
    broker->subscribe(wish());
    accept();
}

Connection* SubscribeDialog::connection() const
{
    return m_connections->count() == 0
        ? nullptr
        : m_workspace.connection(m_connections->currentData().toUInt());
}

QString SubscribeDialog::destination() const
{
    return m_destination->currentText().trimmed();
}

SubscriptionWish SubscribeDialog::wish() const
{
    const auto& facts = Stomp::factsOf(connection()->dialect());
    SubscriptionWish wish;
    wish.destination = destination();
    wish.ack = m_ack->currentData().value<AckMode>();
    wish.acknowledgeOnArrival = m_onArrival->isChecked();
    const Stomp::Prefetch& prefetch = facts.prefetch.value;
    if (prefetch.unit != Stomp::Prefetch::Unit::None && m_prefetch->value() > 0)
        wish.headers.push_back(
            {std::string(prefetch.header), QByteArray::number(m_prefetch->value()).toStdString()});
    if (facts.selectors.value && !m_selector->text().trimmed().isEmpty())
        wish.headers.push_back({"selector", m_selector->text().trimmed().toStdString()});
    for (const Stomp::Header& header : m_headers->headers())
        wish.headers.push_back(header);
    return wish;
}

QString SubscribeDialog::warning() const
{
    return m_warning->isVisibleTo(this) ? m_warning->text() : QString();
}

} // namespace Ui
