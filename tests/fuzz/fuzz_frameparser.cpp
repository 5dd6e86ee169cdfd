#include "require.h"

#include <support/splitfeeder.h>

#include <cstdint>

using namespace Stomp;

/**
 * The first byte chooses side, version and limits, the second how the rest is cut. Whole and in
 * pieces the same must come out; on the client's side the feeder also compares FrameDecoder.
 */
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    Testing::SplitFeeder feeder;
    feeder.side = data[0] & 1 ? FrameParser::Side::Server : FrameParser::Side::Client;
    feeder.version = static_cast<Version>((data[0] >> 1) % 3);
    if (data[0] & 0x80)
        feeder.limits = {1024, 40, 4, 60};
    std::uint32_t random = data[1];
    const std::string input(data + 2, data + size);

    std::vector<std::string_view> pieces;
    for (std::string_view rest = input; !rest.empty();) {
        random = random * 1664525U + 1013904223U;
        const std::string_view piece = rest.substr(0, 1 + (random >> 24) % 13);
        pieces.push_back(piece);
        rest.remove_prefix(piece.size());
    }
    if (isPlanted) { // a cut within an escape loses its backslash
        for (std::size_t i = 1; i < pieces.size(); ++i) {
            if (pieces[i - 1].ends_with('\\') && pieces[i].starts_with('r'))
                pieces[i - 1].remove_suffix(1);
        }
    }
    const std::string whole = feeder.feed({input});
    require(whole == feeder.feed(pieces), "whole and in pieces the same comes out");
    require(whole.find("\nDECODED DIFFERENTLY") == std::string::npos, "the decoder agrees");
    return 0;
}
