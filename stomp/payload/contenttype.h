#pragma once

#include <string>
#include <string_view>

namespace Stomp {

/** A content-type header taken apart: "Application/JSON; charset=UTF-8". Names in lower case. */
struct ContentType
{
    std::string mime; //!< "application/json"; empty when there is no header
    std::string charset; //!< "utf-8"; empty when not given

    [[nodiscard]] static ContentType parse(std::string_view header);

    /** application/json, text/json, application/x-json, and every type that ends with +json. */
    [[nodiscard]] bool isJson() const;
    [[nodiscard]] bool isXml() const;
    [[nodiscard]] bool isText() const;
    /** Images, sound, archives and the like. Not application/octet-stream, which says nothing. */
    [[nodiscard]] bool isMedia() const;
};

} // namespace Stomp
