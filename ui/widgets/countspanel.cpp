#include "countspanel.h"

#include "destinationtext.h"
#include "icons.h"
#include "rateschart.h"
#include "segmentbutton.h"
#include "theme.h"
#include "tonedlabel.h"

#include <ui/workspace/workspace.h>

#include <QAction>
#include <QButtonGroup>
#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace Ui {

namespace {

constexpr int refreshMs = 500;
/** Points of a line: a minute by seconds, an hour by half minutes. */
constexpr qint64 pointsOfLine = 120;
constexpr qint64 msInSecond = 1000;

class CountsDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.column() != CountsModel::DestinationColumn) {
            option->font = Theme::tabular(option->font);
            return;
        }
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = QSize(Theme::iconSize, Theme::iconSize);
        option->icon =
            destinationIcon(index.data(CountsModel::KindRole).value<Stomp::DestinationKind>());
    }
};

} // namespace

CountsPanel::CountsPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_model(workspace.pump().traffic()),
      m_view(new QTableView(this)), m_parts(new QSplitter(Qt::Horizontal, this)),
      m_spans(new QButtonGroup(this)), m_status(new TonedLabel(Tone::Muted, this)),
      m_timer(new QTimer(this)), m_saver(this)
{
    m_saver.setTitle(tr("Export counts"));
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(CountsModel::SortRole);
    build();
    setUpColumns();
    m_timer->setInterval(refreshMs);
    m_timer->callOnTimeout(this, &CountsPanel::refresh);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &CountsPanel::updateChart);
    connect(m_spans, &QButtonGroup::idClicked, this, &CountsPanel::updateChart);
    connect(&m_saver, &FileSaver::saved, this,
        [this](const QString& path) { m_status->setText(tr("Saved as %1.").arg(path)); });
    connect(&m_saver, &FileSaver::failed, this, [this](const QString& path, const QString& why) {
        m_status->setText(tr("%1 was not written: %2").arg(path, why));
    });
    const auto learnName = [this](const Connection* connection) {
        m_model.setConnectionName(connection->number(), connection->name());
    };
    connect(&workspace, &Workspace::connectionAdded, this, learnName);
    for (const Connection* connection : workspace.connections())
        learnName(connection);
}

CountsPanel::~CountsPanel() = default;

void CountsPanel::build()
{
    m_view->setObjectName(QStringLiteral("counts"));
    m_view->setAccessibleName(tr("Counts by destination"));
    m_view->setModel(&m_sorted);
    m_view->setItemDelegate(new CountsDelegate(m_view));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTextElideMode(Qt::ElideMiddle); // names that begin alike differ at their ends
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(
        qMax(Theme::grid * 3, fontMetrics().height() + Theme::grid));

    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(Theme::grid, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    tools->setSpacing(0);
    const std::pair<QString, int> spans[] = {
        {tr("Minute"), 60}, {tr("10 Minutes"), 600}, {tr("Hour"), 3600}};
    for (const auto& [text, seconds] : spans) {
        auto* choice = new SegmentButton(text, this);
        choice->setToolTip(tr("How much of the past the chart shows"));
        m_spans->addButton(choice, seconds);
        tools->addWidget(choice);
    }
    m_spans->button(60)->setChecked(true);
    tools->addSpacing(Theme::grid);
    tools->addWidget(m_status, 1);
    const auto button = [this, tools](const char* iconName, const QString& text,
                            const QString& toolTip, const char* name, auto&& slot) {
        auto* made = new QToolButton(this);
        made->setObjectName(QLatin1StringView(name));
        made->setAutoRaise(true);
        made->setIcon(icon(QLatin1StringView(iconName)));
        made->setIconSize({Theme::iconSize, Theme::iconSize});
        made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        made->setText(text);
        made->setToolTip(toolTip);
        connect(made, &QToolButton::clicked, this, slot);
        tools->addWidget(made);
    };
    button("edit-clear", tr("Reset"), tr("All numbers begin anew; messages stay"), "resetCounts",
        &CountsPanel::reset);
    button("document-save", tr("Export …"), tr("The numbers as CSV"), "exportCounts", [this] {
        const auto bytes = exported();
        m_saver.ask(QStringLiteral("counts.csv"), *bytes, bytes);
    });

    m_parts->addWidget(m_view);
    m_parts->setChildrenCollapsible(false);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(tools);
    all->addWidget(m_parts, 1);
}

void CountsPanel::setUpColumns()
{
    QHeaderView* header = m_view->horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setStretchLastSection(false);
    const QFontMetrics metrics(Theme::tabular(font()));
    const int number = metrics.horizontalAdvance(QStringLiteral("1,234,567")) + Theme::grid * 2;
    for (int column = 0; column < CountsModel::ColumnCount; ++column)
        header->resizeSection(column, qMax(number, header->sectionSizeHint(column)));
    header->resizeSection(CountsModel::DestinationColumn, Theme::grid * 24);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(CountsModel::MessagesColumn, Qt::DescendingOrder);
}

void CountsPanel::setShown(bool shown)
{
    if (!shown) {
        m_timer->stop();
        return;
    }
    if (!m_chart) {
        m_chart = new RatesChart(this);
        m_parts->addWidget(m_chart);
        m_parts->setStretchFactor(0, 3);
        m_parts->setStretchFactor(1, 2);
        m_parts->setSizes({width() * 3 / 5, width() * 2 / 5});
    }
    m_timer->start();
    refresh();
}

void CountsPanel::refresh()
{
    MessagePump& pump = m_workspace.pump();
    m_model.setShapes(pump.shapes().isOn()
            ? std::optional(shapeCounts(pump.traffic(), pump.shapes().reports()))
            : std::nullopt);
    m_model.refresh(QDateTime::currentMSecsSinceEpoch() * 1000);
    updateChart();
}

QList<int> CountsPanel::chartedRows() const
{
    QList<int> rows;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows())
        rows.append(m_sorted.mapToSource(index).row());
    if (rows.isEmpty()) {
        for (int row = 0; row < m_model.rowCount(); ++row)
            rows.append(row);
        const auto count = [this](int row) {
            return m_model.entry(row).sizes.count();
        };
        std::stable_sort(
            rows.begin(), rows.end(), [&count](int a, int b) { return count(a) > count(b); });
    }
    return rows;
}

void CountsPanel::updateChart()
{
    if (!m_chart)
        return;
    const qint64 span = m_spans->checkedId();
    const qint64 step = std::max<qint64>(1, span / pointsOfLine);
    // The second that goes on is not counted to its end.
    const qint64 end = m_model.nowUs() / 1'000'000;
    const qint64 begin = end - span;
    const QList<int> rows = chartedRows();
    QList<RatesChart::Line> lines;
    for (const int row : rows.mid(0, RatesChart::mostLines)) {
        RatesChart::Line line{m_model.name(row), {}};
        // Steps stand at multiples of their length, so that a line moves and does not flicker.
        for (qint64 at = begin - begin % step; at + step <= end; at += step) {
            const auto sum = static_cast<double>(m_model.entry(row).history.sum(at, step));
            line.points.append({double((at + step) * msInSecond), sum / double(step)});
        }
        lines.append(line);
    }
    m_chart->setLines(lines, begin * msInSecond, end * msInSecond);
    if (rows.size() > lines.size())
        m_status->setText(tr("The chart shows %1 of %2: select the ones to see.")
                              .arg(lines.size())
                              .arg(rows.size()));
}

void CountsPanel::reset()
{
    m_workspace.pump().traffic().reset();
    m_status->setText(
        tr("Since %1").arg(QDateTime::currentDateTime().toString(QStringLiteral("HH:mm:ss"))));
    refresh();
}

std::shared_ptr<const std::string> CountsPanel::exported() const
{
    return std::make_shared<const std::string>(m_model.csv());
}

void CountsPanel::saveTo(const QString& path)
{
    const auto bytes = exported();
    m_saver.save(path, *bytes, bytes);
}

} // namespace Ui
