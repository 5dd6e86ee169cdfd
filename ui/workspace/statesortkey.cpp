#include "statesortkey.h"

#include <ui/models/messagetablemodel.h>
#include <ui/models/redelivery.h>

#include <map>
#include <memory>
#include <optional>

namespace Ui {

namespace {

std::uint64_t placeOf(Stomp::AckState state)
{
    switch (state) {
    case Stomp::AckState::Waiting:
        return 0;
    case Stomp::AckState::AckedInTransaction:
        return 1;
    case Stomp::AckState::NackedInTransaction:
        return 2;
    case Stomp::AckState::Acked:
        return 3;
    case Stomp::AckState::Nacked:
        return 4;
    case Stomp::AckState::Lapsed:
        return 5;
    case Stomp::AckState::NotNeeded:
        break;
    }
    return 6;
}

/** States of one moment, asked in the order of the serials. */
class StateNumbers
{
public:
    StateNumbers(const Stomp::MessageStore& store, const MessageTableModel& model)
        : m_changed(store.changedAckStates())
    {
        for (const Stomp::SourceTally::Entry& entry : store.sources().entries())
            m_starts.emplace(entry.source.connection, model.sessionStart(entry.source.connection));
    }

    /** Nothing where the column is empty. */
    [[nodiscard]] std::optional<std::uint64_t> of(
        std::string_view frame, const Stomp::MessageRow& row, std::uint64_t serial)
    {
        constexpr unsigned telling = Stomp::RedeliveredFlag | Stomp::ReplyFlag | Stomp::OddFlag;
        const Stomp::AckState state = stateOf(row, serial);
        if (state == Stomp::AckState::NotNeeded && (row.flags & telling) == 0)
            return {};
        const std::uint64_t isReply = (row.flags & Stomp::ReplyFlag) != 0 ? 2 : 0;
        const std::uint64_t isOdd = (row.flags & Stomp::OddFlag) != 0 ? 1 : 0;
        return placeOf(state) << 40U | deliveriesOf(frame, row) << 2U | isReply | isOdd;
    }

private:
    /** 0: never redelivered; 1: who knows how often; then once and so on. */
    [[nodiscard]] std::uint64_t deliveriesOf(std::string_view frame, const Stomp::MessageRow& row)
    {
        if ((row.flags & Stomp::RedeliveredFlag) == 0)
            return 0;
        return 1U
            + std::uint64_t(
                redeliveries(m_decoder.decode(frame, row.bodyOffset, row.version)).value_or(0));
    }

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
    Stomp::FrameDecoder m_decoder;
};

} // namespace

Stomp::SortKey stateSortKey(const Stomp::MessageStore& store, const MessageTableModel& model)
{
    return {Stomp::SortKey::Kind::Number, {}, {},
        [numbers = std::make_shared<StateNumbers>(store, model)](
            std::string_view frame, const Stomp::MessageRow& row, std::uint64_t serial) {
            return numbers->of(frame, row, serial);
        }};
}

} // namespace Ui
