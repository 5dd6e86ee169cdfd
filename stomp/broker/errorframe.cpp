#include "errorframe.h"

#include <stomp/protocol/framewriter.h>

#include <algorithm>

namespace Stomp {

namespace {

constexpr std::size_t s_longestValue = 512;
constexpr std::size_t s_longestBody = 512;
constexpr std::size_t s_mostHeaders = 50;

/** Cut after whole UTF-8 characters. */
std::string_view cut(std::string_view text, std::size_t size)
{
    if (text.size() <= size)
        return text;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80)
        --size;
    return text.substr(0, size);
}

/** One line of text: what is no character of a line becomes a space. */
std::string oneLine(std::string_view text)
{
    std::string out(text);
    std::replace_if(
        out.begin(), out.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
    return out;
}

void appendCut(std::string& out, std::size_t total, std::string_view what)
{
    out += "... (";
    out += std::to_string(total);
    out += ' ';
    out += what;
    out += ')';
}

void quoteText(std::string& out, std::string_view text, std::size_t limit)
{
    const std::string_view shown = cut(text, limit);
    for (const char c : shown)
        out += c == '\0' ? '?' : c;
    if (shown.size() < text.size())
        appendCut(out, text.size(), "bytes");
}

void quote(std::string& out, const FrameView& frame)
{
    out += "-----\n";
    out += frame.command;
    out += '\n';
    std::size_t count = 0;
    for (const HeaderView& header : frame.headers) {
        if (++count > s_mostHeaders) {
            appendCut(out, frame.headers.size(), "headers");
            out += '\n';
            break;
        }
        out += oneLine(cut(header.name, s_longestValue));
        out += ':';
        if (isSecretHeader(header.name))
            out += "***";
        else
            quoteText(out, oneLine(header.value), s_longestValue);
        out += '\n';
    }
    out += '\n';
    quoteText(out, frame.body, s_longestBody);
    out += "\n-----\n";
}

} // namespace

std::string errorFrame(const BrokerSkin& skin, const SkinAnswer& answer, const Refusal& refusal,
    const FrameView* cause, Version version)
{
    Frame error;
    error.command = "ERROR";
    error.add("message", oneLine(cut(answer.message, s_longestValue)));
    if (skin.kind != BrokerSkin::Kind::Spring)
        error.add("content-type", "text/plain");
    if (skin.kind == BrokerSkin::Kind::RabbitMq)
        error.add("version", "1.0,1.1,1.2");
    else if (!refusal.versions.empty())
        error.add("version", refusal.versions);
    if (cause && skin.errorsHaveReceiptId) {
        // 1.0 cannot carry every text; but what came in 1.0 has no line ends.
        if (const auto receipt = cause->header("receipt"))
            error.add("receipt-id", version == Version::V10 ? oneLine(*receipt) : *receipt);
    }
    error.body = answer.body;
    if (skin.isPlain()) {
        error.body += '\n';
        if (cause) {
            error.body += "The frame that this answers:\n";
            quote(error.body, *cause);
        }
    }
    std::string bytes;
    const FrameWriter writer{version, true};
    static_cast<void>(writer.write(error, ContentLength::Write, bytes));
    return bytes;
}

} // namespace Stomp
