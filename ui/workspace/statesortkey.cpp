#include "statesortkey.h"

#include <ui/models/messagetablemodel.h>

#include <map>
#include <memory>
#include <string>
#include <utility>

namespace Ui {

namespace {

/** States of one moment, asked in the order of the serials. */
class StateWords
{
public:
    StateWords(const Stomp::MessageStore& store, const MessageTableModel& model)
        : m_changed(store.changedAckStates())
    {
        for (const Stomp::SourceTally::Entry& entry : store.sources().entries())
            m_starts.emplace(entry.source.connection, model.sessionStart(entry.source.connection));
    }

    [[nodiscard]] std::string_view of(const Stomp::MessageRow& row, std::uint64_t serial)
    {
        const Stomp::AckState state = stateOf(row, serial);
        const auto [known, isNew] = m_words.try_emplace({state, row.flags});
        if (isNew)
            known->second = MessageTableModel::stateText(state, row.flags).toStdString();
        return known->second;
    }

private:
    [[nodiscard]] Stomp::AckState stateOf(const Stomp::MessageRow& row, std::uint64_t serial)
    {
        while (m_at < m_changed.size()
            && serial >= m_changed[m_at].firstSerial + m_changed[m_at].states.size())
            ++m_at;
        const bool isChanged = m_at < m_changed.size() && serial >= m_changed[m_at].firstSerial;
        const Stomp::AckState state = isChanged
            ? m_changed[m_at].states[serial - m_changed[m_at].firstSerial]
            : Stomp::ackStateOnArrival(row);
        const auto start = m_starts.find(row.connection);
        const bool isOver = start != m_starts.end() && serial < start->second;
        return Stomp::isOutstanding(state) && isOver ? Stomp::AckState::Lapsed : state;
    }

    std::vector<Stomp::MessageStore::AckStates> m_changed;
    std::size_t m_at = 0;
    std::map<std::uint32_t, std::uint64_t> m_starts; //!< of sessions, by connection
    std::map<std::pair<Stomp::AckState, std::uint8_t>, std::string> m_words; //!< with the flags
};

} // namespace

Stomp::SortKey stateSortKey(const Stomp::MessageStore& store, const MessageTableModel& model)
{
    return {Stomp::SortKey::Kind::Words, {},
        [words = std::make_shared<StateWords>(store, model)](
            std::string_view, const Stomp::MessageRow& row, std::uint64_t serial) {
            return words->of(row, serial);
        }};
}

} // namespace Ui
