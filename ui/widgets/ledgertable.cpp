#include "ledgertable.h"

#include "filterline.h"
#include "ledgerline.h"
#include "theme.h"

#include <ui/workspace/messagepump.h>

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QStyledItemDelegate>

namespace Ui {

namespace {

class LedgerDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto level = index.data(LedgerModel::LevelRole).value<LedgerModel::Level>();
        if (index.column() == LedgerModel::SourceColumn) {
            if (level == LedgerModel::Level::Subscription)
                option->rect.setLeft(option->rect.left() + Theme::grid * 2);
            else
                option->font.setWeight(QFont::DemiBold);
            return;
        }
        option->font = Theme::tabular(option->font);
        const bool isLink = !index.data(LedgerModel::ConditionRole).toString().isEmpty();
        const bool isLoss = index.column() == LedgerModel::LostColumn
            && index.data(LedgerModel::CountRole).toLongLong() != 0;
        const Tone tone = isLoss                                   ? Tone::Bad
            : isLink                                               ? Tone::Accent
            : index.data(LedgerModel::CountRole).toLongLong() == 0 ? Tone::Muted
                                                                   : Tone::Text;
        option->font.setUnderline(isLink);
        option->font.setBold(isLoss);
        option->palette.setColor(QPalette::Text, Theme::color(tone, option->palette));
    }
};

/** A row for each source from which nothing has come yet; both ascend. */
void addSilent(Stomp::SourceLedgers& ledgers, const std::vector<Stomp::MessageSource>& sources)
{
    auto row = ledgers.rows.begin();
    for (const Stomp::MessageSource& source : sources) {
        while (row != ledgers.rows.end() && row->source < source)
            ++row;
        if (row == ledgers.rows.end() || row->source != source)
            row = ledgers.rows.insert(row, {source, {}});
    }
}

/** Of terms that are 0 most of the time. */
bool isOptional(int column)
{
    return column == LedgerModel::FoldedColumn || column == LedgerModel::HeldColumn
        || column == LedgerModel::HiddenColumn || column == LedgerModel::ClearedColumn
        || column == LedgerModel::RetiredColumn;
}

} // namespace

LedgerTable::LedgerTable(MessagePump& pump, LedgerLine& line, FilterLine& filter, QWidget* parent)
    : QTableView(parent), m_pump(pump), m_line(line), m_filter(filter),
      m_model({[&pump](quint32 number) { return pump.model().connectionName(number); },
          [&pump](quint32 key) {
              const TrafficEntry* const entry = pump.traffic().entryOf(key);
              return entry ? entry->destination : QString();
          }}),
      m_action(new QAction(tr("Ledger by Subscription"), this))
{
    setObjectName(QStringLiteral("ledgerTable"));
    setAccessibleName(tr("Ledger by connection and subscription"));
    setModel(&m_model);
    setItemDelegate(new LedgerDelegate(this));
    setSelectionMode(NoSelection);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setMinimumSectionSize(Theme::grid * 5);
    beginColumns();
    hide();

    m_action->setObjectName(QStringLiteral("showLedgerTable"));
    m_action->setCheckable(true);
    m_action->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_B);
    m_action->setToolTip(tr("Where the messages of each subscription are (Ctrl+Shift+B)"));
    connect(m_action, &QAction::toggled, this, &LedgerTable::setOpen);
    connect(&line, &LedgerLine::clicked, m_action, &QAction::toggle);
    line.setExplain([this](const Stomp::Ledger& sum, LedgerModel::Column column) {
        return m_model.explain(sum, column);
    });
    connect(&line, &LedgerLine::followed, this, &LedgerTable::followLine);
    connect(this, &QAbstractItemView::clicked, this, &LedgerTable::follow);
    connect(&m_pump, &MessagePump::ledgerChanged, this, &LedgerTable::refresh);
    connect(&m_pump, &MessagePump::announced, this, &LedgerTable::refresh);
    connect(&m_pump.filtering(), &MessageFiltering::changed, this, [this] {
        m_model.setFilter(m_pump.filtering().filter());
        m_line.rebuild();
    });
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &QWidget::updateGeometry);
    connect(horizontalScrollBar(), &QScrollBar::rangeChanged, this, &QWidget::updateGeometry);
}

void LedgerTable::beginColumns()
{
    verticalHeader()->setDefaultSectionSize(
        qMax(Theme::grid * 3, fontMetrics().height() + Theme::halfGrid));
    QHeaderView* const header = horizontalHeader();
    for (int column = LedgerModel::ReceivedColumn; column < LedgerModel::ColumnCount; ++column) {
        header->setSectionHidden(column, false); // it has no width else
        header->resizeSection(column, header->sectionSizeHint(column) + Theme::halfGrid);
        header->setSectionHidden(column, isOptional(column));
    }
}

void LedgerTable::growColumns()
{
    const QFontMetrics metrics(Theme::tabular(font()));
    QHeaderView* const header = horizontalHeader();
    const int sum = m_model.rowCount() - 1;
    for (int column = LedgerModel::ReceivedColumn; column < LedgerModel::ColumnCount; ++column) {
        const QModelIndex largest = m_model.index(sum, column);
        if (header->isSectionHidden(column)) {
            if (largest.data(LedgerModel::CountRole).toLongLong() == 0)
                continue;
            header->setSectionHidden(column, false);
        }
        const int needed =
            metrics.horizontalAdvance(largest.data().toString()) + Theme::grid + Theme::halfGrid;
        if (needed > header->sectionSize(column))
            header->resizeSection(column, needed + Theme::grid);
    }
    fitSources();
}

void LedgerTable::fitSources()
{
    QHeaderView* const header = horizontalHeader();
    const int others = header->length() - header->sectionSize(LedgerModel::SourceColumn);
    header->resizeSection(
        LedgerModel::SourceColumn, qMax(Theme::grid * 20, viewport()->width() - others));
}

QSize LedgerTable::sizeHint() const
{
    const int rows = qMin(m_model.rowCount(), mostRows);
    const int bar =
        horizontalScrollBar()->maximum() > 0 ? horizontalScrollBar()->sizeHint().height() : 0;
    return {Theme::grid * 60,
        horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize()
            + bar};
}

QSize LedgerTable::minimumSizeHint() const
{
    return {Theme::grid * 20, sizeHint().height()}; // narrower, it scrolls sideways
}

void LedgerTable::setOpen(bool open)
{
    m_line.setOpen(open);
    if (open)
        beginColumns();
    setVisible(open);
    if (open)
        refresh();
}

void LedgerTable::refresh()
{
    if (isHidden())
        return;
    Stomp::SourceLedgers ledgers = m_pump.sourceLedgers();
    addSilent(ledgers, m_pump.traffic().sources());
    m_model.setLedgers(ledgers);
    m_line.setLedger(ledgers.sum);
    growColumns();
}

void LedgerTable::follow(const QModelIndex& index)
{
    const QString condition = index.data(LedgerModel::ConditionRole).toString();
    if (!condition.isEmpty())
        m_filter.setFilter(condition, FilterMode::Auto);
}

void LedgerTable::followLine(LedgerModel::Column column)
{
    const LedgerModel::Explanation explanation = m_model.explain(m_pump.ledger(), column);
    if (!explanation.isLink)
        return;
    if (explanation.condition.isEmpty())
        m_filter.clear();
    else
        m_filter.setFilter(explanation.condition, FilterMode::Auto);
}

void LedgerTable::mouseMoveEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    const bool isLink = !index.data(LedgerModel::ConditionRole).toString().isEmpty();
    viewport()->setCursor(isLink ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QTableView::mouseMoveEvent(event);
}

void LedgerTable::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        follow(currentIndex());
    else if (event->key() == Qt::Key_Escape)
        m_action->setChecked(false);
    else
        QTableView::keyPressEvent(event);
}

void LedgerTable::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        beginColumns();
}

void LedgerTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitSources();
}

} // namespace Ui
