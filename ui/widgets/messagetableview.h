#pragma once

#include <QScopedValueRollback>
#include <QTableView>

namespace Ui {

class MessageDelegate;

/**
 * The live table: rows of one height, placed by arithmetic, so that a million of them cost no more
 * than twenty. A QTableView for its header and for screen readers; its vertical header, which keeps
 * a record of each row, never sees the model. Follows the newest row until the reader scrolls
 * up, or selects; then the rows in view stay where they are, whatever comes below or goes above,
 * and it counts what is new. End follows again.
 */
class MessageTableView : public QTableView
{
    Q_OBJECT

public:
    explicit MessageTableView(QWidget* parent = nullptr);
    ~MessageTableView() override;

    void setModel(QAbstractItemModel* model) override;

    [[nodiscard]] bool isFollowing() const { return m_isFollowing; }
    void setFollowing(bool following);
    /** Off while the newest row is not the last one. */
    void setCanFollow(bool can);
    [[nodiscard]] bool canFollow() const { return m_canFollow; }
    /** Rows that came since following ended. */
    [[nodiscard]] qint64 newRows() const { return m_newRows; }
    /** Off while rows come that are not new. */
    void setCountingNewRows(bool counting) { m_isCountingNew = counting; }
    [[nodiscard]] bool isCountingNewRows() const { return m_isCountingNew; }

    /** What stands in the middle while there is no row. */
    void setEmptyText(const QString& headline, const QString& hint);

    [[nodiscard]] int rowHeight() const { return m_rowHeight; }
    [[nodiscard]] int firstVisibleRow() const;
    /** Also when only a part of it is visible; -1 when there is none. */
    [[nodiscard]] int lastVisibleRow() const;

    /** In the viewport: where it says how many are folded, or unfolded, there; or nowhere. */
    [[nodiscard]] QRect repeatsArea(int row) const;

    [[nodiscard]] QModelIndex indexAt(const QPoint& point) const override;
    [[nodiscard]] QRect visualRect(const QModelIndex& index) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    /** Nothing: it would read every row. */
    void keyboardSearch(const QString&) override { }
    void reset() override;

Q_SIGNALS:
    /** isFollowing() or newRows(). */
    void followChanged();
    /** Other rows are in view. */
    void viewMoved();

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    [[nodiscard]] int horizontalOffset() const override;
    [[nodiscard]] int verticalOffset() const override;
    [[nodiscard]] bool isIndexHidden(const QModelIndex& index) const override;
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection& selection) const override;

    /** The base class asks the vertical header where several rows are. */
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
        const QList<int>& roles) override;
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& gone) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;

    /** The base class brings a clicked row to view half a second later: not if it was left since.
     */
    void timerEvent(QTimerEvent* event) override
    {
        const QScopedValueRollback timed(m_isTimed, true);
        QTableView::timerEvent(event);
    }

    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /** Of which a row is. */
    struct Run
    {
        quint64 messages = 0; //!< 0: told further above
        bool isAny = false; //!< else the row stands for itself
        bool isUnfolded = false;

        [[nodiscard]] bool isContinued() const { return isAny && messages == 0; }
    };
    [[nodiscard]] Run runAt(int row) const;
    [[nodiscard]] int rows() const;
    /** Rows that are visible entirely. */
    [[nodiscard]] int page() const;
    [[nodiscard]] int rowAt(int y) const;
    void rowsRemoved(int start, int end);
    void updateVerticalRange();
    void scrollAsOwed();
    void updateRowHeight();
    void paintRow(QPainter& painter, QStyleOptionViewItem& option, int row) const;

    MessageDelegate* m_delegate;
    QMetaObject::Connection m_removal;
    int m_rowHeight = 1;
    bool m_isFollowing = true;
    bool m_canFollow = true;
    bool m_isCountingNew = true;
    bool m_isUpdatingGeometries = false;
    bool m_isTimed = false;
    int m_owedRows = 0; //!< that it had to be scrolled back because the end came nearer
    qint64 m_newRows = 0;
    QString m_headline;
    QString m_hint;
};

} // namespace Ui
