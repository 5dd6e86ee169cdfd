#include "framelogpanel.h"

#include "elidedlabel.h"
#include "framedelegate.h"
#include "framedetail.h"
#include "framelogfilter.h"
#include "icons.h"
#include "messagetableview.h"
#include "tonedlabel.h"

#include <ui/models/framelogmodel.h>
#include <ui/workspace/framelog.h>

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <QToolBar>
#include <QVBoxLayout>

// What the panel looks like; what it does stands in framelogpanel.cpp.

namespace Ui {

void FrameLogPanel::makeActions()
{
    const auto make = [this](const char* iconName, const QString& text, const QString& tip,
                          const QKeySequence& key) {
        auto* action = new QAction(icon(QLatin1StringView(iconName)), text, this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setToolTip(key.isEmpty() ? tip : tip + QStringLiteral(" (%1)").arg(key.toString()));
        addAction(action);
        return action;
    };
    m_keep = make("media-record", tr("Record When Hidden"),
        tr("Record all MESSAGE frames also while the log is out of view, not only the last %1 and "
           "up to %2 a second; other frames are always recorded")
            .arg(UnseenFrames::mostFrames)
            .arg(FrameTap::usualPerSecond),
        Qt::CTRL | Qt::SHIFT | Qt::Key_R);
    m_keep->setCheckable(true);
    m_pause = make("media-playback-pause", tr("Pause"),
        tr("Keep the log as it is; recording goes on"), Qt::CTRL | Qt::Key_P);
    m_pause->setCheckable(true);
    m_follow = make("go-bottom", tr("Follow"), tr("Keep the newest frame in view"), {});
    m_follow->setToolTip(tr("Keep the newest frame in view (End)"));
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_clear =
        make("edit-clear", tr("Clear"), tr("Forget all frames"), Qt::CTRL | Qt::SHIFT | Qt::Key_L);
    m_copy = make("edit-copy", tr("Copy"), tr("Copy the selected frames as text"),
        QKeySequence(QKeySequence::Copy));
    m_copy->setEnabled(false);
    m_save = make("document-save", tr("Save …"), tr("Save the frames that are listed as text"),
        QKeySequence(QKeySequence::Save));
}

void FrameLogPanel::build()
{
    m_tools = new QToolBar(this);
    m_tools->setIconSize({Theme::iconSize, Theme::iconSize});
    m_tools->addActions(logActions());
    m_filter = new FrameLogFilter(this);
    m_view = new MessageTableView(this);
    m_view->setObjectName(QStringLiteral("frames"));
    m_view->setAccessibleName(tr("Frames"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_delegate = new FrameDelegate(m_view->font(), m_view);
    m_view->setItemDelegate(m_delegate);
    m_view->setModel(&m_model);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->addActions({m_copy, m_save, m_clear});
    m_detail = new FrameDetail(this);
    m_status = new ElidedLabel(this, Qt::ElideRight);
    m_status->setObjectName(QStringLiteral("frameStatus"));
    m_status->setFont(Theme::tabular(font()));
    m_recording = new TonedLabel(Tone::Muted, this);
    m_recording->setObjectName(QStringLiteral("frameRecording"));
    setUpColumns();

    m_parts = new QSplitter(Qt::Horizontal, this);
    m_parts->setChildrenCollapsible(false);
    m_parts->addWidget(m_view);
    m_parts->addWidget(m_detail);
    m_parts->setStretchFactor(0, 5);
    m_parts->setStretchFactor(1, 2);
    m_parts->setSizes({Theme::grid * 70, Theme::grid * 34});
    m_view->setMinimumWidth(Theme::grid * 40);
    m_detail->setMinimumWidth(Theme::grid * 32);

    auto* top = new QHBoxLayout;
    top->setContentsMargins(0, 0, Theme::grid, 0);
    top->setSpacing(Theme::grid);
    top->addWidget(m_tools);
    top->addWidget(m_filter, 1);
    auto* bottom = new QHBoxLayout;
    bottom->setContentsMargins(Theme::grid, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    bottom->setSpacing(Theme::grid * 2);
    bottom->addWidget(m_status, 1);
    bottom->addWidget(m_recording);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(top);
    all->addWidget(m_parts, 1);
    all->addLayout(bottom);
    setAccessibleName(tr("Frame log"));
    setFocusProxy(m_view);
}

void FrameLogPanel::setUpColumns()
{
    const QFontMetrics metrics(Theme::tabular(font()));
    QHeaderView* header = m_view->horizontalHeader();
    header->setMinimumSectionSize(Theme::grid * 4);
    const auto width = [&](FrameColumn column, const QString& sample) {
        header->resizeSection(
            static_cast<int>(column), metrics.horizontalAdvance(sample) + Theme::grid * 2);
    };
    width(FrameColumn::Time, QStringLiteral("00:00:00.000"));
    width(FrameColumn::Since, QStringLiteral("+00.0 ms"));
    width(FrameColumn::Connection, QString(14, u'n'));
    width(FrameColumn::Direction, tr("Direction"));
    width(FrameColumn::Command, QStringLiteral("UNSUBSCRIBE") + QString(3, u'n'));
    // The arrow before the command says it; a reader of the screen is told in words.
    header->setSectionHidden(static_cast<int>(FrameColumn::Direction), true);
    width(FrameColumn::Details, QString(6, u'n'));
    width(FrameColumn::Size, QStringLiteral("100,000"));
    // The size before the details, which take what is left.
    header->moveSection(header->visualIndex(static_cast<int>(FrameColumn::Size)),
        header->visualIndex(static_cast<int>(FrameColumn::Details)));
}

void FrameLogPanel::updatePaused()
{
    m_pause->setChecked(m_log.isPaused());
    m_pause->setIcon(icon(
        QLatin1StringView(m_log.isPaused() ? "media-playback-start" : "media-playback-pause")));
    m_pause->setText(m_log.isPaused() ? tr("Resume") : tr("Pause"));
}

} // namespace Ui
