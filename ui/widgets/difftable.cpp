#include "difftable.h"

#include "theme.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QResizeEvent>
#include <QStyledItemDelegate>

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
        if (index.column() == DiffModel::ChangeColumn
            && option->fontMetrics.horizontalAdvance(option->text) > option->rect.width())
            option->text.truncate(1); // the sign; the word is in the tool tip
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

} // namespace

DiffTable::DiffTable(QWidget* parent) : QTableView(parent), m_model(new DiffModel(this))
{
    setModel(m_model);
    setItemDelegate(new DiffDelegate(this));
    setFont(Theme::monospaced());
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTextElideMode(Qt::ElideMiddle); // long numbers differ at their ends
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 4);
    QHeaderView* const header = horizontalHeader();
    header->setFont(QGuiApplication::font());
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionResizeMode(DiffModel::BeforeColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(DiffModel::AfterColumn, QHeaderView::Stretch);
    auto* const copy = new QAction(tr("Copy place"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, [this] {
        const QModelIndex place = currentIndex().siblingAtColumn(DiffModel::PlaceColumn);
        if (place.isValid())
            QGuiApplication::clipboard()->setText(place.data().toString());
    });
    addAction(copy);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void DiffTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    if (event->size().width() == event->oldSize().width())
        return;
    // Where it is narrow, what was and what is need the room most.
    const int letter = fontMetrics().averageCharWidth();
    const int width = viewport()->width();
    const bool isNarrow = width < 70 * letter;
    const int sign = horizontalHeader()->sectionSizeHint(DiffModel::ChangeColumn);
    horizontalHeader()->resizeSection(
        DiffModel::ChangeColumn, isNarrow ? sign : 11 * letter + 2 * Theme::grid);
    horizontalHeader()->resizeSection(DiffModel::PlaceColumn, qMin(20 * letter, width * 3 / 10));
}

void DiffTable::setRows(DiffModel::Rows rows)
{
    m_model->setRows(std::move(rows));
}

} // namespace Ui
