#pragma once

#include "selectorchecks.h"
#include "selectorlexer.h"
#include "selectortree.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace Stomp {

/**
 * Reads an expression into a tree, by recursive descent bounded by maxDepth; the grammar stands in
 * selector.h. The first mistake ends the reading.
 */
class SelectorParser
{
public:
    SelectorParser(std::string_view text, bool allowsPaths, std::size_t maxDepth);

    [[nodiscard]] SelectorError parse();
    [[nodiscard]] SelectorTree takeTree() { return std::move(m_tree); }
    [[nodiscard]] std::vector<SelectorError> takeHints() { return std::move(m_hints); }

private:
    using Kind = SelectorTokenKind;
    using Id = SelectorNodeId;

    // What they return after a mistake means nothing; m_error says that there was one.
    Id either();
    Id all();
    Id negation();
    Id equality();
    Id comparison();
    Id sum();
    Id product();
    Id signedValue();
    Id primary();

    Id chain(SelectorOp op, Kind separator, Id (SelectorParser::*operand)());
    /** IS NULL; with paths IS TRUE too. */
    Id test(Id value);
    Id between(Id value, bool isNegated);
    Id like(Id value, bool isNegated);
    Id in(Id value, bool isNegated);
    Id listItem();
    Id binary(SelectorOp op, Id left, Id right);
    Id arithmetic(SelectorOp op, Id left, Id right);
    Id literal(SelectorValue value, std::string text);
    Id numberLiteral();
    Id negated(Id operand, std::size_t offset);
    std::uint32_t headerIndex(const std::string& name);
    std::uint32_t pathIndex(const SelectorPath& path);

    Id add(SelectorOp op, std::initializer_list<Id> operands);
    [[nodiscard]] SelectorNode& node(Id id) { return m_tree.nodes[id]; }
    void advance();
    [[nodiscard]] bool accept(Kind kind);
    void expect(Kind kind, std::string_view what);
    void check(SelectorError error);
    void fail(const SelectorToken& token, std::string message);
    void failToken(std::string_view expected);
    [[nodiscard]] std::string found() const;
    /** Counts what recurses; false when that is too deep. */
    [[nodiscard]] bool enter();
    void leave() { --m_depth; }

    std::string_view m_text;
    bool m_allowsPaths;
    std::size_t m_maxDepth;
    SelectorLexer m_lexer;
    SelectorToken m_token;
    std::size_t m_end = 0; //!< of the last token that was taken
    std::size_t m_depth = 0;
    SelectorTree m_tree;
    std::vector<std::size_t> m_depths; //!< of each node's tree
    std::unordered_map<std::string, std::uint32_t> m_headers;
    std::unordered_map<std::string, std::uint32_t> m_paths; //!< by their text
    SelectorChecks m_checks;
    SelectorError m_error;
    std::vector<SelectorError> m_hints;
};

} // namespace Stomp
