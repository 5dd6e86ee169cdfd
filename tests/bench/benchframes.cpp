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

std::string frame(unsigned number, const Route& route)
{
    const std::string json = orderBody(number);
    std::string text = format("MESSAGE\ncontent-length:%zu\ndestination:%s\nsubscription:%s\n"
                              "expires:0\npriority:4\ntimestamp:1700000%06u\n"
                              "content-type:application/json\nmessage-id:ID:bench-1-1:1:-1:1:%u",
        json.size(), route.destination.c_str(), route.subscription.c_str(), number, number);
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
    if (left > 0) // of nothing there may be no address
        std::memcpy(tail, at, left);
    return mixed(eightBytes(tail) ^ odd1, eightBytes(tail + 8) ^ hash);
}

std::string orderBody(unsigned number)
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

std::string numberedDestination(unsigned number)
{
    return std::string(destination) + '.' + std::to_string(number);
}

FrameSet FrameSet::make(const std::vector<Route>& routes, std::size_t count, unsigned first)
{
    FrameSet set;
    set.bytes.reserve(count * frameSize);
    set.hashes.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const Route& route = routes[routeOf(i, routes.size())];
        const unsigned number = first + static_cast<unsigned>(i);
        set.bytes += frame(number, route);
        set.hashes.push_back(
            hashOfMessage(route.destination, route.subscription, orderBody(number)));
    }
    return set;
}

FrameSet FrameSet::ofOne(const Route& route)
{
    constexpr unsigned few = 200;
    const std::string number = route.destination.substr(route.destination.rfind('.') + 1);
    return make(
        {route}, few, few * static_cast<unsigned>(std::strtoul(number.c_str(), nullptr, 10)));
}

FrameSet FrameSet::makeSends()
{
    FrameSet set;
    for (unsigned i = 0; i < distinctFrames; ++i) {
        const std::string json = orderBody(i);
        set.bytes += format("SEND\ndestination:%s\ncontent-type:application/json\n"
                            "content-length:%zu\n\n%s",
            destination.data(), json.size(), json.c_str());
        set.bytes += '\0';
        set.hashes.push_back(hashOfMessage(destination, {}, json));
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
