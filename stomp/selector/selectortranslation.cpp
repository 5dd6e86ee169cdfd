#include "selectortranslation.h"

#include "selectorlexer.h"
#include "selectorprinter.h"
#include "sourcenames.h"

#include <algorithm>

namespace Stomp {

namespace {

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
        [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

/** Both brokers take these two words for the beginning of a condition over XML. */
bool isReserved(std::string_view name)
{
    return equalsIgnoringCase(name, "XPATH") || equalsIgnoringCase(name, "XQUERY");
}

bool isHyphenated(std::string_view name)
{
    std::string plain(name);
    std::replace(plain.begin(), plain.end(), '-', '_');
    return name.find('-') != std::string_view::npos && !name.starts_with('-') && isPlainName(plain);
}

class Translator : public SelectorPrinter
{
public:
    Translator(const SelectorTree& tree, const SelectorWays& ways)
        : SelectorPrinter(tree), m_ways(ways)
    { }

    SelectorTranslation translated()
    {
        SelectorTranslation result;
        result.text = print();
        if (m_hasHyphens)
            result.text.insert(0, m_ways.hyphenPrefix);
        result.text.insert(0, m_ways.prefix);
        if (m_error)
            result.text.clear();
        result.error = std::move(m_error);
        return result;
    }

protected:
    void header(const SelectorNode& node) override
    {
        const SelectorName* name = nameOf(node);
        if (name && !name->values.empty())
            refuse(node,
                std::string(name->header) + " has only the values " + values(*name)
                    + " there: compare it with one of them by = or <>");
        writeName(node);
    }

    void path(const SelectorNode& node) override
    {
        refuse(node,
            pathText(tree().paths[node.index])
                + " looks into the body: a broker's selector sees headers only");
    }

    void literal(const SelectorNode& node) override
    {
        const SelectorLiteral& number = tree().literals[node.index];
        if (number.scalar.kind == SelectorValue::Kind::Decimal
            && number.text.find_first_of(".eE") == std::string::npos)
            refuse(node, number.text + " does not fit into 64 bits");
        SelectorPrinter::literal(node);
    }

    void equality(const SelectorNode& node) override
    {
        const SelectorNode& left = tree().node(node.first);
        const SelectorNode& right = tree().node(second(node));
        const bool isMirrored = !isRewritten(left) && isRewritten(right);
        const SelectorNode& header = isMirrored ? right : left;
        const SelectorNode& other = isMirrored ? left : right;
        if (!isRewritten(header) || (isRewritten(other) && nameOf(header)->values.empty())) {
            SelectorPrinter::equality(node);
            return;
        }
        compare(header, operatorText(node.op), other);
    }

    void like(const SelectorNode& node) override
    {
        const SelectorNode& subject = tree().node(node.first);
        const SelectorName* name = isRewritten(subject) ? nameOf(subject) : nullptr;
        const LikePattern& like = tree().patterns[node.index];
        if (!name || name->prefixes.empty() || like.pattern().starts_with('%')) {
            SelectorPrinter::like(node);
            return;
        }
        writeName(subject);
        write(node.isNegated ? " NOT LIKE " : " LIKE ");
        const SelectorRewrite* prefix = prefixOf(*name, like.pattern());
        if (!prefix)
            refuse(node, beginnings(*name));
        else if (!like.escape().empty()
            && (prefix->ours.find(like.escape()) != std::string_view::npos
                || prefix->theirs.find(like.escape()) != std::string_view::npos))
            refuse(node, "the escape character is part of the destination: take another");
        else
            pattern(rewritten(like.pattern(), *prefix), like.escape());
    }

    /** Theirs is a list of texts behind a name. */
    void in(const SelectorNode& node) override
    {
        const SelectorNode& subject = tree().node(node.first);
        if (subject.op != SelectorOp::Header) {
            if (subject.op != SelectorOp::Path)
                refuse(subject, "IN stands behind a header there, not behind an expression");
            SelectorPrinter::in(node);
            return;
        }
        bool hasTextsOnly = !isRewritten(subject);
        for (SelectorNodeId id = second(node); id != noSelectorNode; id = tree().node(id).next)
            hasTextsOnly = hasTextsOnly && !literalOf(tree().node(id)).scalar.isNumber();
        if (hasTextsOnly) {
            SelectorPrinter::in(node);
            return;
        }
        write(node.isNegated ? "NOT (" : "(");
        for (SelectorNodeId id = second(node); id != noSelectorNode; id = tree().node(id).next) {
            if (id != second(node))
                write(" OR ");
            compare(subject, "=", tree().node(id));
        }
        write(")");
    }

    void truthTest(const SelectorNode& node) override
    {
        refuse(node, "IS TRUE and IS NOT TRUE are the console's own: write NOT (...)");
        SelectorPrinter::truthTest(node);
    }

private:
    [[nodiscard]] const SelectorName* nameOf(const SelectorNode& node) const
    {
        const std::string_view header = tree().headers[node.index];
        const auto found = std::find_if(m_ways.names.begin(), m_ways.names.end(),
            [header](const SelectorName& name) { return name.header == header; });
        return found == m_ways.names.end() ? nullptr : &*found;
    }
    [[nodiscard]] bool isRewritten(const SelectorNode& node) const
    {
        if (node.op != SelectorOp::Header)
            return false;
        const SelectorName* name = nameOf(node);
        return name && (!name->values.empty() || !name->prefixes.empty());
    }
    [[nodiscard]] const SelectorLiteral& literalOf(const SelectorNode& node) const
    {
        return tree().literals[node.index];
    }
    [[nodiscard]] static const SelectorRewrite* prefixOf(
        const SelectorName& name, std::string_view text)
    {
        const auto found = std::find_if(name.prefixes.begin(), name.prefixes.end(),
            [text](const SelectorRewrite& prefix) { return text.starts_with(prefix.ours); });
        return found == name.prefixes.end() ? nullptr : &*found;
    }
    [[nodiscard]] static std::string rewritten(std::string_view text, const SelectorRewrite& prefix)
    {
        return std::string(prefix.theirs) + std::string(text.substr(prefix.ours.size()));
    }

    void writeName(const SelectorNode& node)
    {
        const std::string& header = tree().headers[node.index];
        const SelectorName* known = nameOf(node);
        const std::string_view name = known ? known->identifier : std::string_view(header);
        if (isSourceName(header)) {
            refuse(node, header + " is known to the console only: a broker does not see it");
        } else if (name.empty()) {
            refuse(node, std::string(m_ways.broker) + "'s selectors do not see " + header);
        } else if (!known && isHyphenated(name) && !m_ways.hyphenPrefix.empty()) {
            m_hasHyphens = true;
        } else if (!known && (!isPlainName(name) || isReserved(name))) {
            refuse(node,
                std::string(m_ways.broker) + "'s selectors cannot name " + header
                    + ": they know names of letters, digits, _ and $ that are no keywords");
        }
        write(name);
    }

    /** A header that is rewritten, or of IN, with a literal. */
    void compare(const SelectorNode& header, std::string_view comparison, const SelectorNode& other)
    {
        writeName(header);
        write(" ");
        write(comparison);
        write(" ");
        if (!isRewritten(header)) {
            literal(other);
            return;
        }
        const SelectorName& name = *nameOf(header);
        const std::string key = other.op == SelectorOp::Literal ? keyOf(literalOf(other)) : "";
        if (!name.values.empty()) {
            const auto value = std::find_if(name.values.begin(), name.values.end(),
                [&key](const SelectorRewrite& one) { return one.ours == key; });
            if (value == name.values.end())
                refuse(other,
                    std::string(name.header) + " has only the values " + values(name) + " there");
            else
                write(value->theirs);
        } else if (const SelectorRewrite* prefix = prefixOf(name, key)) {
            write(quotedText(rewritten(key, *prefix), '\''));
        } else {
            refuse(other, beginnings(name));
        }
    }

    [[nodiscard]] static std::string keyOf(const SelectorLiteral& literal)
    {
        if (literal.scalar.kind == SelectorValue::Kind::Boolean)
            return literal.scalar.boolean ? "true" : "false";
        return literal.scalar.kind == SelectorValue::Kind::Text ? literal.text : std::string();
    }
    [[nodiscard]] static std::string values(const SelectorName& name)
    {
        std::string text;
        for (const SelectorRewrite& value : name.values)
            text += (text.empty() ? "'" : " and '") + std::string(value.ours) + "'";
        return text;
    }
    [[nodiscard]] static std::string beginnings(const SelectorName& name)
    {
        std::string text = std::string(name.header)
            + " can be compared there with a text that "
              "begins with ";
        for (const SelectorRewrite& prefix : name.prefixes)
            text += (&prefix == &name.prefixes.front() ? "" : " or ") + std::string(prefix.ours);
        return text;
    }

    void refuse(const SelectorNode& node, std::string message)
    {
        if (!m_error)
            m_error = {node.offset, node.length, std::move(message)};
    }

    const SelectorWays& m_ways;
    SelectorError m_error;
    bool m_hasHyphens = false;
};

} // namespace

bool isConsoleOnly(const Selector& selector)
{
    if (selector.isEmpty())
        return false;
    const auto& nodes = selector.tree()->nodes;
    return selector.needsBody()
        || std::any_of(selector.headers().begin(), selector.headers().end(), isSourceName)
        || std::any_of(nodes.begin(), nodes.end(),
            [](const SelectorNode& node) { return node.op == SelectorOp::IsTrue; });
}

SelectorTranslation translate(const Selector& selector, const SelectorWays& ways)
{
    if (selector.isEmpty())
        return {};
    return Translator(*selector.tree(), ways).translated();
}

} // namespace Stomp
