#pragma once

#include <ui/workspace/practicelook.h>

#include <QWidget>

class QBoxLayout;
class QToolButton;

namespace Ui {

class ElidedLabel;
class PracticeBroker;

/** One line: how much the practice broker has to do, and where other programs reach it. */
class PracticeStatus : public QWidget
{
    Q_OBJECT

public:
    explicit PracticeStatus(PracticeBroker& broker, QWidget* parent = nullptr);

    void show(const PracticeLook& look);
    /** In one line, or in two. */
    void setWide(bool wide);

private:
    void showAddress();

    PracticeBroker& m_broker;
    QBoxLayout* m_lines;
    ElidedLabel* m_numbers;
    ElidedLabel* m_address;
    QToolButton* m_copy;
};

} // namespace Ui
