#include "selector.h"

#include "selectorevaluator.h"
#include "selectorparser.h"
#include "selectorprinter.h"

namespace Stomp {

ParsedSelector Selector::parse(std::string_view text, const SelectorOptions& options)
{
    ParsedSelector result;
    if (text.size() > maxSelectorBytes) {
        result.error = {maxSelectorBytes, text.size() - maxSelectorBytes,
            "longer than " + std::to_string(maxSelectorBytes) + " bytes: shorten it"};
        return result;
    }
    SelectorParser parser(text, options.allowsPaths, maxSelectorDepth);
    result.error = parser.parse();
    if (result.error)
        return result;
    result.hints = parser.takeHints();
    auto tree = std::make_shared<SelectorTree>(parser.takeTree());
    tree->convertsTexts = options.convertsTexts;
    result.selector.m_tree = std::move(tree);
    return result;
}

Truth Selector::evaluate(SelectorSource& source) const
{
    if (!m_tree)
        return Truth::True;
    return SelectorEvaluator(*m_tree, source).truth(m_tree->root);
}

const std::vector<std::string>& Selector::headers() const
{
    static const std::vector<std::string> none;
    return m_tree ? m_tree->headers : none;
}

const std::vector<SelectorPath>& Selector::paths() const
{
    static const std::vector<SelectorPath> none;
    return m_tree ? m_tree->paths : none;
}

std::string Selector::text() const
{
    return m_tree ? SelectorPrinter(*m_tree).print() : std::string();
}

bool operator==(const Selector& a, const Selector& b)
{
    if (!a.m_tree || !b.m_tree)
        return a.m_tree == b.m_tree;
    return areSame(*a.m_tree, *b.m_tree);
}

} // namespace Stomp
