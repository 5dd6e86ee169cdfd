#include "headercomparison.h"

#include "inspectordiff.h"
#include "wording.h"

#include <ui/models/headermodel.h>
#include <ui/models/visibletext.h>

#include <stomp/protocol/framedecoder.h>

#include <algorithm>
#include <span>

namespace Ui {

namespace {

using Kind = DiffRow::Kind;
using Headers = std::span<const Stomp::HeaderView>;

/** Characters of a name or value that a cell has at most. */
constexpr qsizetype shownCharacters = 500;

/** The number of those before the place that have its name. */
std::size_t repetition(Headers headers, std::size_t place)
{
    return static_cast<std::size_t>(
        std::count_if(headers.begin(), headers.begin() + static_cast<std::ptrdiff_t>(place),
            [name = headers[place].name](
                const Stomp::HeaderView& header) { return header.name == name; }));
}

/** The one of this name that has so many of it before it; null: there is none. */
const Stomp::HeaderView* find(Headers headers, std::string_view name, std::size_t before)
{
    for (const Stomp::HeaderView& header : headers)
        if (header.name == name && before-- == 0)
            return &header;
    return nullptr;
}

QString placeOf(std::string_view name, std::size_t before)
{
    const QString text = visibleText(name, shownCharacters);
    return before == 0 ? text : InspectorDiff::tr("%1 (no. %2)").arg(text).arg(before + 1);
}

QString valueOf(const Stomp::HeaderView& header)
{
    return Stomp::isSecretHeader(header.name) ? HeaderModel::mask()
                                              : visibleText(header.value, shownCharacters);
}

bool isSame(const Stomp::HeaderView& a, const Stomp::HeaderView& b)
{
    return a.name == b.name && a.value == b.value;
}

} // namespace

HeaderComparison HeaderComparison::of(const MessageView& before, const MessageView& after)
{
    Stomp::FrameDecoder oldDecoder;
    Stomp::FrameDecoder newDecoder;
    const Headers old = oldDecoder.decode(before.frame, before.bodyOffset, before.version).headers;
    const Headers now = newDecoder.decode(after.frame, after.bodyOffset, after.version).headers;
    auto rows = std::make_shared<std::vector<DiffRow>>();
    std::size_t counts[3] = {};
    const auto add = [&rows, &counts](DiffRow row, std::size_t count) {
        ++counts[count];
        rows->push_back(std::move(row));
    };
    for (std::size_t i = 0; i < now.size(); ++i) {
        const std::size_t nth = repetition(now, i);
        const Stomp::HeaderView* const other = find(old, now[i].name, nth);
        if (!other)
            add({Kind::Added, placeOf(now[i].name, nth), {}, valueOf(now[i])}, 0);
        else if (other->value != now[i].value)
            add({Kind::Changed, placeOf(now[i].name, nth), valueOf(*other), valueOf(now[i])}, 2);
    }
    for (std::size_t i = 0; i < old.size(); ++i) {
        const std::size_t nth = repetition(old, i);
        if (!find(now, old[i].name, nth))
            add({Kind::Removed, placeOf(old[i].name, nth), valueOf(old[i]), {}}, 1);
    }
    QStringList words;
    const Kind kinds[3] = {Kind::Added, Kind::Removed, Kind::Changed};
    for (std::size_t i = 0; i < 3; ++i)
        if (counts[i] > 0) // its word without the sign
            words << countText(counts[i]) + DiffModel::kindText(kinds[i]).mid(1);
    HeaderComparison comparison;
    if (!words.isEmpty())
        comparison.summary = InspectorDiff::tr("Headers: %1").arg(words.join(QLatin1String(", ")));
    else if (std::equal(old.begin(), old.end(), now.begin(), now.end(), isSame))
        comparison.summary = InspectorDiff::tr("The headers are the same");
    else
        comparison.summary = InspectorDiff::tr("The headers are the same, in another order");
    comparison.rows = std::move(rows);
    return comparison;
}

} // namespace Ui
