#pragma once

#include "textfitter.h"
#include "theme.h"

#include <QIcon>
#include <QStyledItemDelegate>

namespace Ui {

/**
 * Paints a cell of the frame log: the arrow of its direction, the tone of its command, and a bar
 * before the rows that belong to the chain on show. The view paints the background.
 */
class FrameDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit FrameDelegate(const QFont& font, QObject* parent = nullptr);

    /** To be told again when it changes. */
    void setFont(const QFont& font);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;

private:
    [[nodiscard]] static Tone toneOf(const QModelIndex& index);

    QIcon m_in;
    QIcon m_out;
    TextFitter m_words;
    TextFitter m_numbers;
};

} // namespace Ui
