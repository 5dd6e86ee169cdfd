#pragma once

#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace Ui {

class TonedLabel;

/** "Predict first": the question of a step with its answers, one to be chosen; and afterwards
 * whether the prediction was right. */
class LessonQuestion : public QWidget
{
    Q_OBJECT

public:
    explicit LessonQuestion(QWidget* parent = nullptr);

    /** Another question, nothing chosen; an empty text hides it. */
    void ask(const QString& text, const QStringList& answers);
    /** To the first of the answers. */
    void takeFocus();
    /** index into the answers; -1: none is chosen. */
    [[nodiscard]] int answer() const;
    [[nodiscard]] const QString& question() const { return m_question; }

Q_SIGNALS:
    void answered();

private:
    QString m_question;
    TonedLabel* m_text;
    QVBoxLayout* m_rows;
    QButtonGroup* m_answers;
};

} // namespace Ui
