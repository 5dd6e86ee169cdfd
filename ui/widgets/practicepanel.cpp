#include "practicepanel.h"

#include "practicedetail.h"
#include "practicefaults.h"
#include "practicelist.h"
#include "practicesettings.h"
#include "practicestatus.h"
#include "practicetext.h"
#include "wording.h"

#include <ui/workspace/practicebroker.h>

#include <QItemSelectionModel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QTabWidget>
#include <QTextCursor>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr int keptEvents = 1000;

} // namespace

PracticePanel::PracticePanel(PracticeBroker& broker, QWidget* parent)
    : QWidget(parent), m_broker(broker), m_watch(broker),
      m_settings(new PracticeSettings(broker, this)), m_parts(new QSplitter(this)),
      m_list(new PracticeList(m_watch.model(), this)), m_detail(new PracticeDetail(this)),
      m_faults(new PracticeFaults(broker, this)), m_events(new QPlainTextEdit(this)),
      m_pages(new QTabWidget(this)), m_status(new PracticeStatus(broker, this))
{
    build();
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& index) {
            // Not when the rows are new: it is looked for again.
            if (!index.isValid())
                return;
            m_watch.setChosen(m_list->chosen());
            showChosen();
        });
    connect(&m_watch, &PracticeWatch::looked, this, &PracticePanel::showLook);
    connect(m_detail, &PracticeDetail::moveBackRequested, &m_broker, &PracticeBroker::moveBack);
    connect(&m_broker, &PracticeBroker::movedBack, this,
        [this](const QString& queue, quint64 messages, const QString& problem) {
            m_detail->say(!problem.isEmpty() ? tr("%1: %2").arg(queue, problem)
                    : messages > 0           ? tr("%1 moved back").arg(countText(messages))
                                   : tr("None of them says where it came from; they stay."));
        });
    connect(&m_broker, &PracticeBroker::started, this, &PracticePanel::showLook);
    connect(&m_broker, &PracticeBroker::stopped, m_events, &QPlainTextEdit::clear);
    showLook();
}

void PracticePanel::build()
{
    m_events->setObjectName(QStringLiteral("practiceEvents"));
    m_events->setAccessibleName(tr("Events of the practice broker"));
    m_events->setReadOnly(true);
    m_events->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_events->setMaximumBlockCount(keptEvents);
    m_events->setFont(Theme::monospaced());
    m_events->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_events->setFrameShape(QFrame::NoFrame);
    m_events->setPlaceholderText(tr("Connections, subscriptions, new destinations, dead letters "
                                    "and errors are listed here as they happen."));
    auto* faults = new QScrollArea(this);
    faults->setFrameShape(QFrame::NoFrame);
    faults->setWidgetResizable(true);
    faults->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    faults->setWidget(m_faults);
    m_pages->setDocumentMode(true);
    m_pages->setObjectName(QStringLiteral("practicePages"));
    m_pages->addTab(m_detail, tr("&Inside"));
    m_pages->addTab(faults, tr("&Faults"));
    m_pages->addTab(m_events, tr("&Events"));

    m_parts->setChildrenCollapsible(false);
    m_parts->addWidget(m_list);
    m_parts->addWidget(m_pages);
    m_parts->setStretchFactor(0, 1);
    m_parts->setStretchFactor(1, 2);
    m_parts->setSizes({Theme::grid * 24, Theme::grid * 48});
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_settings);
    all->addWidget(m_parts, 1);
    all->addWidget(m_status);
    setAccessibleName(tr("Practice broker"));
    setFocusProxy(m_list);
}

QListView* PracticePanel::view() const
{
    return m_list;
}

void PracticePanel::setShown(bool shown)
{
    m_watch.setShown(shown);
}

void PracticePanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() > height();
    m_parts->setOrientation(wide ? Qt::Horizontal : Qt::Vertical);
    m_settings->setWide(width() > Theme::grid * 70);
    m_status->setWide(width() > Theme::grid * 80);
}

void PracticePanel::showLook()
{
    if (m_broker.isRunning()) {
        m_list->setEmptyText(tr("No queue and no topic yet"),
            tr("Subscribe or publish to one and it appears here, or switch on the sample "
               "traffic."));
    } else {
        m_list->setEmptyText(tr("The practice broker does not run"),
            tr("Start it above, or connect to it (Ctrl+N)."));
    }
    // Something to look at, without a click.
    PracticeModel& model = m_watch.model();
    if (!m_list->currentIndex().isValid() && model.rowCount() > 0)
        m_list->setCurrentIndex(model.index(qMax(0, model.rowOf(m_watch.chosen()))));
    showChosen();
    if (m_watch.look().isAnswer)
        m_faults->show(m_watch.look().broker.faults);
    appendEvents();
    m_status->show(m_watch.look());
}

void PracticePanel::showChosen()
{
    const auto* chosen = m_watch.model().find(m_list->chosen());
    if (chosen)
        m_detail->show(*chosen, m_watch.look());
    else
        m_detail->clear(m_watch.model().rowCount() > 0);
}

void PracticePanel::appendEvents()
{
    const auto& events = m_watch.look().events;
    if (events.empty())
        return;
    QStringList lines;
    for (const Stomp::BrokerEvent& event : events)
        lines.append(eventText(event));
    // Follows the newest, unless the reader has scrolled up; never sideways, as append does.
    QTextCursor end(m_events->document());
    end.movePosition(QTextCursor::End);
    QScrollBar* const bar = m_events->verticalScrollBar();
    const bool follows = bar->value() == bar->maximum();
    end.insertText(
        (m_events->document()->isEmpty() ? QString() : QStringLiteral("\n")) + lines.join(u'\n'));
    if (follows)
        bar->setValue(bar->maximum());
}

} // namespace Ui
