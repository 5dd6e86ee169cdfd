#pragma once

#include "theme.h"

#include <QStyledItemDelegate>

namespace Ui {

/**
 * A destination of the practice broker as one line: a queue as a lane that is as full as it is
 * deep, a topic as a fan of its subscriptions, each with its count.
 */
class PracticeDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(
        const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace Ui
