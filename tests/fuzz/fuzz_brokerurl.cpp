#include "require.h"

#include <stomp/protocol/brokerurl.h>

#include <cstdint>

using namespace Stomp;

namespace {

BrokerUrl withoutPasswords(BrokerUrl url)
{
    url.password.reset();
    url.path.clear(); // its secrets are not shown; what is shown of it must read again
    for (BrokerUrl& one : url.alternatives)
        one = withoutPasswords(one);
    return url;
}

} // namespace

/** A URL shown and read again is the same but for its passwords. */
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto parsed = BrokerUrl::parse(std::string(data, data + size));
    if (!parsed.error.empty()) {
        require(parsed.url == BrokerUrl(), "there is no URL beside an error");
        return 0;
    }
    const auto again = BrokerUrl::parse(parsed.url.display());
    require(again.error.empty(), "what is shown is a URL");
    require(withoutPasswords(again.url) == withoutPasswords(parsed.url), "it is the same URL");
    require(!again.url.password, "no password is shown");
    require(again.url.display() == parsed.url.display(), "it is shown in the same way");
    return 0;
}
