#include "lessondialog.h"

#include "lessonchange.h"
#include "lessonhands.h"
#include "lessonlanes.h"
#include "lessonquestion.h"
#include "lessonresult.h"
#include "tonedlabel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

namespace Ui {

void LessonDialog::buildButtons()
{
    m_list->setObjectName(QStringLiteral("lessonList"));
    m_list->setAccessibleName(tr("Lessons"));
    m_list->setWordWrap(true);
    m_list->setSpacing(2);
    m_predict->setObjectName(QStringLiteral("lessonPredict"));
    m_predict->setChecked(true);
    m_predict->setToolTip(
        tr("Asks who will receive the next message, and waits until you have chosen an answer."));
    m_byHand->setObjectName(QStringLiteral("lessonByHand"));
    m_byHand->setToolTip(
        tr("Shows buttons beside the consumers: add one, take it away, make it slow, put it to "
           "sleep, kill it. The lesson's expectations do not apply any more once you have."));
    m_pace->setObjectName(QStringLiteral("lessonPace"));
    m_pace->setRange(1, 30);
    m_pace->setValue(3);
    m_pace->setSuffix(tr(" s"));
    m_pace->setAccessibleName(tr("Time between two messages"));
    m_step->setObjectName(QStringLiteral("lessonStep"));
    m_step->setDefault(true);
    m_step->setToolTip(tr("Sends one message, or does what comes before it"));
    m_rest->setObjectName(QStringLiteral("lessonRest"));
    m_rest->setToolTip(tr("Does all that is left of this step, and compares what came with what "
                          "the lesson expects"));
    m_play->setObjectName(QStringLiteral("lessonPlay"));
    m_play->setCheckable(true);
    m_play->setToolTip(
        tr("Sends one message after the other; a question still waits for its answer."));
    m_stop->setObjectName(QStringLiteral("lessonStop"));
    m_stop->setToolTip(tr("Ends the lesson's connections: the broker has back what is not "
                          "acknowledged."));
    m_present->setObjectName(QStringLiteral("lessonPresent"));
    m_present->setCheckable(true);
    m_present->setToolTip(tr("Large type on the whole screen, for the back row (F11)"));
    m_openFile->setObjectName(QStringLiteral("lessonOpen"));
    for (QPushButton* button : {m_rest, m_play, m_stop, m_present, m_openFile})
        button->setAutoDefault(false);
    connect(m_step, &QPushButton::clicked, this, &LessonDialog::goOn);
    connect(m_play, &QPushButton::toggled, this, &LessonDialog::play);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_player->stop(); });
    connect(m_present, &QPushButton::toggled, this, &LessonDialog::setPresenting);
    connect(m_rest, &QPushButton::clicked, this, &LessonDialog::finishStep);
    connect(m_predict, &QCheckBox::toggled, this, &LessonDialog::showLook);
    connect(m_openFile, &QPushButton::clicked, this, &LessonDialog::openFile);
    connect(m_byHand, &QCheckBox::toggled, this, &LessonDialog::showLook);
    connect(m_change, &LessonChange::startOverRequested, this, &LessonDialog::startOver);
    using Hands = LessonHands;
    connect(m_hands, &Hands::addRequested, this, [this](int at) { m_player->addConsumer(at); });
    connect(m_hands, &Hands::joinRequested, this, [this](int lane) { m_player->join(lane); });
    connect(m_hands, &Hands::leaveRequested, this, [this](int lane) { m_player->leave(lane); });
    connect(m_hands, &Hands::killRequested, this, [this](int lane) { m_player->kill(lane); });
    connect(m_hands, &Hands::paceRequested, this,
        [this](int lane, LessonLaneLook::Pace pace) { m_player->setPace(lane, pace); });
}

void LessonDialog::layOut()
{
    auto* left = new QVBoxLayout;
    left->addWidget(m_list, 1);
    left->addWidget(m_openFile);
    m_list->setFixedWidth(Theme::grid * 32);

    auto* page = new QWidget(this);
    auto* texts = new QVBoxLayout(page);
    texts->setContentsMargins(Theme::grid * 2, 0, Theme::grid * 2, 0);
    texts->setSpacing(Theme::grid * 3 / 2);
    auto* drawing = new QHBoxLayout;
    drawing->addWidget(m_lanes, 1);
    drawing->addWidget(m_hands);
    auto* top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_present, 0, Qt::AlignTop);
    texts->addLayout(top);
    texts->addLayout(drawing);
    for (QWidget* widget :
        std::initializer_list<QWidget*>{m_result, m_change, m_say, m_question, m_complaint})
        texts->addWidget(widget);
    texts->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(page);

    auto* close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_predict);
    buttons->addSpacing(Theme::grid);
    buttons->addWidget(m_byHand);
    buttons->addStretch(1);
    for (QWidget* widget :
        std::initializer_list<QWidget*>{m_step, m_rest, m_play, m_pace, m_stop, close})
        buttons->addWidget(widget);

    auto* right = new QVBoxLayout;
    right->addWidget(scroll, 1);
    right->addLayout(buttons);
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(Theme::grid * 2, Theme::grid * 2, Theme::grid * 2, Theme::grid * 2);
    all->setSpacing(Theme::grid);
    all->addLayout(left);
    all->addLayout(right, 1);
}

} // namespace Ui
