#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace Stomp {

/**
 * Writes one JSON text, compact, on one line. Owns the text until take(). The caller keeps
 * beginnings and ends in step. Text is UTF-8; a byte that is not becomes U+FFFD, so that what is
 * written is valid JSON whatever a client put into a name.
 */
class JsonWriter
{
public:
    void beginObject();
    /** As the value of a member. */
    void beginObject(std::string_view name);
    void endObject();
    void beginArray(std::string_view name);
    void endArray();

    void member(std::string_view name, std::string_view value);
    void member(std::string_view name, const char* value) = delete; // would be a bool
    void member(std::string_view name, std::uint64_t value);
    void member(std::string_view name, bool value);

    [[nodiscard]] std::string take();

private:
    void separate();
    void name(std::string_view text);
    void string(std::string_view text);

    std::string m_text;
    bool m_isFirst = true;
};

} // namespace Stomp
