#include "headertable.h"

#include "headerdelegate.h"
#include "theme.h"

#include <ui/models/headernote.h>

#include <QHeaderView>

namespace Ui {

HeaderTable::HeaderTable(QWidget* parent) : QTableWidget(0, 2, parent)
{
    setHorizontalHeaderLabels({tr("Header"), tr("Value")});
    horizontalHeader()->setSectionResizeMode(0, QHeaderView::Interactive);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->resizeSection(0, Theme::grid * 20);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(Theme::grid * 3);
    setTabKeyNavigation(false);
    setAccessibleName(tr("Further headers"));
    keepEmptyRow();
    connect(this, &QTableWidget::cellChanged, this, &HeaderTable::keepEmptyRow);
}

void HeaderTable::setHeaders(const std::vector<Stomp::Header>& headers)
{
    setRowCount(0);
    for (const Stomp::Header& header : headers) {
        const int row = rowCount();
        insertRow(row);
        setItem(row, 0, new QTableWidgetItem(QString::fromStdString(header.name)));
        setItem(row, 1, new QTableWidgetItem(QString::fromStdString(header.value)));
    }
    keepEmptyRow();
}

std::vector<Stomp::Header> HeaderTable::headers() const
{
    std::vector<Stomp::Header> all;
    for (int row = 0; row < rowCount(); ++row) {
        const QTableWidgetItem* name = item(row, 0);
        const QTableWidgetItem* value = item(row, 1);
        if (name && !name->text().isEmpty()) {
            all.push_back(
                {name->text().toStdString(), value ? value->text().toStdString() : std::string()});
        }
    }
    return all;
}

void HeaderTable::setUse(Stomp::HeaderUse use, Stomp::Dialect dialect)
{
    if (!m_delegate || m_use != use) {
        delete m_delegate;
        m_delegate = new HeaderDelegate(use, this);
        setItemDelegate(m_delegate);
        connect(this, &QTableWidget::cellChanged, m_delegate, [this] { tellNote(); });
        connect(this, &QTableWidget::currentCellChanged, m_delegate, [this] { tellNote(); });
    }
    m_use = use;
    m_dialect = dialect;
    m_delegate->setDialect(dialect);
    tellNote();
}

void HeaderTable::tellNote()
{
    const auto text = [this](int column) {
        const QTableWidgetItem* const cell = item(currentRow(), column);
        return cell ? cell->text().toStdString() : std::string();
    };
    Q_EMIT noteChanged(headerNote(m_dialect, m_use, text(0), text(1)));
}

void HeaderTable::keepEmptyRow()
{
    const int last = rowCount() - 1;
    const bool hasEmpty = last >= 0 && (!item(last, 0) || item(last, 0)->text().isEmpty())
        && (!item(last, 1) || item(last, 1)->text().isEmpty());
    if (!hasEmpty)
        insertRow(rowCount());
}

} // namespace Ui
