#pragma once

#include <ui/workspace/lessonlook.h>

#include <QWidget>

namespace Ui {

class TonedLabel;

/** What came of the message that was sent last, and of the step before: in a sentence each, whether
 * it had been predicted, and why it came so. */
class LessonResult : public QWidget
{
    Q_OBJECT

public:
    explicit LessonResult(QWidget* parent = nullptr);

    void show(const LessonLook& look);
    /** Before what the look asks about is done. answer: index into its answers; -1: none. */
    void notePrediction(const LessonLook& look, int answer);
    void forget();

private:
    void showReleased(const LessonLook& look);
    void showExplanation(const LessonLook& look);

    TonedLabel* m_released;
    TonedLabel* m_result;
    TonedLabel* m_explanation;
    QString m_prediction; //!< the answer to the lesson's question before the step; may be empty
    bool m_wasRight = false; //!< that answer
    int m_forecast = -1; //!< of the message that was sent last
};

} // namespace Ui
