#pragma once

#include <stomp/dialect/headerfact.h>

#include <QStyledItemDelegate>

namespace Ui {

/**
 * Edits a table of header names and values: names are completed with what the broker understands,
 * values with what it allows. Column 0 is the name, column 1 the value.
 */
class HeaderDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit HeaderDelegate(Stomp::HeaderUse use, QObject* parent = nullptr);

    void setDialect(Stomp::Dialect dialect) { m_dialect = dialect; }

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;

private:
    Stomp::HeaderUse m_use;
    Stomp::Dialect m_dialect = Stomp::Dialect::Generic;
};

} // namespace Ui
