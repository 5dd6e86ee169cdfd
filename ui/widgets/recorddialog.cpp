#include "recorddialog.h"

#include "theme.h"
#include "tonedlabel.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QPushButton>
#include <QSpinBox>

namespace Ui {

namespace {
constexpr std::uint64_t megabyte = 1'000'000;
} // namespace

RecordDialog::RecordDialog(QWidget* parent)
    : QDialog(parent), m_megabytes(new QSpinBox(this)), m_files(new QSpinBox(this))
{
    setObjectName(QStringLiteral("recordDialog"));
    setWindowTitle(tr("Record Messages"));
    m_megabytes->setObjectName(QStringLiteral("recordMegabytes"));
    m_megabytes->setRange(0, 1'000'000);
    m_megabytes->setSingleStep(100);
    m_megabytes->setSuffix(tr(" MB"));
    m_megabytes->setSpecialValueText(tr("never"));
    m_files->setObjectName(QStringLiteral("recordFiles"));
    m_files->setRange(0, 10'000);
    m_files->setSpecialValueText(tr("all"));
    m_files->setEnabled(false);
    connect(m_megabytes, &QSpinBox::valueChanged, m_files,
        [this](int megabytes) { m_files->setEnabled(megabytes > 0); });

    auto* const note = new TonedLabel(Tone::Muted, this);
    note->setWordWrap(true);
    note->setText(
        tr("Each message that is received from now on becomes a line of the file at once, "
           "as JSON that can be opened again. Values of headers such as passcode or "
           "authorization are replaced by ***. Further files are called name-2, name-3 "
           "and so on."));
    auto* const form = new QFormLayout(this);
    form->setContentsMargins(Theme::grid * 2, Theme::grid * 2, Theme::grid * 2, Theme::grid * 2);
    form->setSpacing(Theme::grid);
    form->addRow(note);
    form->addRow(tr("&New file after"), m_megabytes);
    form->addRow(tr("&Files to keep"), m_files);
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* const record = buttons->addButton(tr("Record To …"), QDialogButtonBox::ActionRole);
    record->setObjectName(QStringLiteral("recordTo"));
    record->setDefault(true);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(record, &QPushButton::clicked, this, &RecordDialog::askForName);
    setMinimumWidth(Theme::grid * 56);
}

void RecordDialog::askForName()
{
    if (m_names)
        m_names->close();
    m_names = new QFileDialog(this, tr("Record Messages"));
    m_names->setAttribute(Qt::WA_DeleteOnClose);
    m_names->setObjectName(QStringLiteral("recordNames"));
    m_names->setAcceptMode(QFileDialog::AcceptSave);
    m_names->setNameFilters({tr("JSON Lines (*.jsonl)"), tr("All files (*)")});
    m_names->setDefaultSuffix(QStringLiteral("jsonl"));
    m_names->selectFile(QStringLiteral("recording-")
        + QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"))
        + QStringLiteral(".jsonl"));
    connect(m_names, &QFileDialog::fileSelected, this, [this](const QString& path) {
        const auto bytes = static_cast<std::uint64_t>(m_megabytes->value()) * megabyte;
        Q_EMIT chosen({path, bytes, bytes > 0 ? m_files->value() : 0});
        accept();
    });
    m_names->open();
}

} // namespace Ui
