#include "packedbody.h"

#include <algorithm>
#include <limits>
#include <memory>

#include <zlib.h>

namespace Stomp {

namespace {

constexpr std::size_t step = 256 * 1024;

std::string loweredEncoding(std::string_view header)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = header.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    std::string out(header.substr(first, header.find_last_not_of(blanks) - first + 1));
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + ('a' - 'A'));
    }
    return out == "identity" ? std::string() : out;
}

bool beginsLikeGzip(std::string_view body)
{
    return body.size() >= 18 && body.starts_with("\x1F\x8B\x08"); // 10 of header, 8 of trailer
}

bool beginsLikeZlib(std::string_view body)
{
    if (body.size() < 2)
        return false;
    const auto method = static_cast<unsigned char>(body[0]);
    const auto flags = static_cast<unsigned char>(body[1]);
    return (method & 0x0FU) == Z_DEFLATED && (method * 256U + flags) % 31U == 0;
}

int windowBits(Packing packing)
{
    switch (packing) {
    case Packing::Gzip:
        return MAX_WBITS + 16;
    case Packing::Deflate:
        return -MAX_WBITS;
    case Packing::Zlib:
    case Packing::None:
        break;
    }
    return MAX_WBITS;
}

/** zlib's stream over one body. */
class Inflater
{
public:
    Inflater(std::string_view body, Packing packing, std::size_t maxBytes)
        : m_body(body), m_packing(packing), m_maxBytes(maxBytes)
    {
        m_isOpen = inflateInit2(&m_stream, windowBits(packing)) == Z_OK;
    }
    ~Inflater()
    {
        if (m_isOpen)
            inflateEnd(&m_stream);
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    UnpackedBody run()
    {
        m_out.packing = m_packing;
        if (!m_isOpen)
            m_out.complaint = "there was no memory to unpack it";
        while (m_isOpen && !m_out.isCut && advance()) { }
        return std::move(m_out);
    }

private:
    /** False when it has come to an end, good or bad. */
    bool advance()
    {
        feed();
        const std::size_t before = m_out.bytes.size();
        // One more than the bound, to know whether there is more.
        const std::size_t room = std::min(step, m_maxBytes + 1 - before);
        m_out.bytes.resize(before + room);
        m_stream.next_out = reinterpret_cast<Bytef*>(m_out.bytes.data() + before);
        m_stream.avail_out = static_cast<uInt>(room);
        const int result = inflate(&m_stream, Z_NO_FLUSH);
        m_out.bytes.resize(before + room - m_stream.avail_out);
        if (m_out.bytes.size() > m_maxBytes) {
            m_out.bytes.resize(m_maxBytes);
            m_out.isCut = true;
            return false;
        }
        if (result == Z_STREAM_END)
            return beginNextMember();
        const bool isStuck = result == Z_BUF_ERROR && m_fed == m_body.size();
        if (result == Z_OK || (result == Z_BUF_ERROR && !isStuck))
            return true;
        m_out.complaint = isStuck ? "it ends before its end: part of it is missing"
            : m_stream.msg
            ? std::string(m_stream.msg) + " near byte " + std::to_string(m_fed - m_stream.avail_in)
            : "it is damaged";
        return false;
    }

    void feed()
    {
        if (m_stream.avail_in > 0)
            return;
        const std::size_t part = std::min(m_body.size() - m_fed,
            static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()));
        // zlib reads it only.
        m_stream.next_in =
            const_cast<Bytef*>(reinterpret_cast<const Bytef*>(m_body.data() + m_fed));
        m_stream.avail_in = static_cast<uInt>(part);
        m_fed += part;
    }

    bool beginNextMember()
    {
        const std::string_view rest = m_body.substr(m_fed - m_stream.avail_in);
        if (rest.empty())
            return false;
        if (m_packing == Packing::Gzip && beginsLikeGzip(rest))
            return inflateReset(&m_stream) == Z_OK;
        m_out.complaint = std::to_string(rest.size()) + " bytes follow behind its end";
        return false;
    }

    std::string_view m_body;
    Packing m_packing;
    std::size_t m_maxBytes;
    z_stream m_stream{};
    bool m_isOpen = false;
    std::size_t m_fed = 0;
    UnpackedBody m_out;
};

} // namespace

std::string_view toString(Packing packing)
{
    switch (packing) {
    case Packing::None:
        return "nothing";
    case Packing::Gzip:
        return "gzip";
    case Packing::Zlib:
        return "zlib";
    case Packing::Deflate:
        return "deflate";
    }
    return {};
}

UnpackedBody unpackBody(
    std::string_view body, std::string_view contentEncoding, std::size_t maxBytes)
{
    const std::string encoding = loweredEncoding(contentEncoding);
    if (body.empty() || (encoding.empty() && !beginsLikeGzip(body)))
        return {};
    Packing packing = Packing::Gzip;
    if (encoding == "deflate") {
        packing = beginsLikeZlib(body) ? Packing::Zlib : Packing::Deflate;
    } else if (!encoding.empty() && encoding != "gzip" && encoding != "x-gzip") {
        UnpackedBody unread;
        unread.complaint =
            "the content-encoding " + encoding + " is not read here: shown as it came";
        return unread;
    }
    UnpackedBody unpacked = Inflater(body, packing, maxBytes).run();
    if (unpacked.bytes.empty() && !unpacked.complaint.empty()) {
        unpacked.packing = Packing::None;
        unpacked.complaint = (encoding.empty() ? "begins like gzip, but: "
                                               : "content-encoding says " + encoding + ", but: ")
            + unpacked.complaint;
    }
    return unpacked;
}

} // namespace Stomp
