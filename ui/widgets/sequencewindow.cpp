#include "sequencewindow.h"

#include "elidedlabel.h"
#include "framedetail.h"
#include "icons.h"
#include "sequencefile.h"
#include "sequenceview.h"
#include "wording.h"

#include <ui/models/framelogmodel.h>
#include <ui/models/sequencetext.h>
#include <ui/workspace/framelog.h>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QSplitter>
#include <QToolBar>
#include <QVBoxLayout>

namespace Ui {

namespace {

constexpr int refreshMs = 100;

} // namespace

SequenceWindow::SequenceWindow(FrameLog& log, SequenceLayout::PartyOf partyOf, QWidget* parent)
    : QDialog(parent, Qt::Window), m_log(log), m_model(log.model()), m_partyOf(std::move(partyOf)),
      m_tools(new QToolBar(this)), m_view(new SequenceView(this)), m_detail(new FrameDetail(this)),
      m_status(new ElidedLabel(this, Qt::ElideRight)), m_file(new SequenceFile(this))
{
    setObjectName(QStringLiteral("sequenceWindow"));
    setWindowTitle(tr("Sequence"));
    makeActions();
    build();
    wire();
    refresh();
}

SequenceWindow::~SequenceWindow() = default;

void SequenceWindow::makeActions()
{
    const auto make = [this](const char* iconName, const QString& text, const QString& tip,
                          const QList<QKeySequence>& keys) {
        auto* action = new QAction(icon(QLatin1StringView(iconName)), text, this);
        action->setShortcuts(keys);
        action->setToolTip(keys.isEmpty()
                ? tip
                : QStringLiteral("%1 (%2)").arg(tip, keys.constFirst().toString()));
        m_tools->addAction(action);
        addAction(action);
        return action;
    };
    m_save = make("document-save", tr("Save …"),
        tr("Save as SVG, PNG or text: the arrows that are chosen, or all"),
        {QKeySequence(QKeySequence::Save)});
    m_copy = make("edit-copy", tr("Copy as Text"),
        tr("Copy the arrows that are chosen, or all, as text for a bug report"),
        {QKeySequence(QKeySequence::Copy)});
    // The view has the key.
    m_follow = make("go-bottom", tr("Follow"), tr("Keep the newest frame in view (End)"), {});
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_larger = make("list-add", tr("Larger"), tr("Larger text"),
        {QKeySequence(Qt::CTRL | Qt::Key_Plus), QKeySequence(Qt::CTRL | Qt::Key_Equal)});
    m_smaller = make(
        "list-remove", tr("Smaller"), tr("Smaller text"), {QKeySequence(Qt::CTRL | Qt::Key_Minus)});
    m_usual = make("edit-undo", tr("Usual Size"), tr("Text in its usual size"),
        {QKeySequence(Qt::CTRL | Qt::Key_0)});
    // In words what is most used and what no icon says.
    m_tools->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
}

void SequenceWindow::build()
{
    m_tools->setIconSize({Theme::iconSize, Theme::iconSize});
    m_status->setObjectName(QStringLiteral("sequenceStatus"));
    m_status->setFont(Theme::tabular(font()));
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_view->addActions({m_copy, m_save});
    auto* parts = new QSplitter(Qt::Horizontal, this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_view);
    parts->addWidget(m_detail);
    parts->setStretchFactor(0, 1);
    parts->setSizes({Theme::grid * 90, Theme::grid * 36});
    m_view->setMinimumWidth(Theme::grid * 40);
    m_detail->setMinimumWidth(Theme::grid * 32);
    auto* bottom = new QHBoxLayout;
    bottom->setContentsMargins(Theme::grid, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    bottom->addWidget(m_status);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_tools);
    all->addWidget(parts, 1);
    all->addLayout(bottom);
    resize(Theme::grid * 136, Theme::grid * 84);
    m_view->setFocus();
}

void SequenceWindow::wire()
{
    m_due.setSingleShot(true);
    m_due.setInterval(refreshMs);
    m_due.callOnTimeout(this, &SequenceWindow::refresh);
    const auto later = [this] {
        if (!m_due.isActive())
            m_due.start();
    };
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, later);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, later);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, later);
    connect(&m_model, &QAbstractItemModel::modelReset, this, later);
    connect(m_view, &SequenceView::frameChosen, this, &SequenceWindow::frameChosen);
    connect(m_view, &SequenceView::frameOpened, this, &SequenceWindow::frameOpened);
    connect(m_detail, &FrameDetail::stepChosen, this, &SequenceWindow::frameChosen);
    connect(m_view, &SequenceView::followChanged, this, [this](bool following) {
        m_follow->setChecked(following);
        m_said.clear();
        const auto& rows = m_view->sequence().rows;
        m_from.reset();
        if (!following && !rows.isEmpty())
            m_from = rows.constFirst().serial;
        if (following)
            refresh();
        updateStatus();
    });
    connect(m_follow, &QAction::triggered, m_view, &SequenceView::setFollowing);
    connect(m_larger, &QAction::triggered, m_view, [this] { m_view->zoom(1); });
    connect(m_smaller, &QAction::triggered, m_view, [this] { m_view->zoom(-1); });
    connect(m_usual, &QAction::triggered, m_view, &SequenceView::resetZoom);
    connect(m_save, &QAction::triggered, this, &SequenceWindow::save);
    connect(m_copy, &QAction::triggered, this, &SequenceWindow::copy);
    connect(m_file, &SequenceFile::saved, this, [this](const QString& path, const QString& remark) {
        m_said = remark.isEmpty() ? tr("Saved as %1").arg(path)
                                  : tr("Saved as %1, %2").arg(path, remark);
        updateStatus();
    });
    connect(m_file, &SequenceFile::failed, this, [this](const QString& path, const QString& why) {
        m_said = tr("Cannot save %1: %2").arg(path, why);
        updateStatus();
    });
}

void SequenceWindow::refresh()
{
    m_view->setSequence(SequenceLayout::of(m_model, m_from, m_partyOf));
    updateStatus();
}

void SequenceWindow::setCurrent(quint64 serial)
{
    if (serial == m_current && serial != 0)
        return;
    m_current = serial;
    m_said.clear();
    if (serial == 0)
        m_detail->clear();
    else
        m_detail->show(m_model, serial);
    // One that is not drawn, in the middle of those around it.
    const auto row = serial == 0 ? std::nullopt : m_model.rowOf(serial);
    if (row && m_view->rectOf(serial).isNull()) {
        m_view->setFollowing(false);
        const int from = qMax(0, *row - SequenceLayout::mostArrows / 2);
        m_from = m_model.recordAt(from).serial;
    }
    refresh();
    m_view->setCurrent(serial);
    updateStatus();
}

void SequenceWindow::setChain(const Stomp::FrameChain& chain)
{
    m_detail->showChain(m_model, chain);
}

void SequenceWindow::updateStatus()
{
    const Sequence& sequence = m_view->sequence();
    const quint64 newer = sequence.all - sequence.first - sequence.arrows;
    QString text = m_said;
    if (text.isEmpty()) {
        text = tr("Showing %1").arg(sequenceCaption(sequence));
        if (!m_model.filter().isEmpty())
            text += tr(", those that its filter lets through");
        if (newer > 0)
            text += tr("; %1 new (End shows them)").arg(countText(newer));
        if (m_log.isPaused())
            text += tr("; the log is paused");
    }
    m_status->setText(text);
    m_save->setEnabled(!sequence.rows.isEmpty());
    m_copy->setEnabled(!sequence.rows.isEmpty());
    if (m_model.filter().isEmpty())
        m_view->setEmptyText(tr("No frames yet"),
            tr("What the frame log lists is drawn here: a line for each client and for its broker, "
               "an arrow for each frame."));
    else
        m_view->setEmptyText(tr("No frame matches"),
            tr("%1 are hidden by the filter of the frame log.")
                .arg(countText(m_model.ring().size())));
}

void SequenceWindow::copy()
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(sequenceAsText(m_view->chosen())));
    m_said = tr("Copied");
    updateStatus();
}

void SequenceWindow::save()
{
    m_file->ask(m_view->chosen(), m_view->painter());
}

void SequenceWindow::saveTo(const QString& path)
{
    m_file->save(path, m_view->chosen(), m_view->painter());
}

} // namespace Ui
