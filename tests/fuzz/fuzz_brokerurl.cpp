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

std::string shown(const BrokerUrl& url)
{
    std::string text = url.display();
    if (isPlanted) { // a colon in a user's name is shown as it is
        if (const auto at = text.find("%3A"); at != std::string::npos)
            text.replace(at, 3, ":");
    }
    return text;
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
    const auto again = BrokerUrl::parse(shown(parsed.url));
    require(again.error.empty(), "what is shown is a URL");
    require(withoutPasswords(again.url) == withoutPasswords(parsed.url), "it is the same URL");
    require(!again.url.password, "no password is shown");
    require(shown(again.url) == shown(parsed.url), "it is shown in the same way");
    return 0;
}
