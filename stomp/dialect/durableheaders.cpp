#include "durableheaders.h"

#include "dialectfacts.h"

namespace Stomp {

std::vector<Header> durableHeaders(Dialect dialect, const std::string& durableName)
{
    std::vector<Header> headers;
    if (durableName.empty())
        return headers;
    for (const DurableHeader& header : factsOf(dialect).durable.value.headers) {
        headers.push_back({std::string(header.name),
            header.value.empty() ? durableName : std::string(header.value)});
    }
    return headers;
}

} // namespace Stomp
