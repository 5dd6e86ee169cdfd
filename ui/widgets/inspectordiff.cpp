#include "inspectordiff.h"

#include "elidedlabel.h"
#include "segmentbutton.h"
#include "theme.h"
#include "wording.h"

#include <QAction>
#include <QButtonGroup>
#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>

#include <utility>

namespace Ui {

namespace {

/** Tints a row by its kind; the sign and the word in it say the same. */
class DiffDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        switch (static_cast<DiffRow::Kind>(index.data(DiffModel::KindRole).toInt())) {
        case DiffRow::Kind::Same:
            option->palette.setColor(QPalette::Text, Theme::color(Tone::Muted, option->palette));
            break;
        case DiffRow::Kind::Added:
            option->backgroundBrush = Theme::tint(Tone::Queue, option->palette);
            break;
        case DiffRow::Kind::Removed:
            option->backgroundBrush = Theme::tint(Tone::Warn, option->palette);
            break;
        default:
            option->backgroundBrush = Theme::tint(Tone::Accent, option->palette);
        }
    }
};

QString nameOf(const MessageView& message)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(message.receivedUs / 1000);
    return InspectorDiff::tr("the message of %1, %2")
        .arg(time.toString(QStringLiteral("HH:mm:ss.zzz")), sizeText(message.body().size()));
}

} // namespace

InspectorDiff::InspectorDiff(QWidget* parent)
    : QWidget(parent), m_others(new QButtonGroup(this)), m_keep(new QPushButton(this)),
      m_what(new ElidedLabel(this, Qt::ElideRight)), m_outcome(new QLabel(this)),
      m_view(new QTableView(this)), m_model(new DiffModel(this))
{
    m_view->setModel(m_model);
    m_view->setItemDelegate(new DiffDelegate(m_view));
    m_view->setAccessibleName(tr("Differences"));
    m_view->setFont(Theme::monospaced());
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTextElideMode(Qt::ElideMiddle); // long numbers differ at their ends
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(m_view->fontMetrics().height() + 4);
    QHeaderView* const header = m_view->horizontalHeader();
    header->setFont(QGuiApplication::font());
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    const int letter = m_view->fontMetrics().averageCharWidth();
    header->resizeSection(DiffModel::ChangeColumn, 11 * letter + 2 * Theme::grid);
    header->resizeSection(DiffModel::PlaceColumn, 20 * letter);
    header->setSectionResizeMode(DiffModel::BeforeColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(DiffModel::AfterColumn, QHeaderView::Stretch);
    auto* const copy = new QAction(tr("Copy place"), m_view);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, [this] {
        const QModelIndex place = m_view->currentIndex().siblingAtColumn(DiffModel::PlaceColumn);
        if (place.isValid())
            QGuiApplication::clipboard()->setText(place.data().toString());
    });
    m_view->addAction(copy);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_what->setObjectName(QStringLiteral("what"));
    m_outcome->setObjectName(QStringLiteral("outcome"));
    m_outcome->setWordWrap(true);
    m_outcome->setTextFormat(Qt::PlainText);
    m_outcome->setTextInteractionFlags(Qt::TextSelectableByMouse);
    buildBar();
    choose(Other::Previous);
}

void InspectorDiff::buildBar()
{
    auto* const bar = new QHBoxLayout;
    bar->setSpacing(0);
    const QStringList names{tr("Previous"), tr("Kept")};
    const QStringList tips{tr("Compare with the message of this destination that came before"),
        tr("Compare with the message that you have kept")};
    for (int i = 0; i < names.size(); ++i) {
        auto* const choice = new SegmentButton(names[i], this);
        choice->setToolTip(tips[i]);
        m_others->addButton(choice, i);
        bar->addWidget(choice);
    }
    m_keep->setText(tr("Keep this one"));
    m_keep->setObjectName(QStringLiteral("keep"));
    m_keep->setToolTip(tr("Compare other messages with this one"));
    bar->addStretch(1);
    bar->addWidget(m_keep);
    auto* const top = new QVBoxLayout;
    top->setContentsMargins(Theme::grid, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    top->setSpacing(Theme::halfGrid);
    top->addLayout(bar);
    top->addWidget(m_what);
    top->addWidget(m_outcome);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_view, 1);
    connect(m_others, &QButtonGroup::idClicked, this, [this](int id) { choose(Other(id)); });
    connect(m_keep, &QPushButton::clicked, this, [this] { keep(); });
}

void InspectorDiff::setMessage(const MessageView& message)
{
    m_message = message;
    m_keep->setEnabled(!message.isEmpty());
    compare();
}

void InspectorDiff::keep()
{
    keep(m_message);
}

void InspectorDiff::keep(const MessageView& message)
{
    m_kept = message;
    choose(Other::Kept);
}

void InspectorDiff::choose(Other other)
{
    m_chosen = other;
    m_others->button(static_cast<int>(other))->setChecked(true);
    compare();
}

void InspectorDiff::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isDue)
        compare();
}

void InspectorDiff::say(const QString& what, const QString& outcome)
{
    m_what->setText(what);
    m_outcome->setText(outcome);
}

void InspectorDiff::compare()
{
    m_task.cancel();
    m_model->setRows({});
    m_isDue = !isVisible();
    if (m_isDue || m_message.isEmpty()) {
        say({}, {});
        return;
    }
    MessageView other = m_kept;
    QString whyNot = tr("No message is kept. Open one and press “Keep this one”.");
    if (m_chosen == Other::Previous) {
        Previous previous = m_findPrevious ? m_findPrevious(m_message) : Previous();
        other = std::move(previous.message);
        whyNot = previous.whyNot;
    }
    if (other.isEmpty()) {
        say({}, whyNot);
        return;
    }
    if (other.frame.data() == m_message.frame.data()) {
        say({}, tr("This is the message that you have kept: open another one to compare."));
        return;
    }
    say(tr("Compared with %1").arg(nameOf(other)), tr("comparing…"));
    m_task.start([this, other, message = m_message]() -> LatestTask::Finish {
        auto comparison = std::make_shared<BodyComparison>(BodyComparison::of(other, message));
        return [this, comparison] {
            m_model->setRows(comparison->rows);
            m_outcome->setText(comparison->summary);
        };
    });
}

} // namespace Ui
