#include "examinationdialog.h"

#include "checkupview.h"
#include "icons.h"
#include "tonedlabel.h"

#include <ui/workspace/connection.h>
#include <ui/workspace/examiner.h>

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace Ui {

ExaminationDialog::ExaminationDialog(
    std::unique_ptr<Examiner> examiner, const QString& name, QWidget* parent)
    : QDialog(parent), m_examiner(std::move(examiner)), m_view(new CheckupView(this)),
      m_progress(new TonedLabel(Tone::Muted, this))
{
    setWindowTitle(tr("Examine %1").arg(name));
    setObjectName(QStringLiteral("examinationDialog"));
    m_progress->setObjectName(QStringLiteral("examinationProgress"));
    m_progress->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_again = buttons->addButton(tr("Examine &again"), QDialogButtonBox::ActionRole);
    m_again->setObjectName(QStringLiteral("examineAgain"));
    m_copy = buttons->addButton(tr("&Copy as text"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(QStringLiteral("copyExamination"));
    m_copy->setIcon(icon(QLatin1StringView("edit-copy")));
    m_copy->setToolTip(tr("Everything that was found, to send to somebody who helps. There are no "
                          "passwords in it."));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_again, &QPushButton::clicked, this, &ExaminationDialog::start);
    connect(m_copy, &QPushButton::clicked, this, &ExaminationDialog::copy);
    connect(m_examiner.get(), &Examiner::progressed, m_progress, &QLabel::setText);
    connect(m_examiner.get(), &Examiner::examined, this, &ExaminationDialog::showCheckups);
    connect(m_examiner.get(), &Examiner::finished, this, &ExaminationDialog::finish);

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(Theme::grid * 2, Theme::grid * 2, Theme::grid * 2, Theme::grid * 2);
    all->setSpacing(Theme::grid * 3 / 2);
    all->addWidget(m_progress);
    all->addWidget(m_view, 1);
    all->addWidget(buttons);
    resize(Theme::grid * 88, Theme::grid * 60);
    start();
}

ExaminationDialog::~ExaminationDialog() = default;

void ExaminationDialog::open(const Connection& connection, QWidget* parent)
{
    auto* dialog = new ExaminationDialog(connection.makeExaminer(), connection.name(), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void ExaminationDialog::start()
{
    m_view->clear();
    m_again->setEnabled(false);
    m_copy->setEnabled(false);
    m_progress->setTone(Tone::Muted);
    m_examiner->start();
}

void ExaminationDialog::showCheckups()
{
    m_view->clear();
    const bool several = m_examiner->checkups().size() > 1;
    for (const Checkup& checkup : m_examiner->checkups())
        m_view->add(checkup, several);
}

void ExaminationDialog::finish()
{
    const QList<Checkup>& all = m_examiner->checkups();
    const bool works = std::any_of(
        all.cbegin(), all.cend(), [](const Checkup& checkup) { return checkup.hasPassed; });
    m_progress->setTone(works ? Tone::Good : Tone::Bad);
    m_progress->setText(works ? tr("The way to the broker is clear: a connection was made, and "
                                   "closed again.")
                              : tr("No connection can be made."));
    m_again->setEnabled(true);
    m_copy->setEnabled(true);
}

void ExaminationDialog::copy()
{
    QStringList texts;
    for (const Checkup& checkup : m_examiner->checkups())
        texts << checkup.supportText;
    QGuiApplication::clipboard()->setText(texts.join(u'\n'));
    m_progress->setTone(Tone::Muted);
    m_progress->setText(tr("Copied."));
}

} // namespace Ui
