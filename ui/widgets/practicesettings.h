#pragma once

#include <QWidget>

class QAction;
class QBoxLayout;
class QComboBox;
class QDoubleSpinBox;
class QToolButton;

namespace Ui {

class PracticeBroker;

/** The practice broker's switches in a line: run, skin, sample traffic. */
class PracticeSettings : public QWidget
{
    Q_OBJECT

public:
    explicit PracticeSettings(PracticeBroker& broker, QWidget* parent = nullptr);

    /** In one line, or in two. */
    void setWide(bool wide);

private:
    void showState();
    void applyRates();

    PracticeBroker& m_broker;
    QBoxLayout* m_lines;
    QAction* m_run;
    QComboBox* m_skin;
    QToolButton* m_traffic;
    QDoubleSpinBox* m_orders;
    QDoubleSpinBox* m_prices;
};

} // namespace Ui
