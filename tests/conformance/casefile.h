#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace Conformance {

/** One "key: value" of a case, the value with its escapes decoded. */
struct Line
{
    std::string key;
    std::string value;
    int number = 0;
};

/** A case of a file in cases/, as tests/conformance/format.md describes them. */
struct Case
{
    std::string file;
    int number = 0; //!< of the line that begins it
    std::string name;
    std::vector<std::string> rules;
    std::vector<std::string> sides;
    std::vector<std::string> versions;
    std::vector<Line> lines; //!< what is done and what is expected, in order

    /** "1.3.txt:12: a backslash at the end", for messages. */
    [[nodiscard]] std::string title() const;
    [[nodiscard]] std::string value(std::string_view key, std::string_view otherwise) const;
};

/** A rule of stomp-facts: "1.3 one-pass", and what it says. */
struct Rule
{
    std::string id;
    std::string text;
};

struct CaseFile
{
    std::vector<Case> cases;
    std::vector<std::string> errors;
};

[[nodiscard]] CaseFile readCases(const std::string& file, std::string_view text);
/** Lines of "1.3 one-pass: Unescaping is one pass"; errors name those that are none. */
[[nodiscard]] std::vector<Rule> readRules(std::string_view text, std::vector<std::string>& errors);

/** Rules without a case, and rules that a case names and the list does not. */
[[nodiscard]] std::vector<std::string> mismatches(
    const std::vector<Rule>& rules, const std::vector<Case>& cases);

/** \n, \r, \t, \0, \\ and \xNN as the bytes they stand for; false when an escape is unknown. */
[[nodiscard]] bool decode(std::string_view text, std::string& bytes);
/** The other way round, so that all but printable ASCII and UTF-8 is escaped. */
[[nodiscard]] std::string encode(std::string_view bytes);
/** Parts of text between the separators, empty ones left out. */
[[nodiscard]] std::vector<std::string> words(std::string_view text, char separator = ' ');

} // namespace Conformance
