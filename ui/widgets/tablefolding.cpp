#include "tablefolding.h"

#include "icons.h"
#include "messagepanel.h"
#include "messagetableview.h"
#include "tablepill.h"
#include "tableremark.h"

#include <ui/workspace/messagepump.h>

#include <QAction>
#include <QTimer>

#include <utility>

namespace Ui {

namespace {
constexpr int progressMs = 150;
}

TableFolding::TableFolding(MessagePump& pump, MessagePanel& panel, TableRemark& remark)
    : QObject(&panel), m_pump(pump), m_remark(remark),
      m_action(new QAction(icon(QLatin1StringView("view-fold")), tr("&Fold Repeats"), this)),
      m_notice(new QAction(m_action->icon(), {}, this)), m_pill(new TablePill(*panel.view())),
      m_progressDue(new QTimer(this))
{
    m_action->setObjectName(QStringLiteral("foldRepeats"));
    m_action->setCheckable(true);
    m_action->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_X);
    m_action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_action->setToolTip(tr("Successive messages of one destination with the same body in one row, "
                            "the first with \u00d7 how many (Ctrl+Shift+X)"));
    m_action->setStatusTip(m_action->toolTip());
    panel.addAction(m_action);
    m_notice->setObjectName(QStringLiteral("unfold"));
    m_notice->setCheckable(true);
    m_notice->setToolTip(tr("Give each message its own row again (Ctrl+Shift+X)"));
    panel.addToToolBar(m_notice);
    m_pill->setObjectName(QStringLiteral("folding"));
    m_progressDue->setInterval(progressMs);
    m_progressDue->callOnTimeout(this, &TableFolding::updatePill);
    connect(m_action, &QAction::toggled, this, &TableFolding::fold);
    connect(m_notice, &QAction::triggered, this, [this] { m_action->setChecked(false); });
    connect(m_pill, &QPushButton::clicked, this, [this] { m_action->setChecked(false); });
    connect(&pump.filtering(), &MessageFiltering::changed, this, &TableFolding::update);
    connect(&pump.sorting(), &MessageSorting::changed, this, &TableFolding::sortingChanged);
    updateNotice();
}

void TableFolding::fold(bool folds)
{
    if (folds == m_pump.filtering().isFolding())
        return;
    if (folds)
        m_pump.sorting().stop();
    m_pump.filtering().setFolding(folds);
    if (folds)
        m_remark.say(tr("Copy takes a row's first, Acknowledge and Save all"));
}

void TableFolding::sortingChanged()
{
    const bool isSorted = m_pump.sorting().state() == MessageSorting::State::Sorted;
    if (isSorted && !std::exchange(m_wasSorted, isSorted) && m_pump.filtering().isFolding())
        m_remark.say(tr("Sorted: each message has its own row"));
    m_wasSorted = isSorted;
    updateNotice();
}

void TableFolding::updateNotice()
{
    const bool isOff = m_pump.sorting().state() == MessageSorting::State::Off;
    m_notice->setText(isOff ? tr("Folded") : tr("Not folded while sorted"));
    m_notice->setVisible(m_pump.filtering().isFolding());
    m_notice->setChecked(true);
}

void TableFolding::update()
{
    m_action->setChecked(m_pump.filtering().isFolding());
    updateNotice();
    if (m_pump.filtering().isFolding())
        m_progressDue->start();
    else
        updatePill();
}

void TableFolding::updatePill()
{
    const MessageFiltering& filtering = m_pump.filtering();
    // The filter line says it where there is a filter, and sorting waits in this place.
    const bool isOn = filtering.isFolding() && filtering.isFirstPass() && !filtering.isActive()
        && m_pump.sorting().state() == MessageSorting::State::Off;
    if (!isOn) {
        m_progressDue->stop();
        m_pill->say({}, {});
        return;
    }
    const MessageFiltering::Progress progress = filtering.progress();
    const quint64 part = progress.of == 0 ? 0 : progress.looked * 100 / progress.of;
    m_pill->say(tr("Folding, %1 % · Stop").arg(part), tr("Each message in its own row again"));
}

} // namespace Ui
