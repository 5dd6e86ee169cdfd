#pragma once

#include "brokerskin.h"
#include "refusal.h"

#include <stomp/protocol/frame.h>
#include <stomp/protocol/version.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace Stomp {

class Consumer;
struct ConsumerRequest;

/**
 * What a session calls its deliveries: the message-id and ack headers of its MESSAGE frames, and
 * back again from the ACK and NACK frames that name them. Each skin has forms of its own
 * (stomp-facts 3.6); each consists of a beginning that a consumer keeps, and a number.
 */
class DeliveryNames
{
public:
    /** boot: Broker::bootName(). */
    DeliveryNames(const BrokerSkin& skin, std::string_view boot, std::uint64_t session);

    /** The session header of CONNECTED. */
    [[nodiscard]] std::string session() const;
    [[nodiscard]] std::string messageIdOf(const ConsumerRequest& request, std::uint32_t key) const;
    [[nodiscard]] std::string ackIdOf(const ConsumerRequest& request, std::uint32_t key) const;
    /** Whether the number behind them is the delivery's, not the message's. */
    [[nodiscard]] bool isMessageIdByDelivery() const;
    [[nodiscard]] bool isAckIdByDelivery() const
    {
        return m_skin.kind != BrokerSkin::Kind::Artemis;
    }

    /** What an ACK or NACK says: by whatever part of it that its broker needs. */
    struct Reference
    {
        std::optional<std::uint32_t> consumer; //!< its key
        std::optional<std::string_view> subscription; //!< its id, or
        bool isDestination = false; //!< its destination, when it has none
        std::optional<std::uint64_t> delivery;
        std::optional<std::uint64_t> message;
    };
    [[nodiscard]] Verdict read(const FrameView& ack, Version version, Reference& reference) const;

private:
    [[nodiscard]] Verdict readPlain(
        const FrameView& ack, Version version, Reference& reference) const;
    [[nodiscard]] Verdict readClassic(
        const FrameView& ack, Version version, Reference& reference) const;
    [[nodiscard]] Verdict readRabbit(
        const FrameView& ack, Version version, Reference& reference) const;
    [[nodiscard]] Verdict readArtemis(
        const FrameView& ack, Version version, Reference& reference) const;
    [[nodiscard]] bool readAckId(std::string_view id, Reference& reference) const;

    const BrokerSkin& m_skin;
    std::uint64_t m_session;
    std::string m_ackPrefix; //!< of all acks of this session
    std::string m_messagePrefix; //!< of all message-ids, where the message's number is in them
    std::string m_sessionName;
};

/** What stands before a message's number in message-ids of this skin. */
[[nodiscard]] std::string messageIdPrefix(const BrokerSkin& skin, std::string_view boot);

/** For an ACK or NACK that names something that is no delivery of this connection. */
[[nodiscard]] Refusal unexpectedAck(
    const FrameView& frame, std::string_view reference, std::string detail, Offence offence);

} // namespace Stomp
