// bench_sorting [--messages N] [--runs N] [--disk]: so many messages in the real main window, with
// table, tree, ledger and chart visible, while a timer of 1 ms watches its event loop: sorting all
// of them by a header and by a field of their JSON bodies, folding repeats (there are none, which
// makes the most rows), and filtering on a JSON field, each taken back again. --disk: they are kept
// in mapped files. Each order is proved message by message.

#include "benchsupport.h"
#include "feedwriter.h"
#include "windowstage.h"

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

Bench::Phase fill(Bench::WindowStage& stage, Bench::FeedWriter& writer, std::uint64_t messages)
{
    return stage.run([&] { writer.write(messages); },
        [&] { return writer.isDone() && stage.ledger().waiting == 0; });
}

/** Whether each row comes behind the one above, by that comparison of serials. */
template <typename IsBehind>
bool isSorted(Bench::WindowStage& stage, std::uint64_t messages, IsBehind isBehind)
{
    const Ui::MessageTableModel& model = stage.pump().model();
    if (static_cast<std::uint64_t>(model.rowCount()) != messages)
        return false;
    for (int row = 1; row < model.rowCount(); ++row) {
        if (!isBehind(model.serialAt(row - 1), model.serialAt(row)))
            return false;
    }
    return true;
}

/** By this field, the largest first; then back to the order of arrival. */
template <typename IsBehind>
Bench::Phase sort(
    Bench::WindowStage& stage, std::uint64_t messages, const char* field, IsBehind isBehind)
{
    Ui::MessageSorting& sorting = stage.pump().sorting();
    const auto column = stage.pump().model().columnOf(Stomp::MessageField::parse(field).field);
    Bench::Phase phase;
    if (!column)
        return phase;
    phase = stage.run(
        [&] { sorting.sortBy(*column, true); }, [&] { return sorting.state() == State::Sorted; });
    const bool isRight = isSorted(stage, messages, isBehind);
    phase.add(stage.run([&] { sorting.stop(); }, [&] { return sorting.state() == State::Off; }));
    phase.hasEnded = phase.hasEnded && isRight
        && isSorted(stage, messages, [](auto above, auto below) { return above < below; });
    return phase;
}

/** Begins a look at all of them, and ends it. */
Bench::Phase look(Bench::WindowStage& stage, std::uint64_t shown, std::uint64_t hidden,
    const std::function<void()>& begin, const std::function<void()>& end)
{
    const auto isDone = [&stage] {
        return !stage.pump().filtering().isBusy();
    };
    Bench::Phase phase = stage.run(begin, isDone);
    const Stomp::Ledger ledger = stage.ledger();
    phase.add(stage.run(end, isDone));
    phase.hasEnded = phase.hasEnded && ledger.lost() == 0 && ledger.shown == shown
        && ledger.hidden == hidden && stage.ledger().shown == shown + hidden;
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

void runOnce(Bench::WindowStage& stage, std::uint64_t messages, Phases& phases, bool isFirst)
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
    add(phases.byHeader, sort(stage, messages, "message-id", [&](auto above, auto below) {
        const int compared = idOf(above).compare(idOf(below));
        return compared > 0 || (compared == 0 && above < below);
    }));
    add(phases.byField, sort(stage, messages, "$.order.qty", [](auto above, auto below) {
        const std::uint64_t upper = quantityOf(above);
        const std::uint64_t lower = quantityOf(below);
        return upper > lower || (upper == lower && above < below);
    }));
    auto* const fold = stage.window().findChild<QAction*>(QStringLiteral("foldRepeats"));
    if (fold) {
        add(phases.folding,
            look(
                stage, messages, 0, [fold] { fold->setChecked(true); },
                [fold] { fold->setChecked(false); }));
    }
    const std::uint64_t wanted = Bench::countFiltered(messages);
    Ui::FilterLine* const line = stage.window().messagePanel()->filterLine();
    add(phases.filtering,
        look(
            stage, wanted, messages - wanted,
            [line] { line->setFilter(Bench::filterCondition, Ui::FilterMode::Auto); },
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
    phases.filling = fill(stage, writer, messages);
    for (std::uint64_t run = 0; run < runs; ++run)
        runOnce(stage, messages, phases, run == 0);
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
    members.emplace_back("lost", QString::number(stage.ledger().lost()));
    members.emplace_back("peak_bytes", QString::number(Bench::peakBytes()));
    members.emplace_back("seconds", Bench::number(Bench::secondsNow() - started, 1));
    Bench::printResult(members);
    return 0;
}
