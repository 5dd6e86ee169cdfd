#pragma once

#include <ui/models/diffmodel.h>

#include <QTableView>

namespace Ui {

/** Differences as a table, tinted by their kind; copies the place of one. */
class DiffTable : public QTableView
{
    Q_OBJECT

public:
    explicit DiffTable(QWidget* parent = nullptr);

    /** Null: none. */
    void setRows(DiffModel::Rows rows);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    DiffModel* m_model;
};

} // namespace Ui
