#include "require.h"

#include <stomp/payload/packedbody.h>

#include <support/gzip.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace Stomp;
using Testing::packed;

namespace {

constexpr std::size_t bound = 100'000;
constexpr std::array<std::string_view, 6> encodings{
    "", "gzip", "deflate", "X-GZIP", "identity", "br"};

UnpackedBody unpacked(std::string_view body, std::string_view encoding, std::size_t maxBytes)
{
    UnpackedBody result = unpackBody(body, encoding, maxBytes);
    if (isPlanted && maxBytes % 7 == 3) // what is cut does not say so
        result.isCut = false;
    return result;
}

} // namespace

/** The first byte chooses a content-encoding, the second a bound; the rest is unpacked, and packed
 * and unpacked again. */
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::string_view encoding = encodings[data[0] % encodings.size()];
    const std::size_t less = data[1];
    // An exact copy, so that a step past the end is seen.
    const std::vector<char> bytes(data + 2, data + size);
    const std::string_view body(bytes.data(), bytes.size());

    const UnpackedBody whole = unpacked(body, encoding, bound);
    require(whole.bytes.size() <= bound, "the bound is kept");
    require(
        whole.packing != Packing::None || whole.bytes.empty(), "what is not read gives nothing");
    const UnpackedBody part = unpacked(body, encoding, less);
    require(part.bytes.size() <= less, "a small bound is kept");
    require(part.packing == whole.packing, "the bound changes no verdict");
    if (whole.packing != Packing::None && !whole.isCut) {
        require(whole.bytes.compare(0, part.bytes.size(), part.bytes) == 0,
            "less is the beginning of it");
        require(part.isCut >= (whole.bytes.size() > less), "what is cut says so");
        require(part.isCut || part.bytes.size() == whole.bytes.size(), "what is not cut is whole");
    }

    const std::size_t half = body.size() / 2;
    const std::string members = packed(body.substr(0, half), 31) + packed(body.substr(half), 31);
    for (const UnpackedBody& again : {unpacked(packed(body, 31), "gzip", bound),
             unpacked(members, "", bound), unpacked(packed(body, 15), "deflate", bound),
             unpacked(packed(body, -15), "deflate", bound)}) {
        require(again.packing != Packing::None, "what zlib packs is unpacked");
        require(body.size() > bound || again.bytes == body, "and is the same");
        require(again.complaint.empty() || again.isCut, "nothing is wrong with it");
    }
    return 0;
}
