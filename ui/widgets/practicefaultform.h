#pragma once

#include <ui/workspace/practicebroker.h>

#include <QWidget>

#include <array>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace Ui {

/** One fault to be armed: its kind from the catalogue, and the fields that this kind has. */
class PracticeFaultForm : public QWidget
{
    Q_OBJECT

public:
    explicit PracticeFaultForm(QWidget* parent = nullptr);

    /** That of the plan in force; what the user has typed stays until it is another one. */
    void showSeed(quint64 seed);

Q_SIGNALS:
    /** seed: of the whole plan. */
    void armRequested(const Stomp::Fault& fault, quint64 seed);

private:
    void build();
    void showKind();
    void addOccasions();
    void arm();
    /** What is wrong, in the field where it is. */
    void complain(QLineEdit* field, const QString& problem);
    [[nodiscard]] const Stomp::FaultInfo& info() const;

    QComboBox* m_kind;
    QLabel* m_effect;
    QFormLayout* m_form;
    std::array<QLineEdit*, 2> m_values;
    std::array<QLabel*, 2> m_labels;
    QComboBox* m_command;
    QLineEdit* m_destination;
    QSpinBox* m_every;
    QSpinBox* m_times;
    QSpinBox* m_after;
    QSpinBox* m_chance;
    QLineEdit* m_seed;
    quint64 m_shownSeed = 1;
    QLabel* m_problem;
};

} // namespace Ui
