#include "inspectorhex.h"

#include "icons.h"
#include "theme.h"

#include <ui/models/hexmodel.h>

#include <stomp/payload/hexdump.h>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

namespace Ui {

InspectorHex::InspectorHex(QWidget* parent) : QTableView(parent), m_model(new HexModel(this))
{
    setModel(m_model);
    setAccessibleName(tr("Payload as hex"));
    setFont(Theme::monospaced());
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 2);
    horizontalHeader()->setFont(QGuiApplication::font());
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto* const copy = new QAction(icon(QLatin1StringView("edit-copy")), tr("Copy lines"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &InspectorHex::copyLines);
    addAction(copy);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    fitLines();
}

int InspectorHex::widthFor(int characters) const
{
    return fontMetrics().horizontalAdvance(QString(characters, QChar(u'0'))) + 2 * Theme::grid;
}

void InspectorHex::fitLines()
{
    const int whole = static_cast<int>(Stomp::HexDump::bytesPerLine);
    const bool fits = widthFor(8) + widthFor(3 * whole) + widthFor(whole) <= viewport()->width();
    const int line = fits ? whole : whole / 2;
    const QModelIndex current = currentIndex();
    const std::size_t offset =
        static_cast<std::size_t>(qMax(0, current.row())) * m_model->lineBytes();
    horizontalHeader()->resizeSection(HexModel::OffsetColumn, widthFor(8));
    horizontalHeader()->resizeSection(HexModel::HexColumn, widthFor(3 * line));
    if (static_cast<std::size_t>(line) == m_model->lineBytes())
        return;
    m_model->setLineBytes(static_cast<std::size_t>(line));
    if (current.isValid())
        goTo(offset);
}

void InspectorHex::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitLines();
}

void InspectorHex::setBytes(std::string_view bytes, std::shared_ptr<const void> owner)
{
    if (bytes.size() <= atOnce || isVisible()) {
        take(bytes, std::move(owner));
        return;
    }
    take({}, {});
    m_due = bytes;
    m_dueOwner = std::move(owner);
}

void InspectorHex::showEvent(QShowEvent* event)
{
    QTableView::showEvent(event);
    if (!m_due.empty())
        take(m_due, m_dueOwner);
}

void InspectorHex::take(std::string_view bytes, std::shared_ptr<const void> owner)
{
    m_due = {};
    m_dueOwner.reset();
    m_model->setBytes(bytes, std::move(owner));
    setCurrentIndex(m_model->index(0, 0));
    scrollToTop();
}

void InspectorHex::goTo(std::size_t offset)
{
    const QModelIndex index =
        m_model->index(static_cast<int>(offset / m_model->lineBytes()), HexModel::OffsetColumn);
    setCurrentIndex(index);
    scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void InspectorHex::copyLines()
{
    const QItemSelection chosen = selectionModel()->selection();
    if (chosen.isEmpty())
        return;
    QString text;
    int left = copiedLines;
    for (const QItemSelectionRange& range : chosen) {
        const int lines = qMin(left, range.height());
        left -= lines;
        const std::size_t first = static_cast<std::size_t>(range.top()) * m_model->lineBytes();
        text += QString::fromStdString(Stomp::HexDump::dump(m_model->bytes(), first,
            first + static_cast<std::size_t>(lines) * m_model->lineBytes()));
    }
    if (left == 0)
        text += tr("(cut after %L1 lines)").arg(copiedLines);
    QGuiApplication::clipboard()->setText(text);
}

void InspectorHex::keyPressEvent(QKeyEvent* event)
{
    // A table's Home and End go along the row; here only rows matter.
    if (event->key() == Qt::Key_Home || event->key() == Qt::Key_End) {
        const int row = event->key() == Qt::Key_Home ? 0 : m_model->rowCount() - 1;
        setCurrentIndex(m_model->index(row, 0));
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace Ui
