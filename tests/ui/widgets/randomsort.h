#pragma once

#include <ui/workspace/messagepump.h>

#include <QRandomGenerator>

namespace Testing {

/** Sorts by any column, again, or back to the order of arrival; says what. */
inline QString sortAtRandom(Ui::MessagePump& pump, QRandomGenerator& random)
{
    Ui::MessageSorting& sorting = pump.sorting();
    const int what = random.bounded(4);
    if (what == 0) {
        sorting.stop();
        return QStringLiteral("order of arrival");
    }
    if (what == 1) {
        sorting.sortAgain();
        return QStringLiteral("sort again");
    }
    sorting.sortBy(random.bounded(Ui::messageColumnCount), what == 2);
    return QStringLiteral("sort");
}

} // namespace Testing
