#include "sides.h"

#include <algorithm>

namespace Conformance {

namespace {

bool contains(const std::vector<std::string_view>& keys, std::string_view key)
{
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

} // namespace

void Observation::add(std::string_view key, std::string_view value)
{
    // Bytes that go out, one after the other: where one call ends is not what is compared.
    if (key == "out" && m_lastKey == "out")
        m_text.pop_back();
    else
        m_text += std::string(key) + ": ";
    m_text += encode(value) + '\n';
    m_lastKey = key;
}

std::string expected(const Case& one, const std::vector<std::string_view>& keys)
{
    Observation wanted;
    std::string out;
    const auto flush = [&] {
        if (!out.empty())
            wanted.add("out", out);
        out.clear();
    };
    for (const Line& line : one.lines) {
        if (line.key == "out") {
            out += line.value;
            continue;
        }
        flush();
        if (contains(keys, line.key))
            wanted.add(line.key, line.value);
    }
    flush();
    return wanted.text();
}

std::string foreignKey(const Case& one, const std::vector<std::string_view>& keys)
{
    for (const Line& line : one.lines) {
        if (!contains(keys, line.key))
            return "line " + std::to_string(line.number) + ": " + line.key
                + " means nothing on this side\n";
    }
    return {};
}

} // namespace Conformance
