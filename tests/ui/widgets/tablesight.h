#pragma once

#include "messagestage.h"

#include <QScrollBar>

#include <limits>

namespace Testing {

/** What the reader sees of a table. */
struct Sight
{
    static constexpr quint64 none = std::numeric_limits<quint64>::max();

    quint64 current = none;
    QList<quint64> selected;
    quint64 top = none; //!< none while it follows
};

inline Sight sightOf(MessageStage& stage)
{
    Ui::MessageTableModel& model = stage.pump.model();
    Sight now;
    const QModelIndex current = stage.view->currentIndex();
    if (current.isValid())
        now.current = model.serialAt(current.row());
    for (const quint64 serial : stage.selectedSerials())
        if (serial != Sight::none) // a gap
            now.selected.append(serial);
    if (!stage.view->isFollowing() && model.rowCount() > 0)
        now.top = stage.firstSerial();
    return now;
}

/** What is left of it: a message that is folded is in the row of another from then on. */
inline Sight foldedSight(MessageStage& stage, Sight sight)
{
    Ui::MessageTableModel& model = stage.pump.model();
    const auto shownAs = [&model](quint64 serial) {
        const auto row = serial == Sight::none ? std::nullopt : model.rowOf(serial);
        return row ? model.serialAt(*row) : serial;
    };
    sight.current = shownAs(sight.current);
    for (quint64& serial : sight.selected)
        serial = shownAs(serial);
    return sight;
}

/** Empty when selection and current message are as before, and with keepsTop what is in view too; a
 * message that is folded is in the row of another. */
inline QString placeComplaint(MessageStage& stage, const Sight& before, bool keepsTop)
{
    Ui::MessageTableModel& model = stage.pump.model();
    const auto shownAs = [&model](quint64 serial) {
        const auto row = model.rowOf(serial);
        return row ? model.serialAt(*row) : serial;
    };
    const Sight now = sightOf(stage);
    QList<quint64> selected;
    for (const quint64 serial : before.selected) {
        selected.append(shownAs(serial));
        if (model.rowOf(serial) && !now.selected.contains(shownAs(serial)))
            return QStringLiteral("%1 is no longer selected").arg(serial);
    }
    for (const quint64 serial : now.selected)
        if (!selected.contains(serial))
            return QStringLiteral("%1 selected itself").arg(serial);
    if (before.current != Sight::none && model.rowOf(before.current)
        && now.current != shownAs(before.current))
        return QStringLiteral("%1 is no longer current").arg(before.current);
    const auto top = before.top == Sight::none ? std::nullopt : model.rowOf(before.top);
    const bool canStay = top && *top <= stage.view->verticalScrollBar()->maximum();
    if (canStay && keepsTop && now.top != before.top)
        return QStringLiteral("%1 was at the top, now %2").arg(before.top).arg(now.top);
    return {};
}

} // namespace Testing
