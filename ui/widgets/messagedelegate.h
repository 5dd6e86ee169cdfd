#pragma once

#include "textfitter.h"

#include <ui/models/messagetableroles.h>

#include <QIcon>
#include <QStyledItemDelegate>

#include <array>

namespace Ui {

/**
 * Paints a cell of the message table as plain text with the mark of its destination or state: the
 * style's own way costs twice as much, and this is what a live table does all day. The view paints
 * the background, and asks with HasDecoration for the user's marks: they stand in the first column.
 */
class MessageDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /** Kept free for the user's marks at the beginning of a row. */
    static constexpr int marksWidth = 14;

    explicit MessageDelegate(QObject* parent = nullptr);

    /** To be told again when it changes. */
    void setFont(const QFont& font);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    /** What a rule gives a whole row, under its cells: a stripe and, unless it is selected, a soft
     * background. */
    void paintColour(
        QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& start) const;
    /** Under its cells: it would go with the acknowledgement that the reader looks at. The State
     * column says so with an icon. */
    void paintTaken(QPainter& painter, const QStyleOptionViewItem& option) const;
    /** A whole row that is no message: the gap of a lost connection. */
    void paintGap(QPainter& painter, const QStyleOptionViewItem& option, const QString& text) const;
    /** What repeatsWidth() at the end of a whole row is for: how many messages are in it, or, when
     * they are unfolded, in it and the rows below. */
    void paintRepeats(QPainter& painter, const QStyleOptionViewItem& option, quint64 messages,
        bool isUnfolded) const;
    /** Beside those rows below. */
    void paintRunLine(QPainter& painter, const QStyleOptionViewItem& option, bool isLast) const;
    /** 0: of the line. */
    [[nodiscard]] int repeatsWidth(quint64 messages) const;

private:
    void paintMarks(
        QPainter& painter, const QRect& area, const QModelIndex& index, bool isSelected) const;
    [[nodiscard]] const QIcon* markOf(MessageColumn column, const QModelIndex& index) const;

    std::array<QIcon, 5> m_destinations; //!< by Stomp::DestinationKind
    QIcon m_acked;
    QIcon m_taken;
    QIcon m_nacked;
    QIcon m_redelivered;
    QIcon m_gap;
    std::array<QIcon, 4> m_marks; //!< by RowMark
    TextFitter m_words;
    TextFitter m_numbers; //!< of times and sizes
};

} // namespace Ui
