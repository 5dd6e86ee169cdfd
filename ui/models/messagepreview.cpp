#include "messagepreview.h"

#include "visibletext.h"

#include <stomp/payload/utf8.h>

namespace Ui {

using Stomp::BodyText;
using Stomp::ContentKind;

namespace {

/** The first characters without the indentation of further lines, which says nothing here. */
std::string withoutIndentation(std::string_view text)
{
    std::string line;
    bool inIndentation = false;
    for (const char c : text) {
        if (line.size() > 4 * std::size_t(MessagePreview::characters + 1))
            break;
        inIndentation = c == '\n' || (inIndentation && (c == ' ' || c == '\t'));
        if (!inIndentation || c == '\n')
            line += c;
    }
    return line;
}

/** A beginning that was cut off is not valid JSON; what it would be is told by its first letter. */
ContentKind kindOfBeginning(const BodyText& beginning)
{
    if (beginning.kind == ContentKind::Binary || beginning.kind == ContentKind::Xml)
        return beginning.kind;
    const std::size_t start = beginning.text.find_first_not_of(" \t\r\n");
    const char first = start == std::string_view::npos ? ' ' : beginning.text[start];
    if (beginning.type.isJson() || first == '{')
        return ContentKind::Json;
    return beginning.kind;
}

} // namespace

MessagePreview MessagePreview::of(std::string_view body, std::string_view contentType)
{
    const bool cut = body.size() > judgedWhole;
    if (cut)
        body = body.substr(0, Stomp::utf8CutBefore(body, judgedWhole));
    const BodyText text = BodyText::of(body, contentType);
    MessagePreview preview;
    preview.kind = cut ? kindOfBeginning(text) : text.kind;
    if (preview.kind != ContentKind::Binary)
        preview.text = visibleText(withoutIndentation(text.text), characters);
    return preview;
}

} // namespace Ui
