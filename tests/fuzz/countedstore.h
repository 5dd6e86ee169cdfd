#pragma once

#include "require.h"

#include <stomp/broker/brokerstore.h>

#include <cstdint>
#include <set>
#include <string>
#include <utility>

namespace Testing {

/** A store that only counts what is in it, and requires that the broker keeps books as well. */
class CountedStore final : public Stomp::BrokerStore
{
public:
    std::uint64_t add(const Place&, const Stomp::MessagePtr& message) override
    {
        require(bool(message) && message->isPersistent(), "what is stored is persistent");
        m_rows.insert(++m_lastRow);
        return m_lastRow;
    }
    void setDeliveries(std::uint64_t row, std::uint32_t) override
    {
        require(m_rows.contains(row), "what is delivered is in the store");
    }
    void remove(std::uint64_t row) override
    {
        require(m_rows.erase(row) == 1, "what is removed is in the store");
    }
    void addDurable(const Stomp::StoredDurable& durable) override
    {
        m_durables.insert({durable.clientId, durable.name});
    }
    void removeDurable(std::string_view clientId, std::string_view name) override
    {
        require(m_durables.erase({std::string(clientId), std::string(name)}) == 1,
            "the durable subscription that is removed is in the store");
    }
    [[nodiscard]] Stomp::Verdict refusal() const override { return {}; }

    [[nodiscard]] std::size_t messages() const { return m_rows.size(); }
    [[nodiscard]] std::size_t durables() const { return m_durables.size(); }

private:
    std::uint64_t m_lastRow = 0;
    std::set<std::uint64_t> m_rows;
    std::set<std::pair<std::string, std::string>> m_durables;
};

} // namespace Testing
