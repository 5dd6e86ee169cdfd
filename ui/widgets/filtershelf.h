#pragma once

#include <ui/profiles/savedfilter.h>

#include <QToolButton>

namespace Ui {

/** The button beside the filter line that keeps filters by name, and offers what else can be done
 * with the one in the line. Applies nothing itself. */
class FilterShelf : public QToolButton
{
    Q_OBJECT

public:
    explicit FilterShelf(QWidget* parent = nullptr);

    [[nodiscard]] const QList<SavedFilter>& filters() const { return m_filters; }
    void setFilters(const QList<SavedFilter>& filters) { m_filters = filters; }
    /** What stands in the line; its name is not looked at. */
    void setCurrent(const SavedFilter& current) { m_current = current; }
    /** Keeps the current one; one of the same name gives way. */
    void keep(const QString& name);

Q_SIGNALS:
    void chosen(const SavedFilter& filter);
    void filtersChanged();
    /** Let the broker choose by the condition in the line. */
    void selectorWanted();

private:
    void fill();
    void askForName();
    void forget(const QString& name);

    QMenu* m_forget;
    QList<SavedFilter> m_filters;
    SavedFilter m_current;
};

} // namespace Ui
