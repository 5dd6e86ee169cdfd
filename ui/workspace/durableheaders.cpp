#include "durableheaders.h"

#include <stomp/dialect/dialectfacts.h>

namespace Ui {

std::vector<Stomp::Header> durableHeaders(Stomp::Dialect dialect, const QString& durableName)
{
    std::vector<Stomp::Header> headers;
    if (durableName.isEmpty())
        return headers;
    for (const Stomp::DurableHeader& header : Stomp::factsOf(dialect).durable.value.headers) {
        headers.push_back({std::string(header.name),
            header.value.empty() ? durableName.toStdString() : std::string(header.value)});
    }
    return headers;
}

} // namespace Ui
