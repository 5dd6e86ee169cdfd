#pragma once

#include <cstdio>
#include <cstdlib>

/** Ends the run as a finding, in every build type. */
inline void require(bool holds, const char* what)
{
    if (!holds) {
        std::fprintf(stderr, "does not hold: %s\n", what);
        std::abort();
    }
}
