// bench_arrival [--messages N] [--runs N] [--paced-seconds N] [--column on] [--filter on]
// [--shapes on] [--retire on]: messages from another process through TCP into the real main window,
// with table, tree, ledger and chart visible, while a timer of 1 ms watches its event loop: at full
// speed, then at 10 % and at 1 % of that for some seconds. With a column of a JSON field, a filter
// on one, shape watch, as told;
// --retire: only the last 100 MiB are kept. Each run proves all that is kept, and that the ledger
// adds up to what was sent.

#include "benchframes.h"
#include "benchsupport.h"
#include "windowstage.h"

#include <ui/widgets/filterline.h>
#include <ui/widgets/messagepanel.h>
#include <ui/widgets/tablecolumns.h>

#include <QApplication>

#include <cstdio>

namespace {

constexpr std::size_t retireBytes = std::size_t(100) * 1024 * 1024;

struct Choice
{
    bool hasColumn = Bench::isSwitchedOn(QStringLiteral("column"));
    bool hasFilter = Bench::isSwitchedOn(QStringLiteral("filter"));
    bool hasShapes = Bench::isSwitchedOn(QStringLiteral("shapes"));
    bool retires = Bench::isSwitchedOn(QStringLiteral("retire"));
};

struct Run
{
    Bench::Phase phase;
    double perSecond = 0;
    std::uint64_t behind = 0; //!< of shape watch, at most
    double behindSeconds = 0; //!< it goes on when all messages are in the table
    std::int64_t lost = 0;
    bool isRight = false;
};

void prepare(Bench::WindowStage& stage, const Choice& choice)
{
    if (choice.retires)
        stage.pump().setRetention({retireBytes, true}, {});
    stage.pump().shapes().setOn(choice.hasShapes);
    Ui::MessagePanel& panel = *stage.window().messagePanel();
    if (choice.hasColumn)
        panel.columns().add(Stomp::MessageField::parse("$.order.qty").field);
    if (choice.hasFilter)
        panel.filterLine()->setFilter(Bench::filterCondition, Ui::FilterMode::Auto);
}

/** By shape watch: all that came, and what it had to leave out. */
std::uint64_t learntOf(Bench::WindowStage& stage)
{
    std::uint64_t learnt = stage.pump().shapes().missed();
    for (const auto& [subject, news] : stage.pump().shapes().reports())
        learnt += news.report.messages;
    return learnt;
}

/** That the numbers are those of what was sent. */
bool isComplete(Bench::WindowStage& stage, const Choice& choice, std::uint64_t messages)
{
    const Stomp::Ledger ledger = stage.ledger();
    const std::uint64_t shown = choice.hasFilter ? Bench::countFiltered(messages) : messages;
    const bool isAll = choice.retires
        ? ledger.retired > 0 && ledger.shown + ledger.hidden + ledger.retired == messages
        : ledger.shown == shown && ledger.hidden == messages - shown;
    return isAll && ledger.lost() == 0 && ledger.received == messages && stage.keepsOrders(messages)
        && learntOf(stage) == (choice.hasShapes ? messages : 0);
}

/** rate: messages a second at most; 0: full speed. */
Run run(const Choice& choice, std::uint64_t messages, std::uint64_t rate = 0)
{
    Run run;
    Bench::WindowStage stage;
    const Bench::Sender sender(messages, Bench::Sender::paced(rate));
    if (!stage.show())
        return run;
    Ui::ConnectionProfile profile;
    profile.preset = Ui::Preset::Url;
    profile.scheme = Stomp::BrokerUrl::Scheme::Stomp;
    profile.host = QStringLiteral("127.0.0.1");
    profile.port = sender.port();
    Ui::Connection* const connection = stage.connectTo(profile, {});
    if (!connection)
        return run;
    prepare(stage, choice);

    double began = 0;
    QObject::connect(&stage.pump(), &Ui::MessagePump::arrived, &stage.window(), [&began] {
        if (began == 0)
            began = Bench::secondsNow();
    });
    double ended = 0;
    const auto isThere = [&] {
        run.behind = std::max<std::uint64_t>(run.behind, stage.pump().shapes().behind());
        const Stomp::Ledger ledger = stage.ledger();
        if (ledger.received < messages || ledger.waiting > 0 || stage.pump().filtering().isBusy())
            return false;
        ended = Bench::secondsNow();
        return true;
    };
    run.phase = stage.run([&] { stage.subscribe(*connection); }, isThere);
    run.perSecond = static_cast<double>(messages) / (ended - began);
    if (choice.hasShapes) {
        const Bench::Phase rest = stage.run([] {}, [&] { return learntOf(stage) == messages; });
        run.behindSeconds = rest.seconds;
        run.phase.add(rest);
    }
    run.lost = stage.ledger().lost();
    run.isRight = run.phase.hasEnded && isComplete(stage, choice, messages);
    return run;
}

/** At so much of full speed: all runs in one. */
struct Part
{
    Run all;
    std::vector<double> rates;

    /** False when it is not right. */
    bool add(const Run& next)
    {
        if (!next.isRight)
            return false;
        const Bench::Phase before = all.phase;
        const std::uint64_t behind = std::max(all.behind, next.behind);
        const double behindSeconds = std::max(all.behindSeconds, next.behindSeconds);
        all = next;
        if (!rates.empty())
            all.phase.add(before);
        all.behind = behind;
        all.behindSeconds = behindSeconds;
        rates.push_back(next.perSecond);
        return true;
    }

    void tell(const char* what) const
    {
        std::printf("%s: %.0f messages/s; stalls: p99 %.1f ms, worst %.1f ms (the machine's: p99 "
                    "%.1f ms, worst %.1f ms); shape watch behind by %llu at most, and for %.1f s "
                    "afterwards\n",
            what, Bench::median(rates), all.phase.stalls.percentileMs(0.99),
            all.phase.stalls.maxMs(), all.phase.machine.p99Ms, all.phase.machine.maxMs,
            static_cast<unsigned long long>(all.behind), all.behindSeconds);
        std::fflush(stdout);
    }
};

QString word(bool isOn)
{
    return isOn ? QStringLiteral("true") : QStringLiteral("false");
}

} // namespace

int main(int argc, char** argv)
{
    Bench::chooseDisplay();
    QApplication application(argc, argv);
    const std::uint64_t messages = Bench::argument(QStringLiteral("messages"), 1'000'000);
    const std::uint64_t runs = Bench::argument(QStringLiteral("runs"), 3);
    const double started = Bench::secondsNow();
    const Choice choice;
    Part full;
    Part tenth;
    Part hundredth;
    const std::uint64_t pacedSeconds = Bench::argument(QStringLiteral("paced-seconds"), 4);
    const auto addPaced = [&choice, pacedSeconds](Part& part, double rate) {
        const auto whole = static_cast<std::uint64_t>(rate) + 1;
        return part.add(run(choice, whole * pacedSeconds, whole));
    };
    bool isRight = true;
    for (std::uint64_t i = 0; i < runs && isRight; ++i)
        isRight = full.add(run(choice, messages));
    // What comes slowly may be too little to retire.
    const bool isPaced = !choice.retires;
    const double speed = Bench::median(full.rates);
    if (!isRight
        || (isPaced && (!addPaced(tenth, speed / 10) || !addPaced(hundredth, speed / 100)))) {
        std::fputs("bench_arrival: not all that was sent is in its place\n", stderr);
        return 1;
    }
    full.tell("at full speed");
    Bench::Result members{
        {"bench", QStringLiteral("\"arrival\"")},
        {"messages", QString::number(messages)},
        {"column", word(choice.hasColumn)},
        {"filter", word(choice.hasFilter)},
        {"shapes", word(choice.hasShapes)},
        {"retire", word(choice.retires)},
        {"per_second", Bench::number(speed, 0)},
        {"lost", QString::number(full.all.lost + tenth.all.lost + hundredth.all.lost)},
        {"shapes_behind", QString::number(full.all.behind)},
        {"shapes_behind_seconds", Bench::number(full.all.behindSeconds, 1)},
    };
    full.all.phase.addTo(members, "full_stall_p99_ms", "full_stall_max_ms", "full_machine_max_ms");
    if (isPaced) {
        tenth.tell("at 10 %");
        hundredth.tell("at 1 %");
        tenth.all.phase.addTo(
            members, "tenth_stall_p99_ms", "tenth_stall_max_ms", "tenth_machine_max_ms");
        hundredth.all.phase.addTo(members, "hundredth_stall_p99_ms", "hundredth_stall_max_ms",
            "hundredth_machine_max_ms");
        members.emplace_back("tenth_shapes_behind", QString::number(tenth.all.behind));
        members.emplace_back("hundredth_shapes_behind", QString::number(hundredth.all.behind));
    }
    members.emplace_back("seconds", Bench::number(Bench::secondsNow() - started, 1));
    Bench::printResult(members);
    return 0;
}
