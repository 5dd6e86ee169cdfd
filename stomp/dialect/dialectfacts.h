#pragma once

#include "dialect.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace Stomp {

/** How we know a thing about a broker. */
enum class Evidence : std::uint8_t
{
    TriedLive, //!< seen on the wire against the real broker
    FromSource, //!< read in its source or manual
};

template <typename T>
struct Fact
{
    T value;
    Evidence evidence = Evidence::FromSource;
};

/** What the host header of CONNECT means when the user names no virtual host. */
enum class DefaultHost : std::uint8_t
{
    TcpHost,
    Slash
};

/** What content-length of a SEND leads to; stomp-facts 5.1. */
enum class ContentLengthMeaning : std::uint8_t
{
    None, //!< just a length
    TextOrBytes, //!< present makes a JMS BytesMessage, absent a TextMessage
};

enum class Receipts : std::uint8_t
{
    EveryFrame,
    OnlyDisconnect
};

/** The header of SUBSCRIBE that bounds what is sent ahead of acknowledgements. */
struct Prefetch
{
    enum class Unit : std::uint8_t
    {
        None,
        Messages,
        Bytes
    };

    std::string_view header; //!< empty: the broker has none
    Unit unit = Unit::None;
};

/** One header of SUBSCRIBE that makes it durable; an empty value stands for the durable name. */
struct DurableHeader
{
    std::string_view name;
    std::string_view value;
};

struct DurableTopic
{
    std::span<const DurableHeader> headers; //!< empty: the broker has no durable subscriptions
    bool needsClientId = false; //!< CONNECT must carry client-id
    /** Deleted by a second UNSUBSCRIBE, once the first has made it inactive. */
    bool deletedOffline = false;
};

/**
 * A broker family as data: everything in which the console treats it its own way. Sentences are
 * English, for display beside the thing they explain. Evidence stands beside what behaviour rests
 * on.
 */
struct DialectFacts
{
    Dialect dialect = Dialect::Generic;
    std::string_view displayName = {};
    std::uint16_t tcpPort = 61613; //!< 0: the broker does not speak STOMP over bare TCP
    std::uint16_t webSocketPort = 0; //!< 0: none
    std::string_view webSocketPath = {};
    std::string_view login = {}; //!< what a fresh installation takes; empty: none

    Fact<DefaultHost> defaultHost{DefaultHost::TcpHost};
    Fact<ContentLengthMeaning> contentLength{ContentLengthMeaning::None};
    Fact<Prefetch> prefetch{};
    Fact<Receipts> receipts{Receipts::EveryFrame};
    Fact<std::string_view> nack{};
    /** Of NACK: "true" puts the message back, "false" drops or dead-letters it. Empty: none. */
    Fact<std::string_view> requeueHeader{};
    Fact<bool> selectors{false};
    Fact<std::string_view> browseHeader{}; //!< set to "true": read without consuming
    Fact<DurableTopic> durable{};
};

[[nodiscard]] const DialectFacts& factsOf(Dialect dialect);
/** All of them, Generic first. */
[[nodiscard]] std::span<const DialectFacts> allDialects();

} // namespace Stomp
