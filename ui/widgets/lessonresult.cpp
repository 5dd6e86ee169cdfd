#include "lessonresult.h"

#include "tonedlabel.h"

#include <QVBoxLayout>

namespace Ui {

using State = LessonLook::State;

LessonResult::LessonResult(QWidget* parent)
    : QWidget(parent), m_released(TonedLabel::forText(Tone::Text, "lessonReleased", this)),
      m_result(TonedLabel::forText(Tone::Good, "lessonResult", this)),
      m_explanation(TonedLabel::forText(Tone::Text, "lessonExplanation", this))
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(Theme::grid * 3 / 2);
    for (TonedLabel* label : {m_released, m_result, m_explanation})
        rows->addWidget(label);
}

void LessonResult::notePrediction(const LessonLook& look, int answer)
{
    m_forecast = look.isForecast ? answer : -1;
    if (!look.isBegun)
        m_prediction.clear();
    if (!look.isForecast && answer >= 0) {
        m_prediction = look.answers.at(answer);
        m_wasRight = answer == look.right;
    }
}

void LessonResult::forget()
{
    m_forecast = -1;
    m_prediction.clear();
}

void LessonResult::show(const LessonLook& look)
{
    using Outcome = LessonLook::Outcome;
    QStringList result;
    Tone tone = Tone::Good;
    if (look.outcome == Outcome::AsExpected)
        result << tr("As expected.");
    else if (look.outcome != Outcome::None)
        tone = look.outcome == Outcome::ByHand ? Tone::Text : Tone::Bad;
    if (look.outcome == Outcome::NotAsExpected)
        result << tr("Not as expected.");
    if (!m_prediction.isEmpty() && look.outcome == Outcome::AsExpected) {
        result << (m_wasRight ? tr("You had predicted it: %1.").arg(m_prediction)
                              : tr("You had predicted something else: %1.").arg(m_prediction));
    }
    if (look.state == State::Complete) {
        if (look.changedBefore >= 0) {
            tone = look.notAsExpected == 0 ? Tone::Text : Tone::Bad;
            result = {
                tr("Done, without a verdict. Before the change by hand: %1 expectation(s) met, "
                   "%2 not.")
                    .arg(look.asExpected)
                    .arg(look.notAsExpected)};
        } else if (look.notAsExpected == 0) {
            result = {
                tr("Done: all expectations (%1) were met on this broker.").arg(look.asExpected)};
        } else {
            tone = Tone::Bad;
            result = {tr("Done: %1 expectations were met on this broker, %2 not.")
                          .arg(look.asExpected)
                          .arg(look.notAsExpected)};
        }
    } else if (look.state == State::NotOffered) {
        tone = Tone::Warn;
        result = {tr("Not offered here.")};
    } else if (look.state == State::Stopped && look.step > 0) {
        tone = Tone::Muted;
        result << tr("Stopped.");
    } else if (look.state == State::Stopping) {
        tone = Tone::Muted;
        result = {tr("Stopping: the durable subscription is being removed …")};
    }
    m_result->setTone(tone);
    m_result->setText(result.join(u' '));
    m_result->setVisible(!result.isEmpty());
    showReleased(look);
    showExplanation(look);
    setVisible(!m_released->isHidden() || !m_result->isHidden() || !m_explanation->isHidden());
}

void LessonResult::showReleased(const LessonLook& look)
{
    const bool isUnderWay = look.state == State::Running;
    QString text = look.released;
    if (isUnderWay && text.isEmpty()) {
        text = tr("Under way …");
    } else if (!isUnderWay && !text.isEmpty() && m_forecast >= 0) {
        text += u' '
            + (m_forecast == look.cameTrue ? tr("You had predicted it.")
                                           : tr("You had predicted something else."));
    }
    m_released->setTone(isUnderWay ? Tone::Muted : Tone::Text);
    m_released->setText(text);
    m_released->setVisible(!text.isEmpty());
}

void LessonResult::showExplanation(const LessonLook& look)
{
    QStringList parts{look.outcomeText, look.problem, look.leftovers, look.conclusion};
    if (!look.elsewhere.isEmpty())
        parts << tr("Elsewhere:") + u'\n' + look.elsewhere.join(u'\n');
    parts.removeAll(QString());
    m_explanation->setText(parts.join(QStringLiteral("\n\n")));
    m_explanation->setVisible(!parts.isEmpty());
}

} // namespace Ui
