#include "benchframes.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace Bench {

namespace {

std::uint64_t eightBytes(const char* at)
{
    std::uint64_t value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

std::uint64_t mixed(std::uint64_t a, std::uint64_t b)
{
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

constexpr std::uint64_t odd1 = 0xa0761d6478bd642fU;
constexpr std::uint64_t odd2 = 0xe7037ed1a0b428dbU;

template <typename... Values>
std::string format(const char* pattern, Values... values)
{
    std::string text(512, '\0');
    const int length = std::snprintf(text.data(), text.size(), pattern, values...);
    if (length < 0 || static_cast<std::size_t>(length) >= text.size())
        std::abort();
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::string body(unsigned number)
{
    static constexpr const char* customers[] = {"Zoë Łukasiewicz", "Ann Lee", "Bob Ray", "訂單部"};
    std::string text = format(
        R"({"order":{"id":%u,"customer":"%s","qty":%u,"price":%u.%02u,"open":%s,"tags":["a","b%u"]},"note":")",
        number, customers[number % 4], number % 97, number % 1000, number % 100,
        number % 2 ? "true" : "false", number % 10);
    const std::string_view end = "\"}";
    while (text.size() + end.size() < bodySize)
        text += static_cast<char>('a' + (number + text.size()) % 26);
    text += end;
    return text;
}

std::string frame(unsigned number, std::string_view subscription)
{
    const std::string json = body(number);
    std::string text = format("MESSAGE\ncontent-length:%zu\ndestination:%s\nsubscription:%.*s\n"
                              "expires:0\npriority:4\ntimestamp:1700000%06u\n"
                              "content-type:application/json\nmessage-id:ID:bench-1-1:1:-1:1:%u",
        json.size(), destination.data(), static_cast<int>(subscription.size()), subscription.data(),
        number, number);
    const std::size_t rest = json.size() + 4; // "\n\n", NUL, "\n"
    if (json.size() != bodySize || text.size() + rest > frameSize)
        std::abort();
    text.append(frameSize - rest - text.size(), '0');
    text += "\n\n";
    text += json;
    text.append("\0\n", 2);
    return text;
}

} // namespace

std::uint64_t hashOf(std::string_view text, std::uint64_t seed)
{
    std::uint64_t hash = seed ^ odd1 ^ text.size();
    const char* at = text.data();
    std::size_t left = text.size();
    for (; left >= 16; at += 16, left -= 16)
        hash = mixed(eightBytes(at) ^ odd2, eightBytes(at + 8) ^ hash);
    char tail[16] = {};
    std::memcpy(tail, at, left);
    return mixed(eightBytes(tail) ^ odd1, eightBytes(tail + 8) ^ hash);
}

FrameSet FrameSet::make(std::string_view subscription)
{
    FrameSet set;
    set.bytes.reserve(distinctFrames * frameSize);
    set.hashes.reserve(distinctFrames);
    for (unsigned i = 0; i < distinctFrames; ++i) {
        set.bytes += frame(i, subscription);
        set.hashes.push_back(hashOfMessage(destination, subscription, body(i)));
    }
    return set;
}

std::uint64_t FrameSet::hashOfFirst(std::uint64_t count) const
{
    std::uint64_t hash = 0;
    std::size_t next = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        hash = chained(hash, hashes[next]);
        next = next + 1 == hashes.size() ? 0 : next + 1;
    }
    return hash;
}

} // namespace Bench
