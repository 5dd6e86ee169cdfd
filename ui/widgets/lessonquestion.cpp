#include "lessonquestion.h"

#include "tonedlabel.h"

#include <QButtonGroup>
#include <QRadioButton>
#include <QVBoxLayout>

namespace Ui {

LessonQuestion::LessonQuestion(QWidget* parent)
    : QWidget(parent), m_text(new TonedLabel(Tone::Accent, this)), m_rows(new QVBoxLayout(this)),
      m_answers(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("lessonQuestion"));
    m_text->setWordWrap(true);
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(Theme::halfGrid);
    m_rows->addWidget(m_text);
    connect(m_answers, &QButtonGroup::idClicked, this, &LessonQuestion::answered);
    hide();
}

void LessonQuestion::ask(const QString& text, const QStringList& answers)
{
    m_question = text;
    const QList<QAbstractButton*> before = m_answers->buttons();
    for (QAbstractButton* button : before) {
        m_answers->removeButton(button);
        delete button;
    }
    m_text->setText(text);
    for (int i = 0; i < answers.size(); ++i) {
        auto* button = new QRadioButton(answers.at(i), this);
        m_answers->addButton(button, i);
        m_rows->addWidget(button);
    }
    setVisible(!text.isEmpty());
}

void LessonQuestion::takeFocus()
{
    if (QAbstractButton* first = m_answers->button(0))
        first->setFocus();
}

int LessonQuestion::answer() const
{
    return m_answers->checkedId();
}

} // namespace Ui
