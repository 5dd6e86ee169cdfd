#include "require.h"

#include <stomp/payload/gunzip.h>

#include <support/gzip.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace Stomp;

namespace {

constexpr std::size_t bound = 200'000;

struct Result
{
    std::string text;
    bool isWhole = false;
    bool hasFailed = false;
};

/** Given so many bytes at a time, with room for so many. */
Result unpacked(std::string_view packed, std::size_t piece, std::size_t room)
{
    Gunzip gunzip;
    Result result;
    std::vector<char> out(room);
    bool isFull = false;
    while ((!packed.empty() || isFull) && gunzip.error().empty() && result.text.size() < bound) {
        // An exact copy, so that a step past the end is seen.
        const std::vector<char> bytes(
            packed.begin(), packed.begin() + std::ptrdiff_t(std::min(piece, packed.size())));
        const Gunzip::Step step =
            gunzip.unpack({bytes.data(), bytes.size()}, out.data(), out.size());
        require(step.taken <= bytes.size(), "no more is taken than was given");
        require(step.made <= room, "no more is made than there is room for");
        isFull = step.made == room;
        require(!gunzip.error().empty() || step.taken > 0 || step.made > 0 || bytes.empty(),
            "it goes on, or says why not");
        result.text.append(out.data(), step.made);
        packed.remove_prefix(step.taken);
    }
    result.isWhole = gunzip.isWhole();
    result.hasFailed = !gunzip.error().empty();
    if (isPlanted && piece == 11 && !result.text.empty()) // a byte between pieces is lost
        result.text.pop_back();
    return result;
}

} // namespace

/** The first two bytes choose pieces; the rest is unpacked at once and in pieces, and packed and
 * unpacked again. */
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::size_t piece = data[0] % 64 + 1;
    const std::size_t room = data[1] % 200 + 1;
    const std::vector<char> bytes(data + 2, data + size);
    const std::string_view body(bytes.data(), bytes.size());

    const Result whole = unpacked(body, body.size() + 1, bound);
    const Result pieces = unpacked(body, piece, room);
    require(!(whole.isWhole && whole.hasFailed), "what has failed is not whole");
    if (whole.text.size() < bound && pieces.text.size() < bound) {
        require(pieces.text == whole.text, "pieces make no difference to what comes out");
        require(pieces.hasFailed == whole.hasFailed && pieces.isWhole == whole.isWhole,
            "and none to the verdict");
    }

    const std::size_t half = body.size() / 2;
    const std::string members =
        Testing::gzipped(body.substr(0, half)) + Testing::gzipped(body.substr(half));
    for (const std::string& one : {Testing::gzipped(body), members}) {
        require(Gunzip::isGzip(one), "what zlib packs is known");
        const Result again = unpacked(one, piece, room);
        require(again.isWhole && again.text == body, "what zlib packs is unpacked, and the same");
        const Result cut = unpacked(std::string_view(one).substr(0, one.size() - 1), piece, room);
        require(!cut.isWhole, "what is cut is not whole");
    }
    return 0;
}
