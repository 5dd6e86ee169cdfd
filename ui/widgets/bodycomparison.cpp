#include "inspectordiff.h"
#include "payloadanalysis.h"
#include "wording.h"

#include <ui/models/visibletext.h>

#include <stomp/payload/hexdump.h>
#include <stomp/payload/jsondiff.h>
#include <stomp/payload/textdiff.h>

namespace Ui {

namespace {

using Kind = DiffRow::Kind;

/** Characters of a value that a cell has at most. */
constexpr qsizetype shownCharacters = 500;
/** Bytes that are compared as a hex dump. */
constexpr std::size_t dumpedBytes = 1000 * 1000;

Kind kindOf(Stomp::JsonChange::Kind kind)
{
    switch (kind) {
    case Stomp::JsonChange::Kind::Added:
        return Kind::Added;
    case Stomp::JsonChange::Kind::Removed:
        return Kind::Removed;
    case Stomp::JsonChange::Kind::Changed:
        return Kind::Changed;
    case Stomp::JsonChange::Kind::Respelled:
        return Kind::Respelled;
    case Stomp::JsonChange::Kind::Reordered:
        return Kind::Reordered;
    }
    return Kind::Changed;
}

class Comparer
{
public:
    BodyComparison run(const MessageView& before, const MessageView& after)
    {
        const PayloadAnalysisPtr old = PayloadAnalysis::of(before);
        const PayloadAnalysisPtr now = PayloadAnalysis::of(after);
        if (old->unpackedCut || now->unpackedCut)
            m_notes << InspectorDiff::tr("only the first %1 of what was unpacked")
                           .arg(sizeText(PayloadAnalysis::mostText));
        if (old->tree && now->tree)
            compareJson(*old, *now);
        else if (isText(*old) && isText(*now))
            compareText(*old, *now);
        else
            compareBytes(before.body(), after.body());
        return finish(before.body() == after.body());
    }

private:
    static bool isText(const PayloadAnalysis& analysis)
    {
        return analysis.body.kind != Stomp::ContentKind::Binary;
    }

    void compareJson(const PayloadAnalysis& old, const PayloadAnalysis& now)
    {
        const Stomp::JsonDiff diff = Stomp::diffJson(*old.tree, *now.tree);
        for (const Stomp::JsonChange& change : diff.changes) {
            DiffRow row{kindOf(change.kind), fromUtf8(change.path), {}, {}};
            if (row.kind != Kind::Reordered) {
                row.before = visibleText(change.before, shownCharacters);
                row.after = visibleText(change.after, shownCharacters);
            }
            add(std::move(row));
        }
        if (diff.isCut)
            m_notes << InspectorDiff::tr("no more than %1 are listed")
                           .arg(countText(diff.changes.size()));
        if (diff.isByPlace)
            m_notes << InspectorDiff::tr("long arrays place by place");
    }

    void compareText(const PayloadAnalysis& old, const PayloadAnalysis& now)
    {
        const auto laid = [](const PayloadAnalysis& analysis) {
            return analysis.pretty ? analysis.laidOut(PayloadAnalysis::mostText).text
                                   : std::string(analysis.body.text);
        };
        compareLines(laid(old), laid(now));
    }

    void compareBytes(std::string_view old, std::string_view now)
    {
        if (old.size() > dumpedBytes || now.size() > dumpedBytes)
            m_notes << InspectorDiff::tr("only the first %1 as bytes").arg(sizeText(dumpedBytes));
        compareLines(
            Stomp::HexDump::dump(old, 0, dumpedBytes), Stomp::HexDump::dump(now, 0, dumpedBytes));
    }

    void compareLines(const std::string& old, const std::string& now)
    {
        const Stomp::TextDiff diff = Stomp::diffText(old, now);
        for (const Stomp::TextDiffLine& line : diff.lines) {
            const QString text = visibleText(line.text, shownCharacters);
            DiffRow row;
            switch (line.kind) {
            case Stomp::TextDiffLine::Kind::Same:
                row = {Kind::Same, place(line.after), text, text};
                break;
            case Stomp::TextDiffLine::Kind::Added:
                row = {Kind::Added, place(line.after), {}, text};
                break;
            case Stomp::TextDiffLine::Kind::Removed:
                row = {Kind::Removed, place(line.before), text, {}};
                break;
            }
            add(std::move(row));
        }
        m_counts[static_cast<int>(Kind::Added)] = diff.added;
        m_counts[static_cast<int>(Kind::Removed)] = diff.removed;
        if (diff.isCut)
            m_notes << InspectorDiff::tr("no more than %1 lines are listed")
                           .arg(countText(diff.lines.size()));
        if (diff.isCoarse)
            m_notes << InspectorDiff::tr("too different to match line by line");
    }

    static QString place(std::size_t line)
    {
        return InspectorDiff::tr("line %1").arg(countText(line));
    }

    void add(DiffRow row)
    {
        ++m_counts[static_cast<int>(row.kind)];
        m_rows->push_back(std::move(row));
    }

    BodyComparison finish(bool isSame)
    {
        QStringList words;
        for (const Kind kind :
            {Kind::Added, Kind::Removed, Kind::Changed, Kind::Respelled, Kind::Reordered}) {
            const std::size_t count = m_counts[static_cast<int>(kind)];
            if (count > 0) // its word without the sign
                words << countText(count) + DiffModel::kindText(kind).mid(1);
        }
        BodyComparison comparison;
        if (isSame)
            comparison.summary = InspectorDiff::tr("The bodies are the same, byte for byte");
        else if (words.isEmpty())
            comparison.summary = InspectorDiff::tr("The same but for white space or coding");
        else
            comparison.summary = words.join(QStringLiteral(", "));
        for (const QString& note : std::as_const(m_notes))
            comparison.summary += QStringLiteral(" \u00b7 ") + note;
        comparison.rows = std::move(m_rows);
        return comparison;
    }

    std::shared_ptr<std::vector<DiffRow>> m_rows = std::make_shared<std::vector<DiffRow>>();
    std::size_t m_counts[6] = {};
    QStringList m_notes;
};

} // namespace

BodyComparison BodyComparison::of(const MessageView& before, const MessageView& after)
{
    return Comparer().run(before, after);
}

} // namespace Ui
