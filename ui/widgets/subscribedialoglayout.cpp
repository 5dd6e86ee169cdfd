#include "subscribedialog.h"

#include "destinationtext.h"
#include "headertable.h"
#include "lintview.h"
#include "readingchoice.h"
#include "tonedlabel.h"

#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScreen>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

// What the dialog looks like; what it does stands in subscribedialog.cpp.

namespace Ui {

using Stomp::AckMode;

void SubscribeDialog::buildFields()
{
    m_destination->setObjectName(QStringLiteral("destination"));
    m_destination->setEditable(true);
    m_destination->setInsertPolicy(QComboBox::NoInsert);
    m_destination->setCompleter(m_offers);
    m_destination->lineEdit()->setPlaceholderText(tr("/queue/… or /topic/…"));
    m_kindMark = m_destination->lineEdit()->addAction(
        destinationIcon(Stomp::DestinationKind::Other), QLineEdit::LeadingPosition);
    m_prefetch->setObjectName(QStringLiteral("prefetch"));
    m_prefetch->setRange(0, std::numeric_limits<int>::max());
    m_prefetch->setSpecialValueText(tr("as the broker likes"));
    m_prefetch->setGroupSeparatorShown(true);
    m_selector->setObjectName(QStringLiteral("selector"));
    m_selector->setPlaceholderText(QStringLiteral("priority > 5 AND region = 'eu'"));
    m_durable->setObjectName(QStringLiteral("durable"));
    m_durable->setPlaceholderText(tr("a name, to collect messages while you are away"));
    m_headers->setMinimumHeight(Theme::grid * 11);
    m_headerNote->setObjectName(QStringLiteral("headerNote"));
    m_durableText->setObjectName(QStringLiteral("durableText"));
    m_ackText->setObjectName(QStringLiteral("ackText"));
    m_lint->setObjectName(QStringLiteral("lint"));
    m_locked->setObjectName(QStringLiteral("locked"));
    m_locked->setWordWrap(true);
    m_locked->setText(tr("This connection is marked as production and locked: unlock it to read "
                         "queues or durable topics."));
    for (QLabel* const text : {m_note, m_ackText, m_durableText, m_headerNote}) {
        text->setWordWrap(true);
        text->setTextFormat(Qt::PlainText);
    }
}

void SubscribeDialog::buildAck()
{
    m_ack->setObjectName(QStringLiteral("ack"));
    m_ack->addItem(
        tr("auto: done as soon as the broker has sent it"), QVariant::fromValue(AckMode::Auto));
    m_ack->addItem(tr("client: one acknowledgement settles all before it"),
        QVariant::fromValue(AckMode::Client));
    m_ack->addItem(tr("client-individual: each message by itself"),
        QVariant::fromValue(AckMode::ClientIndividual));
    m_acknowledging = new QWidget(this);
    m_onArrival = new QRadioButton(tr("acknowledge on arrival"), m_acknowledging);
    m_onArrival->setObjectName(QStringLiteral("onArrival"));
    m_byHand = new QRadioButton(tr("by hand, on selected rows of the table"), m_acknowledging);
    m_byHand->setObjectName(QStringLiteral("byHand"));
    m_onArrival->setChecked(true);
    auto* choices = new QVBoxLayout(m_acknowledging);
    choices->setContentsMargins(0, 0, 0, 0);
    choices->setSpacing(Theme::halfGrid);
    choices->addWidget(m_ackText);
    choices->addWidget(m_onArrival);
    choices->addWidget(m_byHand);
}

void SubscribeDialog::buildLayout()
{
    m_form->setHorizontalSpacing(Theme::grid * 2);
    m_form->setVerticalSpacing(Theme::grid);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->addRow(tr("&Connection"), m_connections);
    m_form->addRow(tr("&Destination"), m_destination);
    m_form->addRow(QString(), m_note);
    m_form->addRow(tr("Reading"), m_reading);
    m_form->addRow(tr("&Acknowledgement"), m_ack);
    m_form->addRow(QString(), m_acknowledging);
    m_form->addRow(tr("&Prefetch"), m_prefetch);
    m_form->addRow(tr("Se&lector"), m_selector);
    auto* const durable = new QWidget(this);
    auto* const durableColumn = new QVBoxLayout(durable);
    durableColumn->setContentsMargins(0, 0, 0, 0);
    durableColumn->setSpacing(Theme::halfGrid);
    durableColumn->addWidget(m_durable);
    durableColumn->addWidget(m_durableText);
    durable->setObjectName(QStringLiteral("durableRow"));
    m_form->addRow(tr("D&urable name"), durable);
    qobject_cast<QLabel*>(m_form->labelForField(durable))->setBuddy(m_durable);
    auto* const further = new QWidget(this);
    auto* const headers = new QVBoxLayout(further);
    headers->setContentsMargins(0, 0, 0, 0);
    headers->setSpacing(Theme::halfGrid);
    headers->addWidget(m_headers, 1);
    headers->addWidget(m_headerNote);
    m_form->addRow(tr("Further &headers"), further);
    qobject_cast<QLabel*>(m_form->labelForField(further))->setBuddy(m_headers);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_subscribe = buttons->addButton(tr("&Subscribe"), QDialogButtonBox::AcceptRole);
    m_subscribe->setObjectName(QStringLiteral("subscribe"));
    m_subscribe->setDefault(true);
    connect(m_subscribe, &QPushButton::clicked, this, &SubscribeDialog::subscribe);
    connect(buttons, &QDialogButtonBox::rejected, this, &SubscribeDialog::reject);

    auto* const locked = new QWidget(this);
    auto* const lockedLine = new QHBoxLayout(locked);
    lockedLine->setContentsMargins(0, 0, 0, 0);
    lockedLine->setSpacing(Theme::grid);
    m_unlock = new QPushButton(tr("&Unlock …"), locked);
    m_unlock->setObjectName(QStringLiteral("unlock"));
    m_unlock->setAutoDefault(false);
    connect(m_unlock, &QPushButton::clicked, this, &SubscribeDialog::unlock);
    lockedLine->addWidget(m_locked, 1);
    lockedLine->addWidget(m_unlock);

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(Theme::grid * 2, Theme::grid * 2, Theme::grid * 2, Theme::grid * 2);
    all->setSpacing(Theme::grid * 3 / 2);
    all->addLayout(m_form, 1);
    all->addWidget(m_lint);
    all->addWidget(locked);
    all->addWidget(buttons);
}

void SubscribeDialog::setRow(QWidget* field, bool shown)
{
    field->setVisible(shown);
    if (QWidget* const label = m_form->labelForField(field))
        label->setVisible(shown);
}

void SubscribeDialog::fit()
{
    if (!isVisible())
        return;
    layout()->activate();
    const int needed = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width())
                                                     : sizeHint().height();
    if (height() < needed)
        resize(width(), qMin(needed, screen()->availableSize().height()));
}

void SubscribeDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    fit();
}

} // namespace Ui
