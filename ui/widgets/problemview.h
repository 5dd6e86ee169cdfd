#pragma once

#include "theme.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;

namespace Ui {

class TonedLabel;
struct Problem;

/**
 * A problem in words: what happened, the likely cause, what to do, and the other side's own words.
 * Stands where the user is looking, on a quiet background of its tone, with the tone's mark.
 */
class ProblemView : public QFrame
{
    Q_OBJECT

public:
    explicit ProblemView(QWidget* parent = nullptr);

    void setProblem(Tone tone, const Problem& problem);
    /** All that is said, as one text. */
    [[nodiscard]] QString text() const;
    /** The other side's words in one line, whole in the tool tip: where room is dear. */
    void setCompact() { m_shownDetail = 90; }
    /** At the right end: buttons. */
    void addWidget(QWidget* widget);

protected:
    void changeEvent(QEvent* event) override;

private:
    void applyTone();

    Tone m_tone = Tone::Bad;
    bool m_isApplying = false;
    qsizetype m_shownDetail = 300; //!< the other side may send a book
    QHBoxLayout* m_layout;
    QLabel* m_mark;
    QLabel* m_what;
    QLabel* m_advice;
    TonedLabel* m_detail;
};

} // namespace Ui
