#include "casefile.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace Conformance {

namespace {

constexpr std::array<std::string_view, 35> knownKeys{"case", "rule", "side", "version", "limits",
    "in", "repeat", "frame", "header", "body", "oddity", "error", "heart-beats", "incomplete",
    "write", "write-header", "write-body", "content-length", "trailing-line-end", "out", "refused",
    "do", "event", "heart-beat", "content-type", "kind", "mime", "charset", "text", "offer",
    "login", "passcode", "credentials", "dialect", "warning"};
constexpr std::array<std::string_view, 15> expectations{"frame", "header", "body", "oddity",
    "error", "heart-beats", "incomplete", "out", "refused", "event", "kind", "mime", "charset",
    "text", "warning"};

template <typename Names>
bool contains(const Names& names, std::string_view name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string at(const std::string& file, int number)
{
    return file + ':' + std::to_string(number) + ": ";
}

int hexDigit(char c)
{
    constexpr std::string_view digits = "0123456789abcdef";
    const auto found = digits.find(c);
    return found == std::string_view::npos ? -1 : static_cast<int>(found);
}

/** What a case lacks, once all of it is read. */
void check(const Case& one, std::vector<std::string>& errors)
{
    const auto complain = [&](const char* what) {
        errors.push_back(one.title() + ": " + what);
    };
    if (one.rules.empty())
        complain("names no rule");
    if (one.sides.empty())
        complain("names no side");
    if (one.versions.empty())
        complain("names no version");
    if (std::none_of(one.lines.begin(), one.lines.end(),
            [](const Line& line) { return contains(expectations, line.key); }))
        complain("expects nothing");
}

} // namespace

std::string Case::title() const
{
    return at(file, number) + name;
}

std::string Case::value(std::string_view key, std::string_view otherwise) const
{
    const auto found = std::find_if(
        lines.begin(), lines.end(), [key](const Line& line) { return line.key == key; });
    return found == lines.end() ? std::string(otherwise) : found->value;
}

CaseFile readCases(const std::string& file, std::string_view text)
{
    CaseFile read;
    int number = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view whole = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (whole.empty() || whole.starts_with('#'))
            continue;
        const std::size_t colon = std::min(whole.find(':'), whole.size());
        Line line{std::string(whole.substr(0, colon)), {}, number};
        std::string_view value = whole.substr(std::min(colon + 1, whole.size()));
        if (value.starts_with(' '))
            value.remove_prefix(1);
        if (colon == whole.size() || !contains(knownKeys, line.key))
            read.errors.push_back(at(file, number) + "no known key: " + std::string(whole));
        else if (whole.ends_with(' ') || whole.ends_with('\t'))
            read.errors.push_back(at(file, number) + "ends with a blank; write it as \\x20");
        else if (!decode(value, line.value))
            read.errors.push_back(at(file, number) + "unknown escape: " + std::string(value));
        else if (line.key == "case")
            read.cases.push_back({file, number, line.value, {}, {}, {}, {}});
        else if (read.cases.empty())
            read.errors.push_back(at(file, number) + "stands before the first case");
        else if (line.key == "rule")
            read.cases.back().rules.push_back(line.value);
        else if (line.key == "side")
            read.cases.back().sides = words(line.value);
        else if (line.key == "version")
            read.cases.back().versions = words(line.value);
        else
            read.cases.back().lines.push_back(std::move(line));
    }
    if (read.cases.empty())
        read.errors.push_back(file + ": has no case");
    for (const Case& one : read.cases)
        check(one, read.errors);
    return read;
}

std::vector<Rule> readRules(std::string_view text, std::vector<std::string>& errors)
{
    std::vector<Rule> rules;
    for (const std::string& line : words(text, '\n')) {
        if (line.starts_with('#'))
            continue;
        const std::size_t colon = line.find(": ");
        const Rule rule{line.substr(0, colon),
            colon == std::string::npos ? std::string() : line.substr(colon + 2)};
        if (rule.text.empty() || words(rule.id).size() != 2 || !rule.id.starts_with("1."))
            errors.push_back("rules.txt: no rule: " + line);
        else if (std::any_of(rules.begin(), rules.end(),
                     [&](const Rule& other) { return other.id == rule.id; }))
            errors.push_back("rules.txt: twice: " + rule.id);
        else
            rules.push_back(rule);
    }
    return rules;
}

std::vector<std::string> mismatches(const std::vector<Rule>& rules, const std::vector<Case>& cases)
{
    std::vector<std::string> found;
    std::vector<std::string> used;
    for (const Case& one : cases) {
        for (const std::string& id : one.rules) {
            used.push_back(id);
            if (std::none_of(
                    rules.begin(), rules.end(), [&](const Rule& rule) { return rule.id == id; }))
                found.push_back(one.title() + ": no such rule: " + id);
        }
    }
    for (const Rule& rule : rules) {
        if (!contains(used, rule.id))
            found.push_back(rule.id + " has no case");
    }
    return found;
}

bool decode(std::string_view text, std::string& bytes)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            bytes += text[i];
            continue;
        }
        const std::string_view rest = text.substr(i + 1);
        if (rest.starts_with('n'))
            bytes += '\n';
        else if (rest.starts_with('r'))
            bytes += '\r';
        else if (rest.starts_with('t'))
            bytes += '\t';
        else if (rest.starts_with('0'))
            bytes += '\0';
        else if (rest.starts_with('\\'))
            bytes += '\\';
        else if (rest.starts_with('x') && rest.size() > 2 && hexDigit(rest[1]) >= 0
            && hexDigit(rest[2]) >= 0)
            bytes += static_cast<char>(hexDigit(rest[1]) * 16 + hexDigit(rest[2]));
        else
            return false;
        i += rest.front() == 'x' ? 3 : 1;
    }
    return true;
}

std::string encode(std::string_view bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n')
            text += "\\n";
        else if (c == '\r')
            text += "\\r";
        else if (c == '\t')
            text += "\\t";
        else if (c == '\0')
            text += "\\0";
        else if (c == '\\')
            text += "\\\\";
        else if (byte >= 0x20 && byte != 0x7f)
            text += c;
        else
            text.append({'\\', 'x', digits[byte >> 4], digits[byte & 15]});
    }
    return text;
}

std::vector<std::string> words(std::string_view text, char separator)
{
    std::vector<std::string> found;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (end > 0)
            found.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return found;
}

} // namespace Conformance
