#include "brokerplay.h"

#include <support/splitfeeder.h>

#include <cstdint>
#include <string_view>

// Whatever clients send to the broker, in any skin and with any faults: it says the same for whole
// and for pieces, the console's parser takes what it says, and every queue adds up.

using Testing::BrokerPlay;
using Testing::PlaySettings;

/** Of the first four bytes see PlaySettings; the second is how the bytes are cut. */
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 4)
        return 0;
    const std::string_view script(reinterpret_cast<const char*>(data) + 4, size - 4);
    BrokerPlay whole({data[0], data[2], data[3], {}});
    whole.run(script);
    BrokerPlay cut({data[0], data[2], data[3], {data[1], true}});
    cut.run(script);
    const bool isSame = whole.readsSlowly() || whole.told() == cut.told();
    if (!isSame)
        std::fprintf(stderr, "%s\n---\n%s\n", Testing::shown(whole.told()).c_str(),
            Testing::shown(cut.told()).c_str());
    require(isSame, "whole and in pieces it says the same");
    return 0;
}
