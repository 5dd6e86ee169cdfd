#pragma once

#include <ui/workspace/lessonlook.h>

#include <QWidget>

class QPushButton;

namespace Ui {

class TonedLabel;

/** Says that the set-up of a lesson was changed by hand, so that its expectations do not apply any
 * more, and offers to start over. */
class LessonChange : public QWidget
{
    Q_OBJECT

public:
    explicit LessonChange(QWidget* parent = nullptr);

    /** Hidden unless it was changed, or will be when what runs is done. */
    void show(const LessonLook& look);

Q_SIGNALS:
    void startOverRequested();

private:
    TonedLabel* m_text;
    QPushButton* m_startOver;
};

} // namespace Ui
