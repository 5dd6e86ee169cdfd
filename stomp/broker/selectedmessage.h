#pragma once

#include <stomp/selector/selectorsource.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace Stomp {

class BrokerMessage;
struct BrokerOptions;

/**
 * A message of the broker as a selector sees it: each header by its name, as text, and what JMS
 * calls by another name or has as another type (JMSPriority is a number, JMSRedelivered a
 * boolean). Artemis' names for the same things are known, too. stomp-facts 4.9.
 */
class SelectedMessage final : public SelectorSource
{
public:
    /** deliveries: begun before. What is passed must stay as long as this. */
    SelectedMessage(
        const BrokerMessage& message, std::uint32_t deliveries, const BrokerOptions& options);

    [[nodiscard]] SelectorValue header(std::size_t index, std::string_view name) override;

private:
    [[nodiscard]] SelectorValue text(std::size_t index, std::string_view header);
    [[nodiscard]] SelectorValue number(std::size_t index, std::string_view header);
    [[nodiscard]] SelectorValue own(std::size_t index, std::string text);

    const BrokerMessage& m_message;
    std::uint32_t m_deliveries;
    const BrokerOptions& m_options;
    /** Texts that had to be made, by index: they stay until the end. */
    std::map<std::size_t, std::string> m_made;
};

} // namespace Stomp
