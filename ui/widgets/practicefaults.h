#pragma once

#include <ui/workspace/practicebroker.h>

#include <QWidget>

class QAction;
class QBoxLayout;
class QLabel;
class QListWidget;

namespace Ui {

class PracticeFaultForm;

/** The faults of the practice broker: one to be armed, and those in force with what they hit. */
class PracticeFaults : public QWidget
{
    Q_OBJECT

public:
    explicit PracticeFaults(PracticeBroker& broker, QWidget* parent = nullptr);

    /** Of a running broker: a client may have set others. */
    void show(const Stomp::FaultReport& report);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void arm(const Stomp::Fault& fault, quint64 seed);
    void removeChosen();
    void apply();
    void showPlan(const Stomp::FaultReport& report);

    PracticeBroker& m_broker;
    QBoxLayout* m_parts;
    QLabel* m_none;
    QListWidget* m_armed;
    PracticeFaultForm* m_form;
    QLabel* m_totals;
    QAction* m_remove;
    QAction* m_removeAll;
    Stomp::FaultPlan m_plan; //!< in force, as far as we know
    std::string m_lastReported;
};

} // namespace Ui
