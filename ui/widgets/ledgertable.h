#pragma once

#include <ui/models/ledgermodel.h>

#include <QTableView>

class QAction;

namespace Ui {

class FilterLine;
class LedgerLine;
class MessagePump;

/**
 * The ledger by connection and subscription, above the ledger line, which opens and closes it: a
 * number whose messages can be shown is a link that sets the filter, there too. Keeps up only while
 * it is open, and then the line says the same moment. Terms that were 0 since it was opened have no
 * column, and columns never get narrower, so that nothing jumps.
 */
class LedgerTable : public QTableView
{
    Q_OBJECT

public:
    static constexpr int mostRows = 9; //!< high; further ones are scrolled to

    LedgerTable(MessagePump& pump, LedgerLine& line, FilterLine& filter, QWidget* parent = nullptr);

    /** For a menu: opens and closes it. */
    [[nodiscard]] QAction* action() const { return m_action; }
    [[nodiscard]] LedgerModel& ledgers() { return m_model; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void setOpen(bool open);
    void refresh();
    void beginColumns();
    /** Shows those that have got something to say, as wide as that needs. */
    void growColumns();
    void fitSources();
    void follow(const QModelIndex& index);
    void followLine(LedgerModel::Column column);

    MessagePump& m_pump;
    LedgerLine& m_line;
    FilterLine& m_filter;
    LedgerModel m_model;
    QAction* m_action;
};

} // namespace Ui
