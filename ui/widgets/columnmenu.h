#pragma once

#include <QObject>

#include <functional>
#include <vector>

class QMenu;
class QPoint;

namespace Ui {

class TableColumns;

/** The menu of the message table's header: shows and hides columns, adds and removes them, and has
 * room for what others do with a column. */
class ColumnMenu : public QObject
{
    Q_OBJECT

public:
    explicit ColumnMenu(TableColumns& columns);

    /** Adds to the menu each time it opens; column: where, -1 beside them. */
    using Part = std::function<void(QMenu& menu, int column)>;
    void addPart(Part part) { m_parts.push_back(std::move(part)); }

    void fill(QMenu& menu, int column);

Q_SIGNALS:
    /** Ask which. */
    void addWanted();
    void resetWanted();
    /** These for all destinations. */
    void useForAllWanted();

private:
    void popUp(const QPoint& place);
    void addChoices(QMenu& menu);

    TableColumns& m_columns;
    std::vector<Part> m_parts;
};

} // namespace Ui
