#include "framemask.h"

#include <stomp/protocol/escaping.h>
#include <stomp/protocol/secretname.h>

#include <algorithm>

namespace Stomp {

namespace {

constexpr std::size_t shortSecret = 6;
constexpr std::size_t mostSecrets = 16;

bool isSecretLine(std::string_view line)
{
    const std::string_view name = line.substr(0, line.find(':'));
    return name.size() < line.size() && secretName(name);
}

bool isWordByte(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80U || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z');
}

bool isWordAt(std::string_view text, std::size_t begin, std::size_t end)
{
    return (begin == 0 || !isWordByte(text[begin - 1]))
        && (end == text.size() || !isWordByte(text[end]));
}

/** Calls visit with each line of a head, its line end included. */
template <typename Visit>
void forEachLine(std::string_view head, Visit visit)
{
    while (!head.empty()) {
        const std::size_t end = head.find('\n');
        const std::size_t size = end == std::string_view::npos ? head.size() : end + 1;
        visit(head.substr(0, size));
        head.remove_prefix(size);
    }
}

} // namespace

void FrameMask::copy(std::string_view frame, std::uint32_t bodyOffset, FrameRecord& record)
{
    const std::string_view head = frame.substr(0, bodyOffset);
    const std::string_view body = frame.substr(bodyOffset);
    const bool isOut = record.direction == FrameDirection::Out;
    if (isOut && (head.starts_with("CONNECT") || head.starts_with("STOMP")))
        learn(head);
    record.size = static_cast<std::uint32_t>(frame.size());
    record.bytes.clear();
    record.bytes.reserve(head.size() + std::min(body.size(), keptBody));
    maskHeaders(head, record.bytes);
    const bool repeats = !isOut && !m_secrets.empty() && !head.starts_with("MESSAGE");
    if (repeats)
        record.bytes = withoutSecrets(record.bytes);
    record.bodyOffset = static_cast<std::uint32_t>(record.bytes.size());

    const std::string_view kept = body.substr(0, keptBody);
    record.cutBytes = body.size() - kept.size();
    if (!repeats) {
        record.bytes += kept;
        return;
    }
    if (record.cutBytes > 0) {
        // No part of one may be left where the body is cut.
        const auto longest = std::max_element(m_secrets.begin(), m_secrets.end(),
            [](const std::string& a, const std::string& b) { return a.size() < b.size(); });
        std::string begin = withoutSecrets(kept);
        const std::size_t less = std::min(begin.size(), longest->size());
        begin.resize(begin.size() - less);
        record.cutBytes += less;
        record.bytes += begin;
        return;
    }
    record.bytes += withoutSecrets(kept);
}

void FrameMask::learn(std::string_view head)
{
    std::string_view login;
    std::vector<std::string_view> found;
    forEachLine(head, [&](std::string_view line) {
        while (line.ends_with('\n') || line.ends_with('\r'))
            line.remove_suffix(1);
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos)
            return;
        if (line.substr(0, colon) == "login")
            login = line.substr(colon + 1);
        else if (isSecretLine(line))
            found.push_back(line.substr(colon + 1));
    });
    for (const std::string_view value : found) {
        if (value != login)
            learnOne(value);
    }
}

void FrameMask::learnOne(std::string_view value)
{
    if (value.empty())
        return;
    // Brokers that decode CONNECT know it by what an escaped one stands for.
    std::string decoded;
    (void)unescape(value, Version::V11, decoded);
    for (std::string& form : std::vector<std::string>{std::string(value),
             escaped(value, Version::V11), escaped(value, Version::V12), std::move(decoded)}) {
        if (m_secrets.size() < mostSecrets
            && std::find(m_secrets.begin(), m_secrets.end(), form) == m_secrets.end())
            m_secrets.push_back(std::move(form));
    }
}

void FrameMask::maskHeaders(std::string_view head, std::string& out) const
{
    forEachLine(head, [&out](std::string_view line) {
        if (!isSecretLine(line)) {
            out += line;
            return;
        }
        out += line.substr(0, line.find(':') + 1);
        out += secretMask;
        out += line.ends_with("\r\n") ? "\r\n" : "\n";
    });
}

std::string FrameMask::withoutSecrets(std::string_view text) const
{
    std::string out(text);
    for (const std::string& secret : m_secrets) {
        std::size_t at = 0;
        while ((at = out.find(secret, at)) != std::string::npos) {
            const std::size_t end = at + secret.size();
            if (secret.size() >= shortSecret || isWordAt(out, at, end)) {
                out.replace(at, secret.size(), secretMask);
                at += secretMask.size();
            } else {
                ++at;
            }
        }
    }
    return out;
}

} // namespace Stomp
