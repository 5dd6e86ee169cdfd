#include "lessonchange.h"

#include "theme.h"
#include "tonedlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace Ui {

LessonChange::LessonChange(QWidget* parent)
    : QWidget(parent), m_text(new TonedLabel(Tone::Warn, this)),
      m_startOver(new QPushButton(tr("Start O&ver"), this))
{
    setObjectName(QStringLiteral("lessonChange"));
    m_text->setObjectName(QStringLiteral("lessonChangeText"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_startOver->setObjectName(QStringLiteral("lessonStartOver"));
    m_startOver->setAutoDefault(false);
    m_startOver->setToolTip(tr("Ends the lesson's connections and begins it anew, with the set-up "
                               "that its expectations are for"));
    connect(m_startOver, &QPushButton::clicked, this, &LessonChange::startOverRequested);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::grid * 2);
    row->addWidget(m_text, 1);
    row->addWidget(m_startOver, 0, Qt::AlignTop);
    hide();
}

void LessonChange::show(const LessonLook& look)
{
    const bool isChanged = look.changedBefore >= 0;
    m_text->setText(isChanged
            ? tr("You changed the set-up by hand: the lesson's expectations do not apply from here "
                 "(step %1). What was received is still shown.")
                  .arg(look.changedBefore + 1)
            : tr("Your change by hand is made as soon as what runs now is done."));
    // Once the lesson is over, Start does the same.
    const bool isUnderWay =
        look.state == LessonLook::State::Ready || look.state == LessonLook::State::Running;
    m_startOver->setVisible(isChanged && isUnderWay);
    setVisible(isChanged || look.isChangeHeld);
}

} // namespace Ui
