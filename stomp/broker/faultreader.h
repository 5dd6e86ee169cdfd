#pragma once

#include "faultplan.h"

#include <string_view>

namespace Stomp {

/** Reads one item of a plan's text; the form is FaultPlan's. Refusals have no detail. */
class FaultReader
{
public:
    explicit FaultReader(std::string_view item);

    [[nodiscard]] bool isAtEnd() const { return m_rest.empty(); }
    /** The item is not blank. What it says is done to the plan, unless it is refused. */
    [[nodiscard]] Verdict read(FaultPlan& plan);

private:
    [[nodiscard]] std::string_view takeWord();
    [[nodiscard]] Verdict readFault(std::string_view first, Fault& fault);
    [[nodiscard]] Verdict readValue(std::string_view word, const FaultInfo& info, Fault& fault);
    [[nodiscard]] Verdict readPlace(const FaultInfo& info, Fault& fault);
    [[nodiscard]] Verdict readNumber(
        std::string_view word, std::uint64_t least, std::uint64_t most, std::uint64_t& number);

    std::string_view m_rest;
};

} // namespace Stomp
