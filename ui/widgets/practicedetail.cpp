#include "practicedetail.h"

#include "elidedlabel.h"
#include "practicepicture.h"
#include "sumline.h"
#include "tonedlabel.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace Ui {

PracticeDetail::PracticeDetail(QWidget* parent)
    : QWidget(parent), m_name(new ElidedLabel(this)), m_picture(new PracticePicture(this)),
      m_sum(new SumLine(this)), m_reasons(new TonedLabel(Tone::Muted, this)),
      m_empty(new TonedLabel(Tone::Muted, this)), m_content(new QWidget(this))
{
    QFont bold = font();
    bold.setBold(true);
    m_name->setFont(bold);
    m_name->setObjectName(QStringLiteral("practiceName"));
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
    column->addWidget(m_name);
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
    m_name->setText(QString::fromStdString(destination.name));
    if (!destination.isQueue)
        m_picture->showTopic(destination);
    else if (look.queue && look.queue->state.name == destination.name)
        m_picture->showQueue(*look.queue);
    else
        m_picture->showQueue({destination, {}, {}, {}, {}, {}});
    m_picture->setAccessibleName(m_name->text());
    // Of the same moment as the picture.
    m_sum->setSum(sumOf(destination));
    const QString reasons = reasonsText(destination);
    m_reasons->setText(reasons);
    m_reasons->setVisible(!reasons.isEmpty());
    m_empty->hide();
    m_content->show();
}

} // namespace Ui
