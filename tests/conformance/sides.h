#pragma once

#include "casefile.h"

#include <stomp/protocol/version.h>

#include <string>
#include <string_view>
#include <vector>

namespace Conformance {

/** What was seen of a case: lines in the form of those that it expects. */
class Observation
{
public:
    void add(std::string_view key, std::string_view value);
    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    std::string m_text;
    std::string m_lastKey;
};

/** The lines of a case with one of these keys, in the same form. */
[[nodiscard]] std::string expected(const Case& one, const std::vector<std::string_view>& keys);
/** Names the first key that is not among these; empty when all are. */
[[nodiscard]] std::string foreignKey(const Case& one, const std::vector<std::string_view>& keys);

/** What a run of a case gives: empty, or what is wrong with it. */
[[nodiscard]] std::string runParserCase(
    const Case& one, std::string_view side, Stomp::Version version);
[[nodiscard]] std::string runWriterCase(const Case& one, Stomp::Version version);
[[nodiscard]] std::string runSessionCase(const Case& one, Stomp::Version version);
[[nodiscard]] std::string runBodyCase(const Case& one);
[[nodiscard]] std::string runLintCase(const Case& one, Stomp::Version version);

} // namespace Conformance
