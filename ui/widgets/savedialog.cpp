#include "savedialog.h"

#include "theme.h"
#include "tonedlabel.h"
#include "wording.h"

#include <QButtonGroup>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace Ui {

SaveDialog::SaveDialog(const Offer& offer, QWidget* parent)
    : QDialog(parent),
      m_all(new QRadioButton(tr("&All that are kept: %1").arg(countText(offer.kept)), this)),
      m_filtered(new QRadioButton(
          tr("Those that the &filter shows: %1").arg(countText(offer.filtered)), this)),
      m_selected(
          new QRadioButton(tr("The &selected rows: %1").arg(countText(offer.selected)), this)),
      m_lines(new QRadioButton(tr("&JSON Lines: every byte, can be opened again"), this)),
      m_csv(new QRadioButton(tr("&CSV: the columns shown, for a spreadsheet"), this))
{
    setObjectName(QStringLiteral("saveDialog"));
    setWindowTitle(tr("Save Messages"));
    m_all->setObjectName(QStringLiteral("saveAll"));
    m_filtered->setObjectName(QStringLiteral("saveFiltered"));
    m_selected->setObjectName(QStringLiteral("saveSelected"));
    m_lines->setObjectName(QStringLiteral("saveLines"));
    m_csv->setObjectName(QStringLiteral("saveCsv"));
    m_filtered->setEnabled(offer.isFiltered);
    m_filtered->setToolTip(offer.isFiltered ? QString() : tr("There is no filter"));
    m_selected->setEnabled(offer.selected > 0);

    auto* const column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::grid * 2, Theme::grid * 2, Theme::grid * 2, Theme::grid * 2);
    column->setSpacing(Theme::grid);
    const auto group = [this, column](const QString& title, const QList<QRadioButton*>& choices) {
        auto* const heading = new QLabel(title, this);
        QFont strong = font();
        strong.setWeight(QFont::DemiBold);
        heading->setFont(strong);
        column->addWidget(heading);
        auto* const buttons = new QButtonGroup(this);
        for (QRadioButton* choice : choices) {
            buttons->addButton(choice);
            column->addWidget(choice);
        }
        column->addSpacing(Theme::grid);
    };
    group(tr("Which messages"), {m_all, m_filtered, m_selected});
    group(tr("As"), {m_lines, m_csv});
    // Two groups now: before, one choice would have undone the other.
    if (offer.selected > 1)
        m_selected->setChecked(true);
    else if (offer.isFiltered)
        m_filtered->setChecked(true);
    else
        m_all->setChecked(true);
    m_lines->setChecked(true);
    auto* const note = new TonedLabel(Tone::Muted, this);
    note->setWordWrap(true);
    note->setText(tr("Saved is what is there when you choose the file; what arrives after that is "
                     "not in it. Values of headers such as passcode or authorization are "
                     "replaced by ***."));
    column->addWidget(note);
    column->addStretch();
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* const save = buttons->addButton(tr("Save As …"), QDialogButtonBox::ActionRole);
    save->setObjectName(QStringLiteral("saveAs"));
    save->setDefault(true);
    save->setEnabled(offer.kept > 0);
    save->setToolTip(offer.kept > 0 ? QString() : tr("There is nothing to save"));
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, &SaveDialog::askForName);
    setMinimumWidth(Theme::grid * 56);
}

SaveDialog::Which SaveDialog::which() const
{
    if (m_selected->isChecked())
        return Which::Selected;
    return m_filtered->isChecked() ? Which::Filtered : Which::All;
}

SaveDialog::Format SaveDialog::format() const
{
    return m_csv->isChecked() ? Format::Csv : Format::JsonLines;
}

void SaveDialog::askForName()
{
    if (m_names)
        m_names->close();
    const bool isCsv = format() == Format::Csv;
    const QString suffix = isCsv ? QStringLiteral("csv") : QStringLiteral("jsonl");
    m_names = new QFileDialog(this, tr("Save Messages"));
    m_names->setAttribute(Qt::WA_DeleteOnClose);
    m_names->setObjectName(QStringLiteral("saveNames"));
    m_names->setAcceptMode(QFileDialog::AcceptSave);
    m_names->setNameFilters(
        {isCsv ? tr("CSV (*.csv)") : tr("JSON Lines (*.jsonl)"), tr("All files (*)")});
    m_names->setDefaultSuffix(suffix);
    m_names->selectFile(QStringLiteral("messages-")
        + QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss")) + u'.' + suffix);
    connect(m_names, &QFileDialog::fileSelected, this, [this](const QString& path) {
        Q_EMIT chosen(which(), format(), path);
        accept();
    });
    m_names->open();
}

} // namespace Ui
