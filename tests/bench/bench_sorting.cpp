// bench_sorting [--messages N] [--runs N] [--disk] [--arriving PERCENT]: so many messages in the
// real main window, with table, tree, ledger and chart visible, while a timer of 1 ms watches its
// event loop: sorting all of them by a header and by a field of their JSON bodies, folding repeats
// (there are none, which makes the most rows), and filtering on a JSON field, each taken back
// again.
// --disk: they are kept in mapped files. --arriving: meanwhile others come, at that part of the
// speed at which the first have come; before the next thing is done, all go and as many as before
// come again. Each order is proved message by message, and each count.

#include "arrivals.h"
#include "benchsupport.h"

#include <ui/widgets/filterline.h>
#include <ui/widgets/messagepanel.h>
#include <ui/widgets/tablecolumns.h>

#include <QAction>
#include <QApplication>

#include <cstdio>

namespace {

using State = Ui::MessageSorting::State;

/** As orderBody() has it. */
std::uint64_t quantityOf(std::uint64_t message)
{
    return message % Bench::distinctFrames % 97;
}

/** The window, and what its table should have. */
struct Desk
{
    Bench::WindowStage& stage;
    Bench::FeedWriter& writer;
    Bench::Arrivals& arrivals;
    std::uint64_t messages; //!< that something is done with, at least
    std::uint64_t first = 0; //!< the first serial that is there

    [[nodiscard]] std::uint64_t count() const { return writer.written() - first; }
    /** As many as in the beginning, and no more. */
    [[nodiscard]] bool begin()
    {
        if (!arrivals.isOn() || count() == messages)
            return true;
        stage.pump().clear();
        first = writer.written();
        return arrivals.fill(messages).hasEnded;
    }
    /** Nothing is lost, these are shown, and all others of that many are held or hidden. */
    [[nodiscard]] bool has(std::uint64_t shown, std::uint64_t of) const
    {
        const Stomp::Ledger ledger = stage.ledger();
        return ledger.lost() == 0 && ledger.shown == shown && ledger.folded == 0
            && ledger.shown + ledger.held + ledger.hidden == of
            && ledger.received == writer.written();
    }
};

/** Whether the table is the first of those that are there, at least as many as there were, and each
 * row comes behind the one above by that comparison of serials. */
template <typename IsBehind>
bool isSorted(const Desk& desk, IsBehind isBehind)
{
    const Ui::MessageTableModel& model = desk.stage.pump().model();
    const auto rows = static_cast<std::uint64_t>(model.rowCount());
    if (rows < desk.messages || rows > desk.count())
        return false;
    for (int row = 0; row < model.rowCount(); ++row) {
        const std::uint64_t serial = model.serialAt(row);
        if (serial < desk.first || serial >= desk.first + rows
            || (row > 0 && !isBehind(model.serialAt(row - 1), serial)))
            return false;
    }
    return true;
}

/** By this field, the largest first; then back to the order of arrival. */
template <typename IsBehind>
Bench::Phase sort(Desk& desk, const char* field, IsBehind isBehind)
{
    Ui::MessageSorting& sorting = desk.stage.pump().sorting();
    const Ui::MessageTableModel& model = desk.stage.pump().model();
    const auto column = model.columnOf(Stomp::MessageField::parse(field).field);
    Bench::Phase phase;
    if (!column || !desk.begin())
        return phase;
    phase = desk.arrivals.run(
        [&] { sorting.sortBy(*column, true); }, [&] { return sorting.state() == State::Sorted; });
    const bool isRight = isSorted(desk, isBehind) && desk.arrivals.settle()
        && desk.has(std::uint64_t(model.rowCount()), desk.count());
    phase.add(
        desk.arrivals.run([&] { sorting.stop(); }, [&] { return sorting.state() == State::Off; }));
    phase.hasEnded = phase.hasEnded && isRight && desk.arrivals.settle()
        && desk.has(desk.count(), desk.count())
        && isSorted(desk, [](auto above, auto below) { return above < below; });
    return phase;
}

/** Begins a look at all of them, and ends it; shown: how many should be then. */
Bench::Phase look(Desk& desk, const std::function<std::uint64_t()>& shown,
    const std::function<void()>& begin, const std::function<void()>& end)
{
    Bench::Phase phase;
    if (!desk.begin())
        return phase;
    // What comes is looked at as well, so that it may never be through.
    phase = desk.arrivals.run(begin, [&desk] {
        return desk.arrivals.isOn() ? !desk.stage.pump().filtering().isFirstPass()
                                    : !desk.stage.pump().filtering().isBusy();
    });
    const bool isRight = desk.arrivals.settle() && desk.has(shown(), desk.count());
    phase.add(
        desk.arrivals.run(end, [&desk] { return !desk.stage.pump().filtering().isFirstPass(); }));
    phase.hasEnded =
        phase.hasEnded && isRight && desk.arrivals.settle() && desk.has(desk.count(), desk.count());
    return phase;
}

struct Phases
{
    Bench::Phase filling;
    Bench::Phase byHeader;
    Bench::Phase byField;
    Bench::Phase folding;
    Bench::Phase filtering;

    [[nodiscard]] bool isRight() const
    {
        return filling.hasEnded && byHeader.hasEnded && byField.hasEnded && folding.hasEnded
            && filtering.hasEnded;
    }
};

void runOnce(Desk& desk, Phases& phases, bool isFirst)
{
    const auto add = [isFirst](Bench::Phase& sum, const Bench::Phase& phase) {
        if (isFirst)
            sum = phase;
        else
            sum.add(phase);
    };
    // Each frame's message-id is its number with zeros behind it.
    const auto idOf = [](std::uint64_t serial) {
        return std::to_string(serial % Bench::distinctFrames).append(20, '0').substr(0, 20);
    };
    add(phases.byHeader, sort(desk, "message-id", [&](auto above, auto below) {
        const int compared = idOf(above).compare(idOf(below));
        return compared > 0 || (compared == 0 && above < below);
    }));
    add(phases.byField, sort(desk, "$.order.qty", [](auto above, auto below) {
        const std::uint64_t upper = quantityOf(above);
        const std::uint64_t lower = quantityOf(below);
        return upper > lower || (upper == lower && above < below);
    }));
    auto* const fold = desk.stage.window().findChild<QAction*>(QStringLiteral("foldRepeats"));
    if (fold) {
        add(phases.folding,
            look(
                desk, [&desk] { return desk.count(); }, [fold] { fold->setChecked(true); },
                [fold] { fold->setChecked(false); }));
    }
    const auto wanted = [&desk] {
        return Bench::countFiltered(desk.writer.written()) - Bench::countFiltered(desk.first);
    };
    Ui::FilterLine* const line = desk.stage.window().messagePanel()->filterLine();
    add(phases.filtering,
        look(
            desk, wanted, [line] { line->setFilter(Bench::filterCondition, Ui::FilterMode::Auto); },
            [line] { line->clear(); }));
}

} // namespace

int main(int argc, char** argv)
{
    Bench::chooseDisplay();
    QApplication application(argc, argv);
    const std::uint64_t messages = Bench::argument(QStringLiteral("messages"), 1'000'000);
    const std::uint64_t runs = Bench::argument(QStringLiteral("runs"), 3);
    const double started = Bench::secondsNow();
    Bench::WindowStage stage(Bench::hasArgument(QStringLiteral("disk")));
    Ui::TableColumns& columns = stage.window().messagePanel()->columns();
    for (const char* field : {"message-id", "$.order.qty"})
        columns.add(Stomp::MessageField::parse(field).field);
    Bench::FeedWriter writer(stage.workspace().feed());
    if (!stage.show()) {
        std::fputs("bench_sorting: the window is not shown\n", stderr);
        return 1;
    }
    Phases phases;
    Bench::Arrivals arrivals(stage, writer, Bench::Arrivals::wanted());
    phases.filling = arrivals.fill(messages);
    Desk desk{stage, writer, arrivals, messages};
    for (std::uint64_t run = 0; run < runs; ++run)
        runOnce(desk, phases, run == 0);
    if (!phases.isRight() || !writer.isKeptUnchanged(stage.pump().store())) {
        std::fputs("bench_sorting: not all messages are in their place\n", stderr);
        return 1;
    }
    phases.filling.tell("receiving", messages);
    phases.byHeader.tell("sorting by a header", messages);
    phases.byField.tell("sorting by a JSON field", messages);
    phases.folding.tell("folding repeats", messages);
    phases.filtering.tell("filtering on a JSON field", messages);
    Bench::Result members{
        {"bench", QStringLiteral("\"sorting\"")},
        {"messages", QString::number(messages)},
        {"header_seconds", Bench::number(phases.byHeader.seconds, 2)},
        {"field_seconds", Bench::number(phases.byField.seconds, 2)},
        {"fold_seconds", Bench::number(phases.folding.seconds, 2)},
        {"filter_seconds", Bench::number(phases.filtering.seconds, 2)},
    };
    phases.byHeader.addTo(
        members, "header_stall_p99_ms", "header_stall_max_ms", "header_machine_max_ms");
    phases.byField.addTo(
        members, "field_stall_p99_ms", "field_stall_max_ms", "field_machine_max_ms");
    phases.folding.addTo(members, "fold_stall_p99_ms", "fold_stall_max_ms", "fold_machine_max_ms");
    phases.filtering.addTo(
        members, "filter_stall_p99_ms", "filter_stall_max_ms", "filter_machine_max_ms");
    if (arrivals.isOn()) {
        members.emplace_back("arriving_per_second", QString::number(arrivals.perSecond()));
        members.emplace_back("arrived", QString::number(arrivals.arrived()));
    }
    members.emplace_back("lost", QString::number(stage.ledger().lost()));
    members.emplace_back("peak_bytes", QString::number(Bench::peakBytes()));
    members.emplace_back("seconds", Bench::number(Bench::secondsNow() - started, 1));
    Bench::printResult(members);
    return 0;
}
