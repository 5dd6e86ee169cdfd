#include "framerecord.h"

#include <stomp/protocol/escaping.h>

#include <algorithm>

namespace Stomp {

namespace {

std::string_view withoutCr(std::string_view line)
{
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

} // namespace

std::string_view FrameRecord::command() const
{
    return withoutCr(std::string_view(bytes).substr(0, bytes.find('\n')));
}

std::string_view FrameRecord::body() const
{
    return std::string_view(bytes).substr(bodyOffset);
}

std::string_view FrameRecord::head() const
{
    return std::string_view(bytes).substr(0, bodyOffset);
}

std::optional<std::string> headerOf(const FrameRecord& record, std::string_view name)
{
    const std::string_view head = record.head();
    const bool exempt = record.version == Version::V10 || isExemptFromEscaping(record.command());
    std::size_t at = std::min(head.find('\n'), head.size());
    while (at + 1 < head.size()) {
        const std::size_t begin = at + 1;
        at = std::min(head.find('\n', begin), head.size());
        const std::string_view line = withoutCr(head.substr(begin, at - begin));
        if (!line.starts_with(name) || line.size() <= name.size() || line[name.size()] != ':')
            continue;
        const std::string_view value = line.substr(name.size() + 1);
        std::string decoded;
        if (exempt)
            decoded = value;
        else
            unescape(value, record.version, decoded);
        return decoded;
    }
    return std::nullopt;
}

std::uint32_t bodyOffsetOf(std::string_view frame)
{
    std::size_t at = frame.find('\n');
    while (at != std::string_view::npos) {
        const std::string_view rest = frame.substr(at + 1);
        if (rest.starts_with('\n'))
            return static_cast<std::uint32_t>(at + 2);
        if (rest.starts_with("\r\n"))
            return static_cast<std::uint32_t>(at + 3);
        at = frame.find('\n', at + 1);
    }
    return static_cast<std::uint32_t>(frame.size());
}

} // namespace Stomp
