#include "filterterms.h"

#include "timereading.h"

#include <stomp/payload/jsoncheck.h>
#include <stomp/payload/jsonstring.h>
#include <stomp/payload/jsontree.h>
#include <stomp/protocol/framedecoder.h>
#include <stomp/selector/numbertext.h>
#include <stomp/selector/selector.h>
#include <stomp/selector/selectorlexer.h>
#include <stomp/selector/selectortree.h>
#include <stomp/selector/sourcenames.h>

#include <algorithm>

namespace Ui {

namespace {

constexpr std::size_t longestValue = 200;
constexpr std::size_t largestBody = std::size_t(256) * 1024;
constexpr std::size_t deepest = 8;

QString text(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), qsizetype(bytes.size()));
}

QString headerName(std::string_view name)
{
    return text(Stomp::isPlainName(name) ? std::string(name) : Stomp::quotedText(name, '"'));
}

/** Gathers the terms of a body, depth first. */
class BodyTerms
{
public:
    BodyTerms(const Stomp::JsonTree& tree, QList<FilterTerm>& terms, int most)
        : m_tree(tree), m_terms(terms), m_most(most)
    { }

    void gather(const Stomp::JsonNode& node)
    {
        if (node.isContainer())
            gatherChildren(node);
        else if (!m_path.empty())
            add(node);
    }

private:
    [[nodiscard]] bool isFull() const { return m_terms.size() >= m_most; }

    void gatherChildren(const Stomp::JsonNode& node)
    {
        std::vector<Stomp::JsonNode> children;
        Stomp::JsonTree::Cursor cursor;
        m_tree.list(node, cursor, static_cast<std::size_t>(m_most), children);
        for (std::size_t i = 0; i < children.size() && !isFull() && m_path.size() < deepest; ++i) {
            const bool isIndex = node.kind == Stomp::JsonKind::Array;
            m_path.push_back({isIndex, static_cast<std::uint32_t>(i),
                isIndex ? std::string() : Stomp::decodeJsonString(children[i].key)});
            gather(children[i]);
            m_path.pop_back();
        }
    }

    void add(const Stomp::JsonNode& node)
    {
        if (node.raw.size() > longestValue)
            return;
        FilterTerm term;
        term.name = text(Stomp::pathText(m_path));
        term.isPath = true;
        switch (node.kind) {
        case Stomp::JsonKind::String:
            term.value = text(Stomp::quotedText(Stomp::decodeJsonString(node.raw), '\''));
            break;
        case Stomp::JsonKind::True:
            term.value = QStringLiteral("TRUE");
            break;
        case Stomp::JsonKind::False:
            term.value = QStringLiteral("FALSE");
            break;
        case Stomp::JsonKind::Number:
            term.value = text(node.raw);
            term.ordered = term.value;
            break;
        default:
            break; // null: IS NULL
        }
        const bool isKnown = std::any_of(m_terms.cbegin(), m_terms.cend(),
            [&term](const FilterTerm& one) { return one.name == term.name; });
        if (!isKnown) // of a key that repeats, the first counts
            m_terms.append(term);
    }

    const Stomp::JsonTree& m_tree;
    QList<FilterTerm>& m_terms;
    const int m_most;
    Stomp::SelectorPath m_path;
};

} // namespace

QString FilterTerm::is() const
{
    return name + (value.isEmpty() ? QStringLiteral(" IS NULL") : QStringLiteral(" = ") + value);
}

QString FilterTerm::isNot() const
{
    return name
        + (value.isEmpty() ? QStringLiteral(" IS NOT NULL") : QStringLiteral(" <> ") + value);
}

QString FilterTerm::isGreater() const
{
    return name + QStringLiteral(" > ") + ordered;
}

QString FilterTerm::isLess() const
{
    return name + QStringLiteral(" < ") + ordered;
}

FilterTerm sizeTerm(const Stomp::MessageRow& row)
{
    const QString bytes = QString::number(row.bodySize());
    return {text(Stomp::sizeName), bytes, bytes, false};
}

FilterTerm timeTerm(const Stomp::MessageRow& row, bool showsMicroseconds)
{
    const QString time = u'\'' + zonedText(row.receivedUs, showsMicroseconds) + u'\'';
    return {text(Stomp::timeName), time, time, false};
}

QList<FilterTerm> filterTerms(const Stomp::StoredMessage& message, int most)
{
    QList<FilterTerm> terms;
    if (!message)
        return terms;
    Stomp::FrameDecoder decoder;
    const Stomp::FrameView& frame =
        decoder.decode(message.bytes(), message.row->bodyOffset, message.row->version);
    for (const Stomp::HeaderView& header : frame.headers) {
        if (terms.size() >= most || header.name.empty() || header.value.size() > longestValue
            || Stomp::isSecretHeader(header.name))
            continue;
        FilterTerm term;
        term.name = headerName(header.name);
        term.value = text(Stomp::quotedText(header.value, '\''));
        if (Stomp::isNumberText(header.value))
            term.ordered = text(header.value);
        const bool isKnown = std::any_of(terms.cbegin(), terms.cend(),
            [&term](const FilterTerm& one) { return one.name == term.name; });
        if (!isKnown)
            terms.append(term);
    }
    if (frame.body.size() <= largestBody && !Stomp::checkJson(frame.body)) {
        const Stomp::JsonTree tree(frame.body);
        BodyTerms(tree, terms, most).gather(tree.root());
    }
    return terms;
}

QString withTerm(const QString& condition, const QString& term)
{
    if (condition.trimmed().isEmpty())
        return term;
    Stomp::SelectorOptions options;
    options.allowsPaths = true;
    const Stomp::Selector parsed =
        Stomp::Selector::parse(condition.toStdString(), options).selector;
    const bool isOr =
        !parsed.isEmpty() && parsed.tree()->node(parsed.tree()->root).op == Stomp::SelectorOp::Or;
    return (isOr ? u'(' + condition.trimmed() + u')' : condition.trimmed())
        + QStringLiteral(" AND ") + term;
}

} // namespace Ui
