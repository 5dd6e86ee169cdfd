#pragma once

#include "selectorerror.h"
#include "selectorsource.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

struct SelectorTree;
struct ParsedSelector;

/** Longer expressions are refused. */
constexpr std::size_t maxSelectorBytes = 65'536;
/** Parentheses, signs, NOTs and chains of + - * / within each other; AND and OR chains are flat. */
constexpr std::size_t maxSelectorDepth = 100;

struct SelectorOptions
{
    /** Paths into the body ($.order.qty), and what the console knows of a message besides
     * (sourcenames.h): for the console's own conditions, not for brokers. Without them a $ is what
     * it is in SQL, a letter. */
    bool allowsPaths = false;
    /** Texts compare with numbers and booleans as what they read as: STOMP mode, in which all
     * headers are texts. Without it, plain JMS: age > 18 is false for the text 21. */
    bool convertsTexts = true;
};

/**
 * One condition over a message, in the console's one language: SQL-92 as JMS selectors have it
 * (stomp-facts 4.9), with paths into JSON bodies where they are allowed. A value: cheap to copy,
 * unchanging, and safe to use from several threads at once, each with its own source. Knows neither
 * frames nor JSON, and keeps nothing of the text that it was parsed from.
 *
 *     either     = all { OR all }
 *     all        = negation { AND negation }
 *     negation   = NOT negation | equality
 *     equality   = comparison { (= | <>) comparison | IS [NOT] NULL | IS [NOT] TRUE }
 *     comparison = sum { (< | <= | > | >=) sum | [NOT] BETWEEN sum AND sum
 *                      | [NOT] LIKE 'pattern' [ESCAPE 'c'] | [NOT] IN ( item {, item} ) }
 *     sum        = product { (+ | -) product }
 *     product    = signed { (* | / | %) signed }
 *     signed     = (+ | -) signed | primary
 *     primary    = header | "header-name" | $.path | 12 | 0xFF | 1.5e3 | 'text' | TRUE | FALSE
 *                | ( either )
 *
 * Keywords in any case, names as they are; '' and "" within quotes; comments as in SQL (-- to the
 * line's end) and C. An item is a string or a number (numbers in IN are ours, as are names in
 * double quotes); IS TRUE is read where paths are, and turns unknown into false.
 *
 * A missing value is NULL, and whatever compares or calculates with it is unknown; a message
 * matches when the whole is true. Values of different types are unequal and in no order (false, so
 * <> is true). Texts have no order; with convertsTexts two that both read as numbers have theirs.
 * Arithmetic never converts texts: age + 1 is NULL for the text 21. Numbers: selectorvalue.h.
 *
 * Classic 5.17 itself, tried side by side, differs in corners: its NOT binds to the next word only
 * (the printer and translations always give NOT parentheses), a text beyond 64 bits or with a
 * fraction never equals or orders against a whole number, fractions compare as doubles, two texts
 * are ordered by letters, dividing by 0 is no NULL, and JMSRedelivered = 'true' breaks the
 * selector.
 */
class Selector
{
public:
    /** Matches every message. */
    Selector() = default;
    [[nodiscard]] static ParsedSelector parse(
        std::string_view text, const SelectorOptions& options = {});

    [[nodiscard]] bool isEmpty() const { return !m_tree; }
    [[nodiscard]] Truth evaluate(SelectorSource& source) const;
    [[nodiscard]] bool matches(SelectorSource& source) const
    {
        return evaluate(source) == Truth::True;
    }

    /** Each name and path once, in the order of their first appearance. */
    [[nodiscard]] const std::vector<std::string>& headers() const;
    [[nodiscard]] const std::vector<SelectorPath>& paths() const;
    [[nodiscard]] bool needsBody() const { return !paths().empty(); }

    /** Parses back to an equal selector. */
    [[nodiscard]] std::string text() const;
    [[nodiscard]] const SelectorTree* tree() const { return m_tree.get(); } //!< null when empty

    /** Whether both say the same in the same way: spacing, comments, needless parentheses and the
     * case of keywords do not count. */
    friend bool operator==(const Selector& a, const Selector& b);

private:
    std::shared_ptr<const SelectorTree> m_tree;
};

struct ParsedSelector
{
    Selector selector; //!< empty after an error
    SelectorError error;
    /** What is allowed but often meant otherwise: content-type = 'x' subtracts, color = blue
     * compares two headers. */
    std::vector<SelectorError> hints;
};

} // namespace Stomp
