#pragma once

#include <QHeaderView>

namespace Ui {

/** The vertical header of a table that places its rows by itself: never sees the model, of whose
 * rows it would keep a record each. */
class HeaderWithoutRows : public QHeaderView
{
public:
    explicit HeaderWithoutRows(QWidget* parent) : QHeaderView(Qt::Vertical, parent) { }
    void setModel(QAbstractItemModel*) override { }
    void setSelectionModel(QItemSelectionModel*) override { }
};

} // namespace Ui
