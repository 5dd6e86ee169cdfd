#include "republishdialog.h"

#include "destinationtext.h"
#include "formrows.h"
#include "theme.h"
#include "wording.h"

#include <stomp/dialect/destination.h>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {

RepublishDialog::RepublishDialog(const Offer& offer, QWidget* parent)
    : QDialog(parent), m_offer(offer), m_connection(new QComboBox(this)),
      m_destination(new QLineEdit(this)), m_note(new QLabel(this)),
      m_offers(new OfferCompleter(this))
{
    setObjectName(QStringLiteral("republishDialog"));
    setWindowTitle(tr("Publish Again"));
    m_connection->setObjectName(QStringLiteral("republishConnection"));
    m_destination->setObjectName(QStringLiteral("republishDestination"));
    m_destination->setMinimumWidth(Theme::grid * 44);
    m_destination->setText(offer.destination);
    if (offer.destination.isEmpty())
        m_destination->setPlaceholderText(tr("Each to its own destination"));
    m_destination->setCompleter(m_offers);
    m_note->setWordWrap(true);
    m_note->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    m_note->setPalette(Theme::toned(palette(), Tone::Muted));
    for (const PublishTarget& one : offer.targets)
        m_connection->addItem(one.name, one.connection);
    m_connection->setCurrentIndex(std::max(0, m_connection->findData(offer.target)));

    auto* const body = new QWidget(this);
    QFormLayout* const form = makeForm(body, 0);
    form->addRow(tr("&Connection"), m_connection);
    form->addRow(tr("&Destination"), m_destination);
    form->addRow(QString(), m_note);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_publish = buttons->addButton(offer.messages == 1
            ? tr("Publish")
            : tr("Publish %1 Messages").arg(countText(quint64(offer.messages))),
        QDialogButtonBox::AcceptRole);
    m_publish->setObjectName(QStringLiteral("republish"));
    m_publish->setDefault(true);
    auto* const column = new QVBoxLayout(this);
    column->addWidget(body);
    column->addWidget(buttons);

    connect(m_connection, &QComboBox::currentIndexChanged, this, &RepublishDialog::updateOffers);
    connect(m_destination, &QLineEdit::textChanged, this, &RepublishDialog::update);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        if (const PublishTarget* const one = target())
            Q_EMIT chosen(one->connection, m_destination->text());
        accept();
    });
    updateOffers();
    m_destination->setFocus();
    m_destination->selectAll();
}

const PublishTarget* RepublishDialog::target() const
{
    const int index = m_connection->currentIndex();
    return index >= 0 && index < m_offer.targets.size() ? &m_offer.targets[index] : nullptr;
}

void RepublishDialog::updateOffers()
{
    if (const PublishTarget* const one = target())
        m_offers->setOffers(destinationOffers(one->dialect, false, m_offer.known));
    update();
}

void RepublishDialog::update()
{
    const PublishTarget* const one = target();
    const bool isOwn = m_offer.destination.isEmpty() && m_destination->text().isEmpty();
    QString note;
    if (one && one->locked)
        note = tr("%1 is production and locked; unlock it first").arg(one->name);
    else if (one && !one->connected)
        note = tr("%1 is not connected").arg(one->name);
    const bool canPublish = note.isEmpty() && one && (isOwn || !m_destination->text().isEmpty());
    if (note.isEmpty())
        note = m_destination->text().isEmpty() && !isOwn
            ? tr("Name a destination")
            : tr("Headers and body as they came, without what belongs to their delivery, such as "
                 "message-id, subscription and redelivered");
    m_note->setText(note);
    m_publish->setEnabled(canPublish);
}

} // namespace Ui
