#include "faultplan.h"

#include "faultreader.h"

#include <algorithm>

namespace Stomp {

namespace {

constexpr std::size_t s_mostFaults = 50; //!< each frame asks all, and any client may add some

void appendCount(std::string& out, std::string_view word, std::uint64_t count)
{
    out += ' ';
    out += word;
    out += ' ';
    out += std::to_string(count);
}

} // namespace

Verdict FaultPlan::parse(std::string_view text, FaultPlan& plan)
{
    FaultPlan result = plan;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(";\n"), text.size());
        FaultReader reader(text.substr(0, end));
        if (!reader.isAtEnd()) {
            if (auto refusal = reader.read(result)) {
                refusal->detail = faultForm();
                return refusal;
            }
        }
        if (result.faults.size() > s_mostFaults)
            return Refusal{"Too many faults",
                "There are at most " + std::to_string(s_mostFaults)
                    + " at a time: clear removes those that are in force.",
                {}};
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    plan = std::move(result);
    return {};
}

std::string FaultPlan::text() const
{
    std::string out;
    if (seed != 1 && !faults.empty())
        out = "seed " + std::to_string(seed);
    for (const Fault& fault : faults) {
        out += out.empty() ? "" : "; ";
        out += textOf(fault);
    }
    return out;
}

std::string textOf(const Fault& fault)
{
    const FaultInfo& info = infoOf(fault.kind);
    std::string out(info.name);
    for (std::size_t i = 0; i < info.parameters.size(); ++i) {
        const FaultParameter& parameter = info.parameters[i];
        if (i > 0 && fault.values[i] == parameter.standard)
            continue;
        if (i > 0) {
            out += ' ';
            out += parameter.name;
        }
        out += '=' + parameter.text(fault.values[i]);
    }
    const bool isOther = !info.commands.empty() && fault.command != info.commands.front();
    if (isOther || !fault.destination.empty())
        out += " on " + fault.command;
    if (!fault.destination.empty())
        out += ' ' + fault.destination;
    if (fault.after > 0)
        appendCount(out, "after", fault.after);
    if (fault.every > 1)
        appendCount(out, "every", fault.every);
    if (fault.chance < 100) {
        appendCount(out, "chance", fault.chance);
        out += '%';
    }
    if (fault.times == 1)
        out += " once";
    else if (fault.times > 1)
        appendCount(out, "times", fault.times);
    return out;
}

std::string faultForm()
{
    return "A fault is NAME[=VALUE] [on COMMAND] [DESTINATION] [after N] [every N] [chance P%] "
           "[once | times N].\n"
           "Several are separated by semicolons; clear removes all; seed N chooses the chances.\n"
           "For example: delay=200ms on MESSAGE /queue/orders every 3\n"
           "             drop on RECEIPT once; split=5 pause=50ms chance 20%\n"
           "Names: "
        + faultNames() + ".\n";
}

} // namespace Stomp
