#include "skinwords.h"

namespace Stomp {

namespace {

struct Said
{
    std::string message; //!< empty: the refusal's own
    bool closes = false;
};

/** "queue://a", as a destination of JMS prints itself. */
std::string printed(std::string_view destination)
{
    for (const std::string_view kind : {"/queue/", "/topic/"}) {
        if (destination.starts_with(kind))
            return std::string(kind.substr(1, 5)) + "://"
                + std::string(destination.substr(kind.size()));
    }
    return std::string(destination);
}

std::string noAckHeader(std::string_view command, std::string_view header)
{
    const std::string begin = std::string(command) + " received without a ";
    if (header == "id")
        return command == "ACK" ? begin + "ack id for acknowledge!"
                                : "NACK received without an ack header to acknowledge!";
    return header == "subscription" ? begin + "subscription id for acknowledge!"
                                    : begin + "message-id to acknowledge!";
}

Said say(
    const Refusal& refusal, std::string_view command, Version version, const std::string& login)
{
    const std::string& about = refusal.about;
    switch (refusal.offence) {
    case Offence::NotConnected:
        return {"Not connected."};
    case Offence::AlreadyConnected:
        return {"Already connected."};
    case Offence::WrongVersion:
        return {"Invalid Protocol version[" + about + "], supported versions are: [1.2, 1.1, 1.0]",
            true};
    case Offence::WrongHeartBeat:
        return {"Invalid heart-beat header:" + about, true};
    case Offence::WrongLogin:
        return {"User name [" + about + "] or password is invalid.", true};
    case Offence::ClientIdInUse:
        return {"Broker: practice - Client: " + about + " already connected", true};
    case Offence::UnknownCommand:
        return {"Unknown STOMP action: " + about, true};
    case Offence::CommandTooLong:
        return {"The maximum command length was exceeded", true};
    case Offence::HeaderTooLong:
        return {"The maximum header length was exceeded", true};
    case Offence::TooManyHeaders:
        return {"The maximum number of headers was exceeded", true};
    case Offence::BodyTooLarge:
        return {"The maximum data length was exceeded", true};
    case Offence::Malformed:
        return {{}, true};
    case Offence::NoDestination:
        return {command == "SEND" ? "SEND received without a Destination specified!"
                                  : "Invalid empty or 'null' Destination header"};
    case Offence::NoSubscriptionId:
        if (command == "UNSUBSCRIBE" && version == Version::V10)
            return {
                "Must specify the subscriptionId or the destination you are unsubscribing from"};
        return {std::string(command) + " received without a subscription id!"};
    case Offence::NoSubscription:
        return {"No subscription matched."};
    case Offence::ReadRefused:
        return {"User " + login + " is not authorized to read from: " + printed(about)};
    case Offence::WriteRefused:
        return {"User " + login + " is not authorized to write to: " + printed(about)};
    case Offence::WrongMessageType:
        return {"Unsupported message type '" + about + "'"};
    case Offence::NoTransactionHeader:
        return {command == "BEGIN" ? "Must specify the transaction you are beginning"
                                   : "Must specify the transaction you are committing"};
    case Offence::TransactionBegun:
        return {"The transaction was already started: " + about};
    case Offence::UnknownTransaction:
        return {"Invalid transaction id: " + about};
    case Offence::NackInTransaction:
        return {"Poison ack cannot be transacted: " + about};
    case Offence::NackIn10:
        return {"NACK received but connection is in v1.0 mode."};
    case Offence::NackOfBrowser:
        return {"Cannot Nack a message on a Queue Browser Subscription."};
    case Offence::BrowserIn10:
        return {"Queue Browser feature only valid for Stomp v1.1+ clients!"};
    case Offence::NoAckHeader:
        return {noAckHeader(command, about)};
    case Offence::UnknownAck:
    case Offence::SettledAck:
    case Offence::AckOfEndedSubscription:
        return {"Unexpected " + std::string(command) + " received for message-id [" + about + ']'};
    case Offence::UnknownDestination:
    case Offence::InvalidDestination:
    case Offence::NotForThisCommand:
    case Offence::WrongHeader:
    case Offence::WrongSelector:
    case Offence::WrongAckMode:
    case Offence::DurableInUse:
    case Offence::DurableQueue:
    case Offence::DurableNeedsClientId:
    case Offence::SubscriptionIdTaken:
    case Offence::ForbiddenHeader:
        return {}; // its own words, and the connection goes on
    default:
        break;
    }
    return {{}, true};
}

} // namespace

SkinAnswer activeMqAnswer(
    const Refusal& refusal, const FrameView* cause, Version version, const std::string& login)
{
    if (refusal.offence == Offence::MalformedAck)
        return {{}, {}, true, true};
    const std::string_view command = cause ? cause->command : std::string_view();
    Said said = say(refusal, command, version, login);
    SkinAnswer answer;
    answer.message = said.message.empty() ? refusal.message : std::move(said.message);
    // Where Classic has the trace of its Java stack.
    answer.body = refusal.detail.empty() ? refusal.message : refusal.detail;
    answer.closes = said.closes;
    return answer;
}

} // namespace Stomp
