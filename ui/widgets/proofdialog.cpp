#include "proofdialog.h"

#include "icons.h"
#include "prooflanes.h"
#include "tonedlabel.h"

#include <ui/workspace/ownsubscribers.h>
#include <ui/workspace/workspace.h>

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace Ui {

ProofDialog::ProofDialog(
    Workspace& workspace, Connection& connection, const QString& destination, QWidget* parent)
    : QDialog(parent), m_workspace(workspace), m_connection(&connection),
      m_runner(connection.makeProofRunner()), m_destination(new QLineEdit(destination, this)),
      m_warning(TonedLabel::forText(Tone::Text, "proofWarning", this)),
      m_lanes(new ProofLanes(this)),
      m_verdict(TonedLabel::forText(Tone::Text, "proofVerdict", this)),
      m_details(TonedLabel::forText(Tone::Muted, "proofDetails", this))
{
    setObjectName(QStringLiteral("proofDialog"));
    setWindowTitle(tr("Queue or Topic? %1").arg(connection.name()));
    m_destination->setObjectName(QStringLiteral("proofDestination"));
    m_destination->setPlaceholderText(QStringLiteral("/queue/orders"));
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    m_verdict->setFont(large);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_start = buttons->addButton(tr("&Start"), QDialogButtonBox::ActionRole);
    m_start->setObjectName(QStringLiteral("proofStart"));
    m_start->setDefault(true);
    m_stop = buttons->addButton(tr("S&top"), QDialogButtonBox::ActionRole);
    m_stop->setObjectName(QStringLiteral("proofStop"));
    m_stop->setToolTip(tr("Ends its connections: the broker has back what is not acknowledged."));
    m_copy = buttons->addButton(tr("&Copy as Text"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(QStringLiteral("proofCopy"));
    m_copy->setIcon(icon(QLatin1StringView("edit-copy")));

    auto* form = new QFormLayout;
    form->addRow(tr("&Destination:"), m_destination);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(Theme::grid * 2, Theme::grid * 2, Theme::grid * 2, Theme::grid * 2);
    all->setSpacing(Theme::grid * 3 / 2);
    all->addLayout(form);
    all->addWidget(m_warning);
    all->addWidget(m_lanes);
    all->addWidget(m_verdict);
    all->addWidget(m_details);
    all->addStretch(1);
    all->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &ProofDialog::start);
    connect(m_stop, &QPushButton::clicked, m_runner.get(), &ProofRunner::stop);
    connect(m_copy, &QPushButton::clicked, this, &ProofDialog::copy);
    connect(m_destination, &QLineEdit::textChanged, this, &ProofDialog::showWarning);
    connect(m_runner.get(), &ProofRunner::changed, this, &ProofDialog::showLook);
    connect(m_runner.get(), &ProofRunner::finished, this, &ProofDialog::proven);
    connect(&connection.productionLock(), &ProductionLock::lockedChanged, this,
        &ProofDialog::showWarning);
    connect(&connection, &QObject::destroyed, this, &ProofDialog::showWarning);
    connect(&workspace, &Workspace::connectionRemoved, this, &ProofDialog::showWarning);
    connect(&workspace, &Workspace::connectionAdded, this,
        [this](Connection* added) { watch(*added); });
    for (Connection* one : workspace.connections())
        watch(*one);
    resize(Theme::grid * 96, Theme::grid * 60);
    showLook();
    m_start->setFocus();
}

ProofDialog::~ProofDialog() = default;

/** What changes who listens there. */
void ProofDialog::watch(Connection& connection)
{
    for (const auto signal : {&Connection::subscriptionAdded, &Connection::subscriptionChanged,
             &Connection::subscriptionRemoved})
        connect(&connection, signal, this, &ProofDialog::showWarning);
    connect(&connection, &Connection::stateChanged, this, &ProofDialog::showWarning);
}

QStringList ProofDialog::subscribersThere() const
{
    return m_connection
        ? ownSubscribers(m_workspace.connections(), *m_connection, m_destination->text())
        : QStringList();
}

void ProofDialog::start()
{
    const QString destination = m_destination->text();
    if (!m_connection
        || m_connection->productionLock().refuses(tr("Sending to %1").arg(destination)))
        return;
    m_runner->start(destination, subscribersThere());
}

/** What it will do, or why it cannot be started. */
void ProofDialog::showWarning()
{
    const bool isRunning = m_runner->isRunning();
    const QString destination = m_destination->text();
    Tone tone = Tone::Text;
    QString text;
    bool can = !isRunning && !destination.isEmpty();
    if (!m_connection || !m_connection->isConnected()) {
        tone = Tone::Warn;
        text = tr("There is no connection to this broker now. Connect again, then start.");
        can = false;
    } else if (m_connection->productionLock().isLocked()) {
        tone = Tone::Warn;
        text = tr("This connection is marked as production and locked: the proof sends messages. "
                  "Unlock the connection first.");
        can = false;
    } else if (destination.isEmpty()) {
        text = tr("Type the queue or topic to try.");
    } else if (m_connection->profile().isPractice()) {
        text =
            tr("A and B subscribe, ten numbered messages are sent, A and B leave, three more are "
               "sent, and a late subscriber comes. Who will receive which?");
    } else {
        tone = Tone::Warn;
        text = ProofRunner::warning(destination);
    }
    const QString own = can ? ProofRunner::warning(destination, subscribersThere()) : QString();
    if (!own.isEmpty()) {
        tone = Tone::Warn;
        text += QStringLiteral("\n\n") + own;
    }
    m_warning->setTone(tone);
    m_warning->setText(text);
    m_start->setEnabled(can);
    m_start->setText(
        m_runner->look().verdict == ProofLook::Verdict::None ? tr("&Start") : tr("&Start Again"));
    m_destination->setEnabled(!isRunning);
    m_stop->setEnabled(isRunning);
    // Long sentences would take their room from the lanes.
    resize(width(), qMax(height(), layout()->totalHeightForWidth(width())));
}

void ProofDialog::showLook()
{
    const ProofLook& look = m_runner->look();
    m_lanes->show(look);
    using Verdict = ProofLook::Verdict;
    m_verdict->setTone(look.verdict == Verdict::Inconclusive ? Tone::Warn
            : look.verdict == Verdict::Queue                 ? Tone::Queue
            : look.verdict == Verdict::Topic                 ? Tone::Topic
                                                             : Tone::Muted);
    QStringList verdict{look.step, look.verdictText, look.keptText};
    verdict.removeAll(QString());
    m_verdict->setText(verdict.join(u' '));
    QStringList details{look.oddText, look.ownShareText, look.problem};
    details << look.leftBehind;
    details.removeAll(QString());
    m_details->setText(details.join(u'\n'));
    m_details->setVisible(!details.isEmpty());
    m_copy->setEnabled(look.verdict != Verdict::None);
    showWarning();
}

void ProofDialog::copy()
{
    QGuiApplication::clipboard()->setText(m_runner->look().text);
}

} // namespace Ui
