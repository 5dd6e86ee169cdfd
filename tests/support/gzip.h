#pragma once

#include <string>
#include <string_view>

#include <zlib.h>

namespace Testing {

/** By zlib, whole. windowBits as for deflateInit2(): 31 gzip, 15 zlib, -15 neither's header. */
inline std::string packed(std::string_view text, int windowBits)
{
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY)
        != Z_OK)
        return {};
    std::string out(deflateBound(&stream, static_cast<uLong>(text.size())) + 64, '\0');
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const bool isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    out.resize(isWhole ? stream.total_out : 0);
    deflateEnd(&stream);
    return out;
}

/** One member. */
inline std::string gzipped(std::string_view text)
{
    return packed(text, 31);
}

} // namespace Testing
