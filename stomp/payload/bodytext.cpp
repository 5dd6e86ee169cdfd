#include "bodytext.h"

#include "jsonscan.h"
#include "utf8.h"

#include <algorithm>

namespace Stomp {

namespace {

std::string_view withoutLeadingSpace(std::string_view text)
{
    return text.substr(JsonScan::skipSpace(text, 0));
}

void note(BodyText& body, BodyOddity::Kind kind, std::string message, std::optional<std::size_t> at)
{
    body.oddities.push_back({kind, std::move(message), at});
}

/** Decodes by charset; false when the bytes can only be shown as such. */
bool readText(BodyText& body, std::string_view bytes)
{
    std::optional<DecodedText> named;
    if (!body.type.charset.empty()) {
        std::optional<Charset> charset = charsetFromName(body.type.charset);
        if (!charset && (named = decodeNamedText(bytes, body.type.charset)))
            charset = Charset::Other;
        if (!charset) {
            note(body, BodyOddity::Kind::UnknownCharset,
                "the charset " + body.type.charset + " is not known here: shown as hex", {});
            return false;
        }
        body.charset = *charset;
    }
    std::optional<std::size_t> bad;
    if (body.charset == Charset::Utf8) {
        bad = firstBadUtf8(bytes);
    } else {
        DecodedText decoded = named ? std::move(*named) : decodeText(bytes, body.charset);
        bad = decoded.firstBad;
        body.storage = std::make_shared<const std::string>(std::move(decoded.text));
        body.text = *body.storage;
        body.transcoded = true;
    }
    const bool textExpected = body.type.isText() || !body.type.charset.empty();
    const bool bytesExpected = body.type.isMedia() || body.type.mime == "application/octet-stream";
    if (bad && !bytesExpected)
        note(body, BodyOddity::Kind::BadText,
            "not valid " + (named ? body.type.charset : std::string(toString(body.charset)))
                + " from byte " + std::to_string(*bad) + " on",
            bad);
    if (const std::size_t nul = body.text.find('\0'); nul != std::string_view::npos) {
        if (textExpected)
            note(body, BodyOddity::Kind::Binary,
                "the content-type says text, but there is a NUL at byte " + std::to_string(nul),
                body.transcoded ? std::nullopt : std::optional(nul));
        return false;
    }
    return !bad;
}

void judgeJson(BodyText& body, bool declared)
{
    body.json = checkJson(body.text);
    if (!*body.json) {
        body.kind = ContentKind::Json;
        return;
    }
    const std::string error = describe(*body.json);
    note(body, declared ? BodyOddity::Kind::NotJson : BodyOddity::Kind::LooksLikeJson,
        (declared ? "content-type says JSON, but: " : "looks like JSON, but: ") + error,
        body.json->offset);
}

} // namespace

std::string_view toString(ContentKind kind)
{
    switch (kind) {
    case ContentKind::Empty:
        return "empty";
    case ContentKind::Json:
        return "JSON";
    case ContentKind::Xml:
        return "XML";
    case ContentKind::Text:
        return "text";
    case ContentKind::Binary:
        return "binary";
    }
    return {};
}

BodyText BodyText::of(std::string_view bytes, std::string_view contentType)
{
    BodyText body;
    body.type = ContentType::parse(contentType);
    body.text = bytes;
    const bool json = body.type.isJson();
    if (bytes.empty()) {
        if (json)
            judgeJson(body, true);
        return body;
    }
    const bool text = readText(body, bytes);
    body.kind = text && !body.type.isMedia() ? ContentKind::Text : ContentKind::Binary;
    if (json) {
        judgeJson(body, true);
        return body;
    }
    if (body.kind == ContentKind::Binary)
        return body;
    const std::string_view start = withoutLeadingSpace(body.text);
    if (body.type.isXml() || start.starts_with("<?xml")) {
        if (start.starts_with('<') || start.starts_with("\xEF\xBB\xBF<"))
            body.kind = ContentKind::Xml;
        else
            note(body, BodyOddity::Kind::NotXml,
                "content-type says XML, but it does not begin with '<'", 0);
    } else if (start.starts_with('{')) {
        judgeJson(body, false);
    } else if (start.starts_with('[') && !checkJson(body.text)) {
        // A line of a log begins like this too, so a mistake in it is not worth a word.
        body.kind = ContentKind::Json;
        body.json = JsonError();
    }
    return body;
}

} // namespace Stomp
