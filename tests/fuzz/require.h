#pragma once

#include <cstdio>
#include <cstdlib>

/** True in the twin of each target that has a defect planted in what it calls: it must be found. */
constexpr bool isPlanted = CONSOLE_PLANTED;

/** Ends the run as a finding, in every build type. */
inline void require(bool holds, const char* what)
{
    if (!holds) {
        std::fprintf(stderr, "does not hold: %s\n", what);
        std::abort();
    }
}
