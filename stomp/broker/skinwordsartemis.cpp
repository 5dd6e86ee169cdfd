#include "skinwords.h"

namespace Stomp {

SkinAnswer artemisAnswer(const Refusal& refusal, const FrameView* cause, const std::string& login)
{
    const std::string command = cause ? std::string(cause->command) : std::string();
    const std::string& about = refusal.about;
    SkinAnswer answer{refusal.message, refusal.detail, false};
    switch (refusal.offence) {
    case Offence::NotConnected:
        answer.message = "AMQ339008: Connection has not been established.";
        break;
    case Offence::WrongVersion:
        answer.message = "AMQ339002: Stomp versions not supported: " + about;
        answer.body = "Supported protocol versions are v1.0 v1.1 v1.2";
        answer.closes = true;
        break;
    case Offence::WrongHeartBeat:
        answer.message = "Incorrect heartbeat header " + about;
        answer.closes = true;
        break;
    case Offence::WrongLogin:
        answer.message =
            "Security Error occurred: User name [" + about + "] or password is invalid";
        answer.closes = true;
        break;
    case Offence::UnknownAck:
    case Offence::SettledAck:
    case Offence::AckOfEndedSubscription:
        answer.message = "AMQ339025: failed to ack because no message with id: " + about;
        break;
    case Offence::DurableNeedsClientId:
        answer.message = "AMQ339027: Cannot create a subscriber on the durable subscription if the "
                         "client-id of the connection is not set";
        break;
    case Offence::ReadRefused:
        answer.message = "AMQ229213: User: " + login
            + " does not have permission='CONSUME' for queue " + about + " on address " + about;
        break;
    case Offence::WriteRefused:
        answer.message =
            "AMQ229032: User: " + login + " does not have permission='SEND' on address " + about;
        break;
    case Offence::AlreadyConnected:
    case Offence::NoDestination:
    case Offence::InvalidDestination:
    case Offence::WrongHeader:
    case Offence::NoSubscription:
    case Offence::NoSubscriptionId:
    case Offence::SubscriptionIdTaken:
    case Offence::WrongSelector:
    case Offence::DurableInUse:
    case Offence::DurableQueue:
    case Offence::NoTransactionHeader:
    case Offence::TransactionBegun:
    case Offence::UnknownTransaction:
    case Offence::NackIn10:
    case Offence::NoAckHeader:
        break; // in words of ours: these of Artemis are not known
    default:
        answer.closes = true;
        break;
    }
    if (answer.body.empty())
        answer.body = answer.message;
    return answer;
}

} // namespace Stomp
