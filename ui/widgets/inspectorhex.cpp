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
    const auto widthOf = [this](int characters) {
        return fontMetrics().horizontalAdvance(QString(characters, QChar(u'0'))) + 2 * Theme::grid;
    };
    const int hexCharacters = 3 * static_cast<int>(Stomp::HexDump::bytesPerLine);
    horizontalHeader()->resizeSection(HexModel::OffsetColumn, widthOf(8));
    horizontalHeader()->resizeSection(HexModel::HexColumn, widthOf(hexCharacters));
    horizontalHeader()->resizeSection(
        HexModel::AsciiColumn, widthOf(static_cast<int>(Stomp::HexDump::bytesPerLine)));
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto* const copy = new QAction(icon(QLatin1StringView("edit-copy")), tr("Copy lines"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &InspectorHex::copyLines);
    addAction(copy);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void InspectorHex::setBytes(std::string_view bytes, std::shared_ptr<const void> owner)
{
    m_model->setBytes(bytes, std::move(owner));
    setCurrentIndex(m_model->index(0, 0));
    scrollToTop();
}

void InspectorHex::goTo(std::size_t offset)
{
    const QModelIndex index = m_model->index(
        static_cast<int>(offset / Stomp::HexDump::bytesPerLine), HexModel::OffsetColumn);
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
        const std::size_t first =
            static_cast<std::size_t>(range.top()) * Stomp::HexDump::bytesPerLine;
        text += QString::fromStdString(Stomp::HexDump::dump(m_model->bytes(), first,
            first + static_cast<std::size_t>(lines) * Stomp::HexDump::bytesPerLine));
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
