#include "tablecolumns.h"

#include "messagedelegate.h"
#include "messagetableview.h"
#include "theme.h"

#include <ui/models/columnkey.h>
#include <ui/models/messagetablemodel.h>

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>

namespace Ui {

namespace {

constexpr int preview = int(MessageColumn::Preview);
constexpr int iconWidth = Theme::iconSize + Theme::grid;

QString sampleOf(MessageColumn column)
{
    switch (column) {
    case MessageColumn::Time:
        return QStringLiteral("00:00:00.000");
    case MessageColumn::Connection:
        return QString(16, u'n');
    case MessageColumn::Destination:
        return QString(24, u'n');
    case MessageColumn::Size:
        return QStringLiteral("1,000.0 kB");
    case MessageColumn::Type:
        return QStringLiteral("binary ");
    case MessageColumn::State:
        return TableColumns::tr("waiting, redelivered 00 times");
    case MessageColumn::Preview:
        return QString(12, u'n');
    }
    return {};
}

std::optional<Stomp::MessageField> fieldOf(const QString& key)
{
    if (columnFromKey(key))
        return std::nullopt;
    const auto read = Stomp::MessageField::parse(key.toStdString());
    return read.mistake.empty() ? std::optional(read.field) : std::nullopt;
}

} // namespace

TableColumns::TableColumns(MessageTableModel& model, MessageTableView& view, QObject* parent)
    : QObject(parent), m_model(model), m_view(view), m_header(*view.horizontalHeader())
{
    m_header.setMinimumSectionSize(Theme::grid * 4);
    m_header.setStretchLastSection(false); // it would squeeze the last one to nothing: fillLast()
    m_header.installEventFilter(this);
    connect(&m_header, &QHeaderView::sectionResized, this,
        [this](int column, int, int width) { sectionResized(column, width); });
    connect(&m_header, &QHeaderView::sectionMoved, this, [this] {
        if (m_isApplying)
            return;
        fillLast();
        Q_EMIT changed();
    });
    connect(&m_header, &QHeaderView::sectionHandleDoubleClicked, this, &TableColumns::fit);
    setSet({});
}

void TableColumns::setSet(const ColumnSet& set)
{
    {
        const QScopedValueRollback applying(m_isApplying, true);
        m_destination = set.destination;
        m_choices.clear();
        for (const ColumnChoice& choice : set.columns)
            m_choices.insert(choice.key, choice);
        bringFields(set.columns);
        QList<int> order;
        for (const ColumnChoice& choice : set.columns)
            for (int column = 0; column < m_model.columnCount(); ++column)
                if (m_model.keyOf(column) == choice.key && !order.contains(column))
                    order.append(column);
        arrange(order);
        for (int column = 0; column < m_model.columnCount(); ++column) {
            m_header.setSectionHidden(column, !wantsShown(column));
            if (wantsShown(column))
                m_header.resizeSection(column, widthOf(column));
        }
    }
    fillLast();
}

void TableColumns::bringFields(const QList<ColumnChoice>& choices)
{
    QList<QString> wanted;
    for (const ColumnChoice& choice : choices)
        if (fieldOf(choice.key))
            wanted.append(choice.key);
    for (int column = m_model.columnCount() - 1; column >= messageColumnCount; --column)
        if (!wanted.contains(m_model.keyOf(column)))
            m_model.removeField(column);
    for (const QString& key : std::as_const(wanted))
        m_model.addField(*fieldOf(key));
    selectWholeRows();
}

/** What has been added belongs to the rows that are selected. */
void TableColumns::selectWholeRows()
{
    QItemSelectionModel* chosen = m_view.selectionModel();
    if (chosen->hasSelection())
        chosen->select(
            chosen->selection(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

/** Those that are not named keep their order, before the preview. */
void TableColumns::arrange(const QList<int>& order)
{
    QList<int> whole = order;
    qsizetype before = order.indexOf(preview);
    if (before < 0)
        before = whole.size();
    for (int column = 0; column < m_model.columnCount(); ++column)
        if (!order.contains(column) && column != preview)
            whole.insert(before++, column);
    if (!whole.contains(preview))
        whole.append(preview);
    for (int place = 0; place < whole.size(); ++place)
        m_header.moveSection(m_header.visualIndex(whole.at(place)), place);
}

ColumnSet TableColumns::set() const
{
    ColumnSet set{m_destination, {}};
    for (const int column : all()) {
        const QString key = m_model.keyOf(column);
        ColumnChoice choice = m_choices.value(key);
        choice.key = key;
        set.columns.append(choice);
    }
    return set;
}

void TableColumns::add(const Stomp::MessageField& field)
{
    if (!m_model.columnOf(field)) {
        const QScopedValueRollback applying(m_isApplying, true);
        const int column = m_model.addField(field);
        const int last = m_header.visualIndex(column);
        m_header.moveSection(last, std::min(last, m_header.visualIndex(preview)));
        m_header.resizeSection(column, widthOf(column));
        selectWholeRows();
    }
    const int column = *m_model.columnOf(field);
    setShown(column, true);
    // Once the view has taken its new width in.
    QTimer::singleShot(0, this, [this, field] {
        if (const auto added = m_model.columnOf(field))
            bringIntoView(*added);
    });
}

void TableColumns::bringIntoView(int column)
{
    QScrollBar& bar = *m_view.horizontalScrollBar();
    const int left = m_header.sectionPosition(column);
    const int right = left + m_header.sectionSize(column);
    if (right > bar.value() + m_header.width())
        bar.setValue(right - m_header.width());
    if (left < bar.value())
        bar.setValue(left);
}

void TableColumns::remove(int column)
{
    if (!m_model.field(column))
        return;
    {
        const QScopedValueRollback applying(m_isApplying, true);
        m_choices.remove(m_model.keyOf(column));
        m_model.removeField(column);
    }
    fillLast();
    Q_EMIT changed();
}

bool TableColumns::wantsShown(int column) const
{
    const auto chosen = m_choices.value(m_model.keyOf(column)).isShown;
    if (chosen)
        return *chosen;
    if (column == int(MessageColumn::Connection))
        return m_model.hasSeveralConnections();
    return column != int(MessageColumn::State) || m_model.hasStates();
}

bool TableColumns::isShown(int column) const
{
    return !m_header.isSectionHidden(column);
}

void TableColumns::setShown(int column, bool shown)
{
    if (!shown && this->shown() == QList<int>{column})
        return; // a table without columns could not be mended by the mouse
    m_choices[m_model.keyOf(column)].isShown = shown;
    updateShown();
    Q_EMIT changed();
}

void TableColumns::updateShown()
{
    {
        const QScopedValueRollback applying(m_isApplying, true);
        for (int column = 0; column < m_model.columnCount(); ++column) {
            if (isShown(column) == wantsShown(column))
                continue;
            m_header.setSectionHidden(column, !wantsShown(column));
            if (wantsShown(column))
                m_header.resizeSection(column, widthOf(column));
        }
    }
    fillLast();
}

int TableColumns::widthOf(int column) const
{
    const int chosen = m_choices.value(m_model.keyOf(column)).width;
    if (chosen > 0)
        return chosen;
    if (m_model.field(column))
        return neededWidth(column);
    const int usual = QFontMetrics(Theme::tabular(m_view.font()))
                          .horizontalAdvance(sampleOf(static_cast<MessageColumn>(column)))
        + (column == int(MessageColumn::State) ? iconWidth : 0) + Theme::grid * 2;
    return std::max(usual, m_minimums.value(column));
}

int TableColumns::neededWidth(int column) const
{
    const QFontMetrics metrics(Theme::tabular(m_view.font()));
    int widest = QFontMetrics(m_header.font())
                     .horizontalAdvance(
                         m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString())
        + Theme::grid;
    const int first = std::max(0, m_view.firstVisibleRow());
    for (int row = first; row <= m_view.lastVisibleRow(); ++row)
        widest = std::max(
            widest, metrics.horizontalAdvance(m_model.index(row, column).data().toString()));
    const bool hasIcon =
        column == int(MessageColumn::Destination) || column == int(MessageColumn::State);
    return std::clamp(widest + (hasIcon ? iconWidth : 0), Theme::grid * 6, Theme::grid * 40)
        + Theme::grid * 2;
}

void TableColumns::fit(int column)
{
    m_header.resizeSection(column, neededWidth(column));
}

void TableColumns::makeRoom(int column, int width)
{
    m_minimums[column] = width;
    if (!isShown(column) || m_header.sectionSize(column) >= width)
        return;
    {
        const QScopedValueRollback applying(m_isApplying, true);
        m_header.resizeSection(column, width);
    }
    fillLast();
}

void TableColumns::sectionResized(int column, int width)
{
    if (m_isApplying || width == 0)
        return;
    m_choices[m_model.keyOf(column)].width = width;
    fillLast();
    Q_EMIT changed();
}

int TableColumns::lastShown() const
{
    const QList<int> columns = shown();
    return columns.isEmpty() ? -1 : columns.last();
}

void TableColumns::fillLast()
{
    const int last = lastShown();
    if (last < 0 || m_isApplying)
        return;
    const QScopedValueRollback applying(m_isApplying, true);
    const QList<int> columns = shown();
    const QString filled = std::exchange(m_filled, m_model.keyOf(last));
    int used = 0;
    for (const int column : columns) {
        if (column == last)
            continue;
        if (m_model.keyOf(column) == filled)
            m_header.resizeSection(column, widthOf(column));
        used += m_header.sectionSize(column);
    }
    const int room = m_header.width() - used;
    m_header.resizeSection(last, std::max(widthOf(last), room + narrowOthers(last, room)));
}

/** In a narrow window what is known about a message gives way to what is in it, by turns;
 * returns what that won. */
int TableColumns::narrowOthers(int last, int room)
{
    struct Step
    {
        int column;
        int least;
    };
    constexpr int destination = int(MessageColumn::Destination);
    constexpr int state = int(MessageColumn::State);
    constexpr int size = int(MessageColumn::Size);
    // A state keeps room for "waiting, redelivered" without how often, then for "waiting" alone; a
    // size for "999 kB"; a destination, which is in the tree too, in the end only for its shape.
    QList<Step> steps{{destination, Theme::grid * 17}, {state, Theme::grid * 21},
        {destination, Theme::grid * 10}, {state, Theme::grid * 12}, {size, Theme::grid * 7},
        {state, Theme::grid * 9}, {destination, Theme::grid * 5}};
    steps.removeIf([this, last](const Step& one) {
        return one.column == last || !isShown(one.column)
            || m_choices.value(m_model.keyOf(one.column)).width > 0;
    });
    QHash<int, int> widths;
    int missing = widthOf(last) - room;
    for (const Step& step : std::as_const(steps)) {
        if (widths.contains(step.column))
            continue;
        widths.insert(step.column, widthOf(step.column));
        missing += widths.value(step.column) - m_header.sectionSize(step.column);
    }
    for (const Step& step : std::as_const(steps)) {
        int& width = widths[step.column];
        const int given = std::clamp(missing, 0, std::max(0, width - step.least));
        missing -= given;
        width -= given;
    }
    int won = 0;
    for (auto one = widths.cbegin(); one != widths.cend(); ++one) {
        won += m_header.sectionSize(one.key()) - one.value();
        m_header.resizeSection(one.key(), one.value());
    }
    return won;
}

QList<int> TableColumns::all() const
{
    QList<int> columns;
    for (int place = 0; place < m_header.count(); ++place)
        columns.append(m_header.logicalIndex(place));
    return columns;
}

QList<int> TableColumns::shown() const
{
    QList<int> columns = all();
    columns.removeIf([this](int column) { return !isShown(column); });
    return columns;
}

QList<TableColumns::Shown> TableColumns::shownColumns() const
{
    QList<Shown> columns;
    for (const int column : shown()) {
        Shown one;
        if (const Stomp::MessageField* field = m_model.field(column))
            one.field = *field;
        else
            one.column = static_cast<MessageColumn>(column);
        one.title = m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        columns.append(one);
    }
    return columns;
}

bool TableColumns::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        fillLast();
    return QObject::eventFilter(watched, event);
}

} // namespace Ui
