#include "practicedetail.h"

#include "elidedlabel.h"
#include "icons.h"
#include "practicepicture.h"
#include "sumline.h"
#include "tonedlabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace Ui {

PracticeDetail::PracticeDetail(QWidget* parent)
    : QWidget(parent), m_name(new ElidedLabel(this)),
      m_moveBack(new QPushButton(icon(QLatin1StringView("edit-undo")), tr("Move Back"), this)),
      m_picture(new PracticePicture(this)), m_sum(new SumLine(this)),
      m_reasons(new TonedLabel(Tone::Muted, this)), m_empty(new TonedLabel(Tone::Muted, this)),
      m_content(new QWidget(this))
{
    QFont bold = font();
    bold.setBold(true);
    m_name->setFont(bold);
    m_name->setObjectName(QStringLiteral("practiceName"));
    m_moveBack->setObjectName(QStringLiteral("practiceMoveBack"));
    m_moveBack->setToolTip(
        tr("Put these dead letters back into the queues that they were sent to"));
    connect(m_moveBack, &QPushButton::clicked, this,
        [this] { Q_EMIT moveBackRequested(m_name->text()); });
    m_sum->setObjectName(QStringLiteral("practiceSum"));
    m_reasons->setObjectName(QStringLiteral("practiceReasons"));
    m_reasons->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);

    auto* inside = new QWidget;
    auto* picture = new QVBoxLayout(inside);
    picture->setContentsMargins(0, 0, Theme::grid, 0);
    picture->addWidget(m_picture);
    picture->addStretch(1);
    auto* scroll = new QScrollArea(m_content);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);

    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::grid);
    auto* top = new QHBoxLayout;
    top->addWidget(m_name, 1);
    top->addWidget(m_moveBack);
    column->addLayout(top);
    column->addWidget(m_sum);
    column->addWidget(scroll, 1);
    column->addWidget(m_reasons);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(Theme::grid * 2, Theme::grid, Theme::grid, Theme::grid);
    all->addWidget(m_content, 1);
    all->addWidget(m_empty, 1);
    clear(false);
}

void PracticeDetail::clear(bool canChoose)
{
    m_empty->setText(canChoose ? tr("Choose a queue or a topic to see its inside.") : QString());
    m_content->hide();
    m_empty->show();
    m_picture->clear();
}

void PracticeDetail::show(const Stomp::DestinationSnapshot& destination, const PracticeLook& look)
{
    const QString name = QString::fromStdString(destination.name);
    if (name != m_name->text())
        m_said.clear();
    m_name->setText(name);
    if (!destination.isQueue) {
        Stomp::TopicInspection topic;
        topic.state = destination;
        if (look.topic && look.topic->state.name == destination.name)
            topic = *look.topic;
        m_picture->showTopic(topic);
        m_sum->setSum(sumOf(topic));
    } else if (look.queue && look.queue->state.name == destination.name)
        m_picture->showQueue(*look.queue);
    else
        m_picture->showQueue({destination, {}, {}, {}, {}, {}});
    m_picture->setAccessibleName(m_name->text());
    const bool isDeadLetters = look.isDeadLetters && look.chosen == m_name->text();
    m_moveBack->setVisible(isDeadLetters);
    m_moveBack->setEnabled(destination.waiting > 0);
    // Of the same moment as the picture.
    if (destination.isQueue)
        m_sum->setSum(sumOf(destination));
    const QString reasons = m_said.isEmpty() ? reasonsText(destination) : m_said;
    m_reasons->setText(reasons);
    m_reasons->setVisible(!reasons.isEmpty());
    m_empty->hide();
    m_content->show();
}

void PracticeDetail::say(const QString& text)
{
    m_said = text;
    m_reasons->setText(text);
    m_reasons->setVisible(!text.isEmpty());
}

} // namespace Ui
