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

Q_SIGNALS:
    void armRequested(const Stomp::Fault& fault);

private:
    void build();
    void showKind();
    void arm();
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
    QLabel* m_problem;
};

} // namespace Ui
