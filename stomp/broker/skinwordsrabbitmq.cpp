#include "skinwords.h"

namespace Stomp {

namespace {

SkinAnswer open(std::string message, std::string body)
{
    return {std::move(message), std::move(body), false};
}

/** An error of AMQP, which ends the connection. */
SkinAnswer death(std::string_view name, std::string_view upper, std::string text)
{
    return {std::string(name), std::string(upper) + " - " + std::move(text) + '\n'};
}

std::string bareName(std::string_view destination)
{
    for (const std::string_view kind : {"/queue/", "/topic/"}) {
        if (destination.starts_with(kind))
            destination.remove_prefix(kind.size());
    }
    return std::string(destination);
}

} // namespace

SkinAnswer rabbitMqAnswer(const Refusal& refusal, const FrameView* cause, const std::string& login)
{
    const std::string command = cause ? std::string(cause->command) : std::string();
    const std::string quoted = '"' + command + '"';
    const std::string& about = refusal.about;
    switch (refusal.offence) {
    case Offence::NotConnected:
        return open("Illegal command", "You must log in using CONNECT first");
    case Offence::AlreadyConnected:
    case Offence::UnknownCommand:
        return open("Bad command", "Could not interpret command \"" + about + "\"\n");
    case Offence::WrongVersion:
        return open("Version mismatch", "Supported versions are 1.0,1.1,1.2\n");
    case Offence::WrongLogin:
        return about.empty() ? open("Bad CONNECT", "Missing login or passcode header(s)\n")
                             : open("Bad CONNECT", "Access refused for user '" + about + "'\n");
    case Offence::NoDestination:
        return open("Missing destination", quoted + " must include a 'destination' header\n");
    case Offence::UnknownDestination:
        return open("Unknown destination",
            '\'' + about
                + "' is not a valid destination.\nValid destination types are: /temp-queue, "
                  "/exchange, /topic, /queue, /amq/queue, /reply-queue/.\n");
    case Offence::InvalidDestination:
        return open("Invalid destination", refusal.detail + '\n');
    case Offence::NotForThisCommand:
        return open("Invalid destination",
            '\'' + about + "' is not a valid destination for '" + command + "'\n");
    case Offence::ForbiddenHeader:
        return open("Invalid header", '\'' + about + "' is not allowed on '" + command + "'.\n");
    case Offence::NoSubscription:
        return open("No subscription found",
            "UNSUBSCRIBE must refer to an existing subscription.\nSubscription to \"" + about
                + "\" not found.\n");
    case Offence::NoSubscriptionId:
        return open("Missing destination or id",
            "UNSUBSCRIBE must include a 'destination' or 'id' header\n");
    case Offence::DurableNeedsId:
        return open("Missing Header", "Header 'id' is required for durable subscriptions\n");
    case Offence::NoTransactionHeader:
        return open("Missing transaction", quoted + " must include a 'transaction' header\n");
    case Offence::UnknownTransaction:
        return open("Bad transaction", "Invalid transaction identifier: \"" + about + "\"\n");
    case Offence::NoAckHeader:
        return open("Missing header", quoted + " must include the \"" + about + "\" header\n");
    case Offence::MalformedAck: {
        const char* header = cause && cause->header("id") ? "id" : "message-id";
        return open("Invalid header", quoted + " must include a valid \"" + header + "\" header\n");
    }
    case Offence::AckOfEndedSubscription:
        return open(
            "Subscription not found", "Message with id \"" + about + "\" has no subscription\n");
    case Offence::SubscriptionIdTaken:
        return {"Duplicated subscription identifier",
            "A subscription identified by 'T_" + about + "' already exists."};
    case Offence::NoSuchQueue:
        return death("not_found", "NOT_FOUND", "no queue '" + about + "' in vhost '/'");
    case Offence::NoSuchExchange:
        return death("not_found", "NOT_FOUND", "no exchange '" + about + "' in vhost '/'");
    case Offence::UnknownAck:
    case Offence::SettledAck:
        return death("precondition_failed", "PRECONDITION_FAILED",
            "unknown delivery tag " + about.substr(about.rfind('@') + 1));
    case Offence::ReadRefused:
        return death("access_refused", "ACCESS_REFUSED",
            "read access to queue '" + bareName(about) + "' in vhost '/' refused for user '" + login
                + "'");
    case Offence::WriteRefused:
        return death("access_refused", "ACCESS_REFUSED",
            "write access to queue '" + bareName(about) + "' in vhost '/' refused for user '"
                + login + "'");
    case Offence::Malformed:
    case Offence::HeaderTooLong:
    case Offence::TooManyHeaders:
    case Offence::CommandTooLong:
    case Offence::BodyTooLarge:
        return {{}, {}, true, true};
    case Offence::WrongHeader:
    case Offence::WrongAckMode:
    case Offence::WrongHeartBeat:
        return open("Processing error", "Processing error\n");
    default:
        break;
    }
    return {refusal.message, refusal.detail.empty() ? refusal.message : refusal.detail};
}

} // namespace Stomp
