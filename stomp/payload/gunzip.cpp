#include "gunzip.h"

#include <algorithm>
#include <limits>

#include <zlib.h>

namespace Stomp {

namespace {
constexpr std::string_view magic = "\x1F\x8B";
constexpr int gzipWindow = MAX_WBITS + 16;
constexpr std::size_t most = std::numeric_limits<std::int32_t>::max();
} // namespace

struct Gunzip::Stream
{
    z_stream zlib{};
    bool isOpen = false;

    Stream() { isOpen = inflateInit2(&zlib, gzipWindow) == Z_OK; }
    ~Stream()
    {
        if (isOpen)
            inflateEnd(&zlib);
    }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
};

Gunzip::Gunzip() : m_stream(std::make_unique<Stream>())
{
    if (!m_stream->isOpen)
        m_error = "there was no memory to unpack it";
}

Gunzip::~Gunzip() = default;
Gunzip::Gunzip(Gunzip&& other) noexcept = default;
Gunzip& Gunzip::operator=(Gunzip&& other) noexcept = default;

bool Gunzip::isGzip(std::string_view beginning)
{
    return beginning.starts_with(magic);
}

Gunzip::Step Gunzip::unpack(std::string_view input, char* output, std::size_t room)
{
    Step step;
    while (m_error.empty() && step.made < room) {
        std::string_view rest = input.substr(step.taken);
        if (m_isBetween && !beginMember(rest)) {
            m_taken += input.size() - step.taken;
            step.taken = input.size();
            break;
        }
        m_taken += input.size() - step.taken - rest.size();
        step.taken = input.size() - rest.size();

        z_stream& zlib = m_stream->zlib;
        const std::size_t offered = std::min(rest.size(), most);
        const std::size_t space = std::min(room - step.made, most);
        // zlib reads it only.
        zlib.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(rest.data()));
        zlib.avail_in = static_cast<uInt>(offered);
        zlib.next_out = reinterpret_cast<Bytef*>(output + step.made);
        zlib.avail_out = static_cast<uInt>(space);
        const int result = inflate(&zlib, Z_NO_FLUSH);
        const std::size_t taken = offered - zlib.avail_in;
        const std::size_t made = space - zlib.avail_out;
        step.taken += taken;
        step.made += made;
        m_taken += taken;
        if (result == Z_STREAM_END)
            m_isBetween = true;
        else if (result != Z_OK && result != Z_BUF_ERROR)
            fail(zlib.msg ? zlib.msg : "it is damaged");
        else if (taken == 0 && made == 0)
            break; // it wants more
    }
    return step;
}

bool Gunzip::beginMember(std::string_view& input)
{
    const std::size_t begin = input.find_first_not_of('\0');
    if (begin == std::string_view::npos)
        return false;
    input.remove_prefix(begin);
    if (input.front() != magic.front()) {
        fail("what follows behind its end is no gzip");
        return false;
    }
    m_isBetween = false;
    if (inflateReset(&m_stream->zlib) != Z_OK)
        fail("it is damaged");
    return m_error.empty();
}

void Gunzip::fail(std::string_view why)
{
    m_error = std::string(why) + " near byte " + std::to_string(m_taken);
}

} // namespace Stomp
