#include "practicefaultform.h"

#include "formrows.h"
#include "icons.h"
#include "tonedlabel.h"
#include "wording.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr int shortestChoice = 10; //!< in characters: the page may be narrow
constexpr int mostTimes = 10'000;
constexpr int certain = 100;

} // namespace

PracticeFaultForm::PracticeFaultForm(QWidget* parent)
    : QWidget(parent), m_kind(new QComboBox(this)), m_effect(new TonedLabel(Tone::Muted, this)),
      m_form(new QFormLayout), m_command(new QComboBox(this)), m_destination(new QLineEdit(this)),
      m_every(new QSpinBox(this)), m_times(new QSpinBox(this)), m_after(new QSpinBox(this)),
      m_chance(new QSpinBox(this)), m_seed(new QLineEdit(this)),
      m_problem(new TonedLabel(Tone::Bad, this))
{
    build();
    showKind();
}

void PracticeFaultForm::build()
{
    m_kind->setObjectName(QStringLiteral("faultKind"));
    m_kind->setAccessibleName(tr("Fault"));
    for (QComboBox* choice : {m_kind, m_command}) {
        choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        choice->setMinimumContentsLength(shortestChoice);
    }
    for (const Stomp::FaultInfo& fault : Stomp::FaultPlan::catalogue())
        m_kind->addItem(fromUtf8(fault.title), fromUtf8(fault.name));
    auto* arm = new QPushButton(icon(QLatin1StringView("list-add")), tr("Arm"), this);
    arm->setObjectName(QStringLiteral("faultArm"));
    arm->setToolTip(tr("The broker misbehaves like this from now on"));
    m_effect->setWordWrap(true);
    m_effect->setObjectName(QStringLiteral("faultEffect"));
    m_problem->setWordWrap(true);
    m_problem->setObjectName(QStringLiteral("faultProblem"));
    m_problem->hide();

    m_form->setHorizontalSpacing(Theme::grid);
    m_form->setVerticalSpacing(Theme::halfGrid);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        m_labels[i] = new QLabel(this);
        m_values[i] = new QLineEdit(this);
        m_values[i]->setObjectName(QStringLiteral("faultValue%1").arg(i));
        m_labels[i]->setBuddy(m_values[i]);
        m_form->addRow(m_labels[i], m_values[i]);
        connect(m_values[i], &QLineEdit::returnPressed, this, &PracticeFaultForm::arm);
    }
    m_command->setObjectName(QStringLiteral("faultCommand"));
    m_form->addRow(tr("Frames"), m_command);
    m_destination->setObjectName(QStringLiteral("faultDestination"));
    m_destination->setPlaceholderText(tr("any; * stands for any characters"));
    m_form->addRow(tr("Destination"), m_destination);
    addOccasions();

    auto* top = new QHBoxLayout;
    top->setSpacing(Theme::grid);
    top->addWidget(m_kind, 1);
    top->addWidget(arm);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(Theme::grid);
    all->addLayout(top);
    all->addWidget(m_effect);
    all->addLayout(m_form);
    all->addWidget(m_problem);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &PracticeFaultForm::showKind);
    connect(m_command, &QComboBox::currentIndexChanged, this,
        [this] { m_destination->setEnabled(m_command->currentData().toBool()); });
    connect(m_destination, &QLineEdit::returnPressed, this, &PracticeFaultForm::arm);
    connect(arm, &QPushButton::clicked, this, &PracticeFaultForm::arm);
}

/** Which of the frames it befalls. */
void PracticeFaultForm::addOccasions()
{
    m_every->setObjectName(QStringLiteral("faultEvery"));
    m_every->setRange(1, mostTimes);
    m_every->setSpecialValueText(tr("each one"));
    m_every->setPrefix(tr("each "));
    m_every->setSuffix(tr("th"));
    m_times->setObjectName(QStringLiteral("faultTimes"));
    m_times->setRange(0, mostTimes);
    m_times->setSpecialValueText(tr("without end"));
    m_times->setSuffix(tr(" times"));
    m_form->addRow(tr("Which"), m_every);
    m_form->addRow(tr("How often"), m_times);
    m_every->setAccessibleName(tr("Which of the frames"));
    m_times->setAccessibleName(tr("How many times"));

    m_after->setObjectName(QStringLiteral("faultAfter"));
    m_after->setRange(0, mostTimes);
    m_after->setSpecialValueText(tr("with the first"));
    m_after->setPrefix(tr("after "));
    m_after->setSuffix(tr(" spared"));
    m_form->addRow(tr("Begins"), m_after);
    m_chance->setObjectName(QStringLiteral("faultChance"));
    m_chance->setRange(1, certain);
    m_chance->setValue(certain);
    m_chance->setSuffix(tr(" %"));
    m_chance->setToolTip(tr("How many of these frames it befalls, by chance"));
    m_seed->setObjectName(QStringLiteral("faultSeed"));
    m_seed->setText(QString::number(m_shownSeed));
    m_seed->setToolTip(
        tr("Of all faults in force: the same seed does the same to the same frames"));
    m_seed->setAccessibleName(tr("Seed"));
    m_form->addRow(tr("Chance"), m_chance);
    m_form->addRow(tr("Seed"), m_seed); // a row of its own: beside the table room is scarce
    m_chance->setAccessibleName(tr("Chance"));
    connect(m_seed, &QLineEdit::returnPressed, this, &PracticeFaultForm::arm);
}

void PracticeFaultForm::showSeed(quint64 seed)
{
    if (seed == m_shownSeed)
        return;
    m_shownSeed = seed;
    m_seed->setText(QString::number(seed));
}

const Stomp::FaultInfo& PracticeFaultForm::info() const
{
    return Stomp::FaultPlan::catalogue()[static_cast<std::size_t>(m_kind->currentIndex())];
}

void PracticeFaultForm::showKind()
{
    const Stomp::FaultInfo& fault = info();
    QString advice = fromUtf8(fault.advice);
    advice.front() = advice.front().toLower();
    m_effect->setText(tr("%1 A good client %2").arg(fromUtf8(fault.effect), advice));
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        const bool has = i < fault.parameters.size();
        setRowVisible(m_form, m_values[i], has);
        if (!has)
            continue;
        const Stomp::FaultParameter& parameter = fault.parameters[i];
        m_labels[i]->setText(fromUtf8(parameter.label));
        m_values[i]->setText(QString::fromStdString(parameter.text(parameter.standard)));
        m_values[i]->setAccessibleName(m_labels[i]->text());
    }
    m_command->clear();
    for (const std::string_view command : fault.commands)
        m_command->addItem(fromUtf8(command), Stomp::hasDestination(command));
    setRowVisible(m_form, m_command, !fault.commands.empty());
    setRowVisible(m_form, m_destination, m_command->findData(true) >= 0);
    m_destination->setEnabled(m_command->currentData().toBool());
    m_problem->hide();
}

void PracticeFaultForm::arm()
{
    const Stomp::FaultInfo& kind = info();
    Stomp::Fault fault = Stomp::Fault::of(kind.kind);
    for (std::size_t i = 0; i < kind.parameters.size() && i < m_values.size(); ++i) {
        const Stomp::FaultParameter& parameter = kind.parameters[i];
        const auto value = parameter.read(m_values[i]->text().trimmed().toStdString());
        if (!value) {
            complain(m_values[i],
                parameter.unit == Stomp::FaultUnit::Versions
                    ? tr("%1: write versions such as 1.1,1.2").arg(m_labels[i]->text())
                    : tr("%1: write a whole number from %2 to %3")
                          .arg(m_labels[i]->text(),
                              QString::fromStdString(parameter.text(parameter.least)),
                              QString::fromStdString(parameter.text(parameter.most))));
            return;
        }
        fault.values[i] = *value;
    }
    bool isNumber = false;
    const quint64 seed = m_seed->text().trimmed().toULongLong(&isNumber);
    if (!isNumber) {
        complain(m_seed, tr("Seed: write a whole number"));
        return;
    }
    m_problem->hide();
    if (!kind.commands.empty())
        fault.command = m_command->currentText().toStdString();
    if (m_command->currentData().toBool())
        fault.destination = m_destination->text().trimmed().toStdString();
    fault.every = static_cast<std::uint64_t>(m_every->value());
    fault.times = static_cast<std::uint64_t>(m_times->value());
    fault.after = static_cast<std::uint64_t>(m_after->value());
    fault.chance = static_cast<std::uint64_t>(m_chance->value());
    Q_EMIT armRequested(fault, seed);
}

void PracticeFaultForm::complain(QLineEdit* field, const QString& problem)
{
    m_problem->setText(problem);
    m_problem->show();
    field->setFocus();
    field->selectAll();
}

} // namespace Ui
