#pragma once

#include <QStyledItemDelegate>

namespace Ui {

/** Marks rows of the destinations tree: a light for connections, lane or fan for destinations, the
 * state's mark for subscriptions; and the rate's last seconds behind its number. */
class DestinationDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace Ui
