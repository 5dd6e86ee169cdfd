// bench_inspector [--megabytes N] [--runs N]: a JSON body of so many MB opened in a visible
// inspector while a timer of 1 ms watches the event loop: until its tree is there, then its text as
// it is cut, then a search through all of it to its last element. What is shown is checked.

#include "benchsupport.h"
#include "loopwatch.h"

#include <ui/models/jsontreeroles.h>
#include <ui/widgets/inspector.h>
#include <ui/widgets/inspectorpayload.h>
#include <ui/widgets/inspectorsearch.h>
#include <ui/widgets/inspectortree.h>

#include <QApplication>
#include <QLineEdit>
#include <QTest>

#include <algorithm>
#include <cstdio>

namespace {

constexpr int timeoutMs = 40'000;
const QString needle = QStringLiteral("the last one");

/** So many bytes of orders, and one more that is like no other. */
QByteArray bodyOf(std::uint64_t bytes, int& elements)
{
    QByteArray body = "{\"orders\":[";
    elements = 1;
    while (static_cast<std::uint64_t>(body.size()) < bytes) {
        body +=
            R"({"id":23958446825181076828,"customer":{"name":"J\u00f6rg","since":1999},"lines":)"
            R"([{"sku":"A-)"
            + QByteArray::number(elements++) + R"(","qty":2,"price":1.0}],"note":null},)";
    }
    return body + "\"" + needle.toUtf8() + "\"]}";
}

struct Run
{
    double openMs = 0; //!< until the tree is there
    double callMs = 0; //!< of it in the call that opens it
    double findMs = 0; //!< until the last element is the current row
    bool isRight = false;
    Bench::StallMeter stalls;
    Bench::MachineWatch::Stalls machine;
};

Run open(Ui::Inspector& inspector, const Ui::MessageView& message, int elements)
{
    Run run;
    Bench::LoopWatch watch;
    const double started = Bench::secondsNow();
    inspector.show(message);
    run.callMs = (Bench::secondsNow() - started) * 1000;
    const bool isOpen = QTest::qWaitFor([&] { return !inspector.isReading(); }, timeoutMs);
    run.openMs = (Bench::secondsNow() - started) * 1000;

    auto* const search = inspector.findChild<Ui::InspectorSearch*>();
    auto* const tree = inspector.findChild<Ui::InspectorTree*>();
    const QString last = QStringLiteral("$.orders[%1]").arg(elements - 1);
    const auto path = [tree] {
        return tree->currentIndex().data(Ui::JsonPathRole).toString();
    };
    const double searched = Bench::secondsNow();
    inspector.payload()->openSearch();
    search->findChild<QLineEdit*>()->setText(needle);
    const bool isFound = QTest::qWaitFor([&] { return path() == last; }, timeoutMs);
    run.findMs = (Bench::secondsNow() - searched) * 1000;
    search->findChild<QLineEdit*>()->clear();
    search->close();

    inspector.payload()->choosePage(Ui::InspectorPayload::Page::Text);
    QTest::qWait(200);
    inspector.payload()->choosePage(Ui::InspectorPayload::Page::Tree);
    watch.stop();
    run.stalls = watch.stalls();
    run.machine = watch.machine();
    run.isRight = isOpen && isFound;
    inspector.clear();
    return run;
}

} // namespace

int main(int argc, char** argv)
{
    Bench::chooseDisplay();
    QApplication application(argc, argv);
    const std::uint64_t bytes = Bench::argument(QStringLiteral("megabytes"), 50) * 1'000'000;
    const std::uint64_t runs = Bench::argument(QStringLiteral("runs"), 5);
    const double started = Bench::secondsNow();
    int elements = 0;
    const QByteArray body = bodyOf(bytes, elements);
    const QByteArray head = "MESSAGE\ndestination:/queue/large\nmessage-id:1\nsubscription:0\n"
                            "content-type:application/json\n\n";
    const Ui::MessageView message =
        Ui::MessageView::copyOf(head + body, static_cast<std::uint32_t>(head.size()));
    Ui::Inspector inspector;
    inspector.resize(640, 800);
    inspector.QWidget::show();
    if (!QTest::qWaitForWindowExposed(&inspector))
        return 1;

    std::vector<double> opened;
    std::vector<double> found;
    Bench::StallMeter stalls;
    double machineMax = 0;
    for (std::uint64_t i = 0; i < runs; ++i) {
        const Run run = open(inspector, message, elements);
        if (!run.isRight) {
            std::fprintf(stderr, "bench_inspector: the last element was not shown\n");
            return 1;
        }
        opened.push_back(run.openMs);
        found.push_back(run.findMs);
        stalls.add(run.stalls);
        machineMax = std::max(machineMax, run.machine.maxMs);
        std::printf("run %llu: open after %.0f ms (%.1f ms in the call), last of %d elements found "
                    "after %.0f ms; stalls: p99 %.1f ms, worst %.1f ms (the machine's: worst %.1f "
                    "ms)\n",
            static_cast<unsigned long long>(i + 1), run.openMs, run.callMs, elements, run.findMs,
            run.stalls.percentileMs(0.99), run.stalls.maxMs(), run.machine.maxMs);
    }
    Bench::printResult({
        {"bench", QStringLiteral("\"inspector\"")},
        {"body_bytes", QString::number(body.size())},
        {"open_ms", Bench::number(Bench::median(opened), 0)},
        {"find_ms", Bench::number(Bench::median(found), 0)},
        {"stall_p99_ms", Bench::number(stalls.percentileMs(0.99), 1)},
        {"stall_max_ms", Bench::number(stalls.maxMs(), 1)},
        {"machine_stall_max_ms", Bench::number(machineMax, 1)},
        {"rss_bytes", QString::number(Bench::residentBytes())},
        {"seconds", Bench::number(Bench::secondsNow() - started, 1)},
    });
    return 0;
}
