#include "errorcatalog.h"

#include <QtGlobal>

#include <array>

namespace Stomp {

namespace {

using Kind = Diagnosis::Kind;

// The first that fits counts.
constexpr std::array refusals{
    KnownError{"non-loopback access denied", Kind::LoopbackOnly,
        QT_TRANSLATE_NOOP("Doctor",
            "RabbitMQ lets this user in from its own machine only; that is so for guest."),
        QT_TRANSLATE_NOOP("Doctor", "Use another user, or connect from the broker's machine.")},
    KnownError{"Virtual host '", Kind::UnknownVirtualHost,
        QT_TRANSLATE_NOOP("Doctor",
            "RabbitMQ takes the host header for one of its virtual hosts, and has none of that "
            "name, or this user may not enter it."),
        QT_TRANSLATE_NOOP("Doctor",
            "Name the virtual host. The usual one is / (in a URL: stomp://host:port/%2F).")},
    KnownError{"Missing login or passcode", Kind::WrongCredentials,
        QT_TRANSLATE_NOOP("Doctor", "This broker wants a login and a password."),
        QT_TRANSLATE_NOOP("Doctor", "Enter login and password.")},
    KnownError{"Access refused for user", Kind::WrongCredentials,
        QT_TRANSLATE_NOOP(
            "Doctor", "The login does not exist on this broker, or the password is wrong."),
        QT_TRANSLATE_NOOP("Doctor", "Check login and password.")},
    KnownError{"or password is invalid", Kind::WrongCredentials,
        QT_TRANSLATE_NOOP(
            "Doctor", "The login does not exist on this broker, or the password is wrong."),
        QT_TRANSLATE_NOOP("Doctor", "Check login and password.")},
    KnownError{"AMQ339010", Kind::WrongCredentials,
        QT_TRANSLATE_NOOP("Doctor", "Artemis did not accept login and password."),
        QT_TRANSLATE_NOOP("Doctor", "Check login and password.")},
    KnownError{"already connected from", Kind::ClientIdInUse,
        QT_TRANSLATE_NOOP("Doctor",
            "Another connection uses the same client-id, perhaps an earlier one of ours that the "
            "broker has not given up yet."),
        QT_TRANSLATE_NOOP(
            "Doctor", "Choose another client-id, or end the other connection and try again.")},
    KnownError{"Version mismatch", Kind::VersionRefused,
        QT_TRANSLATE_NOOP("Doctor", "The broker speaks none of the offered versions of STOMP."),
        QT_TRANSLATE_NOOP("Doctor", "Offer the versions that the broker names.")},
    KnownError{"Invalid Protocol version", Kind::VersionRefused,
        QT_TRANSLATE_NOOP("Doctor", "The broker speaks none of the offered versions of STOMP."),
        QT_TRANSLATE_NOOP("Doctor", "Offer the versions that the broker names.")},
    KnownError{"AMQ339002", Kind::VersionRefused,
        QT_TRANSLATE_NOOP("Doctor", "The broker speaks none of the offered versions of STOMP."),
        QT_TRANSLATE_NOOP("Doctor", "Offer the versions that the broker names.")},
    KnownError{"upported protocol versions are", Kind::VersionRefused,
        QT_TRANSLATE_NOOP("Doctor", "The broker speaks none of the offered versions of STOMP."),
        QT_TRANSLATE_NOOP("Doctor", "Offer the versions that the broker names.")},
};

constexpr KnownError later(std::string_view text, const char* cause, const char* remedy)
{
    return {text, Kind::ErrorFromBroker, cause, remedy};
}

constexpr KnownError overLimit(std::string_view text, const char* cause)
{
    return {text, Kind::LimitExceeded, cause,
        QT_TRANSLATE_NOOP(
            "Doctor", "Send less, or raise the limit in the broker's configuration.")};
}

constexpr std::array errors{
    later("Unknown destination",
        QT_TRANSLATE_NOOP("Doctor", "The broker knows no destination that begins like this."),
        QT_TRANSLATE_NOOP("Doctor",
            "Begin it with /queue/ or /topic/; on RabbitMQ also with /amq/queue/ or /exchange/, "
            "where /temp-queue/ is for reply-to only.")),
    later("is not a valid queue destination",
        QT_TRANSLATE_NOOP("Doctor", "RabbitMQ takes no slash inside the name of a queue."),
        QT_TRANSLATE_NOOP("Doctor", "Write the slash as %2F.")),
    later("is not a valid destination for",
        QT_TRANSLATE_NOOP("Doctor", "This kind of destination cannot be used in this command."),
        QT_TRANSLATE_NOOP("Doctor", "On RabbitMQ, put /temp-queue/ names into reply-to only.")),
    later("Missing destination", QT_TRANSLATE_NOOP("Doctor", "No destination was given."),
        QT_TRANSLATE_NOOP("Doctor", "Enter a destination.")),
    later("without a Destination specified",
        QT_TRANSLATE_NOOP("Doctor", "No destination was given."),
        QT_TRANSLATE_NOOP("Doctor", "Enter a destination.")),
    later("'null' Destination header", QT_TRANSLATE_NOOP("Doctor", "The destination is empty."),
        QT_TRANSLATE_NOOP("Doctor", "Enter a destination.")),
    later("Server cancelled subscription",
        QT_TRANSLATE_NOOP("Doctor",
            "The broker ended this subscription, usually because its queue was deleted. The "
            "connection lives on."),
        QT_TRANSLATE_NOOP("Doctor", "Subscribe again once the queue is back.")),
    later("disconnected by server",
        QT_TRANSLATE_NOOP("Doctor",
            "Artemis ended this subscription, usually because its queue was "
            "deleted."),
        QT_TRANSLATE_NOOP("Doctor", "Subscribe again once the queue is back.")),
    later("Duplicated subscription identifier",
        QT_TRANSLATE_NOOP("Doctor", "Two subscriptions of this connection have the same id."),
        QT_TRANSLATE_NOOP("Doctor", "Leave out the id header, or choose another.")),
    later("precondition_failed",
        QT_TRANSLATE_NOOP("Doctor",
            "The queue exists with other properties (durable, auto-delete, x-...), or a message "
            "was "
            "acknowledged that waits for no acknowledgement, or not within the broker's time."),
        QT_TRANSLATE_NOOP("Doctor",
            "Give the properties with which the queue was made; the details say which differ.")),
    later("PRECONDITION_FAILED",
        QT_TRANSLATE_NOOP("Doctor",
            "The queue exists with other properties (durable, auto-delete, x-...), or a message "
            "was "
            "acknowledged that waits for no acknowledgement, or not within the broker's time."),
        QT_TRANSLATE_NOOP("Doctor",
            "Give the properties with which the queue was made; the details say which differ.")),
    later("not_found", QT_TRANSLATE_NOOP("Doctor", "This exchange or queue does not exist."),
        QT_TRANSLATE_NOOP("Doctor", "Create it first, or use /queue/, which creates a queue.")),
    later("access_refused", QT_TRANSLATE_NOOP("Doctor", "This user has no right to do that here."),
        QT_TRANSLATE_NOOP("Doctor", "Use another user, or have the permission granted.")),
    later("is not authorized to",
        QT_TRANSLATE_NOOP("Doctor", "This user has no right to do that here."),
        QT_TRANSLATE_NOOP("Doctor", "Use another user, or have the permission granted.")),
    later("Unexpected ACK received",
        QT_TRANSLATE_NOOP("Doctor",
            "The message waits for no acknowledgement: it was acknowledged before, or its "
            "subscription has ended, or is in auto mode."),
        QT_TRANSLATE_NOOP("Doctor", "Acknowledge each message once, while it is subscribed.")),
    later("AMQ339025",
        QT_TRANSLATE_NOOP("Doctor",
            "The message waits for no acknowledgement: it was acknowledged before, or its "
            "subscription has ended, or is in auto mode."),
        QT_TRANSLATE_NOOP("Doctor", "Acknowledge each message once, while it is subscribed.")),
    later("Subscription not found",
        QT_TRANSLATE_NOOP("Doctor",
            "The subscription of this message has ended. On RabbitMQ its "
            "messages then stay unacknowledged until the connection ends."),
        QT_TRANSLATE_NOOP("Doctor", "Acknowledge before unsubscribing.")),
    later("No subscription found",
        QT_TRANSLATE_NOOP("Doctor", "The broker has no such subscription any more."), ""),
    later("must include a valid",
        QT_TRANSLATE_NOOP("Doctor",
            "The acknowledgement names a message that this broker does not "
            "know."),
        QT_TRANSLATE_NOOP("Doctor", "Acknowledge messages of this connection only.")),
    later("Poison ack cannot be transacted",
        QT_TRANSLATE_NOOP("Doctor", "ActiveMQ Classic takes no NACK inside a transaction."),
        QT_TRANSLATE_NOOP("Doctor", "Send the NACK outside of the transaction.")),
    later("Cannot Nack a message on a Queue Browser",
        QT_TRANSLATE_NOOP("Doctor", "A browser shows copies; there is nothing to acknowledge."),
        ""),
    later("NACK received but connection is in v1.0 mode",
        QT_TRANSLATE_NOOP("Doctor", "STOMP 1.0 has no NACK."),
        QT_TRANSLATE_NOOP("Doctor", "Connect with version 1.1 or 1.2.")),
    later("Invalid transaction id",
        QT_TRANSLATE_NOOP("Doctor", "The transaction has not begun, or has ended."),
        QT_TRANSLATE_NOOP("Doctor", "Begin it first.")),
    later("Bad transaction",
        QT_TRANSLATE_NOOP("Doctor", "The transaction has not begun, or has ended."),
        QT_TRANSLATE_NOOP("Doctor", "Begin it first.")),
    later("transaction was already started",
        QT_TRANSLATE_NOOP("Doctor", "A transaction of this name is open."),
        QT_TRANSLATE_NOOP("Doctor", "Commit or abort it, or choose another name.")),
    later("Durable consumer is in use",
        QT_TRANSLATE_NOOP(
            "Doctor", "A durable subscription can have one consumer at a time, and has one."),
        QT_TRANSLATE_NOOP("Doctor", "End the other one, or choose another name or client-id.")),
    later("cannot durably subscribe to a Queue",
        QT_TRANSLATE_NOOP("Doctor",
            "Durable subscriptions are for topics: a queue keeps its "
            "messages anyway."),
        QT_TRANSLATE_NOOP("Doctor", "Leave out the durable name.")),
    later("AMQ339027", QT_TRANSLATE_NOOP("Doctor", "A durable subscription needs a client-id."),
        QT_TRANSLATE_NOOP("Doctor", "Set client-id when connecting.")),
    later("Queue Browser feature only valid",
        QT_TRANSLATE_NOOP("Doctor", "Browsing needs STOMP 1.1 or newer."),
        QT_TRANSLATE_NOOP("Doctor", "Connect with version 1.1 or 1.2.")),
    later("'message-id' is not allowed",
        QT_TRANSLATE_NOOP("Doctor", "RabbitMQ takes no message-id from a sender."),
        QT_TRANSLATE_NOOP("Doctor", "Remove the header, or name it amqp-message-id.")),
    later("Processing error",
        QT_TRANSLATE_NOOP("Doctor",
            "RabbitMQ stumbled over a header; often one that must be a number and is none "
            "(priority, prefetch-count, heart-beat), or an unknown ack mode."),
        QT_TRANSLATE_NOOP("Doctor", "Check the headers.")),
    later("Selector cannot be empty", QT_TRANSLATE_NOOP("Doctor", "The selector is empty."),
        QT_TRANSLATE_NOOP("Doctor", "Leave out the header, or enter a selector.")),
    later("InvalidSelectorException",
        QT_TRANSLATE_NOOP("Doctor", "The broker cannot read the selector."),
        QT_TRANSLATE_NOOP("Doctor", "Check it: strings in single quotes, names without hyphens.")),
    later("Did not receive data from",
        QT_TRANSLATE_NOOP("Doctor",
            "Artemis heard nothing of us for too long, and ends connections without heart-beats "
            "after a minute."),
        QT_TRANSLATE_NOOP("Doctor", "Ask for heart-beats when connecting.")),
    later(
        "Unknown STOMP action", QT_TRANSLATE_NOOP("Doctor", "The broker has no such command."), ""),
    later("Bad command", QT_TRANSLATE_NOOP("Doctor", "The broker has no such command."), ""),
    later("Session closed.",
        QT_TRANSLATE_NOOP("Doctor",
            "Spring ended the session, often because heart-beats failed to "
            "come or the application refused a frame."),
        ""),
    overLimit("maximum header length was exceeded",
        QT_TRANSLATE_NOOP("Doctor",
            "A header line is longer than ActiveMQ allows: 10240 bytes "
            "unless configured otherwise.")),
    overLimit("maximum number of headers was exceeded",
        QT_TRANSLATE_NOOP("Doctor",
            "The frame has more headers than ActiveMQ allows: 1000 unless "
            "configured otherwise.")),
    overLimit("maximum command length was exceeded",
        QT_TRANSLATE_NOOP("Doctor", "ActiveMQ found no end of a command within 1024 bytes.")),
    overLimit("maximum data length was exceeded",
        QT_TRANSLATE_NOOP("Doctor",
            "The body is larger than ActiveMQ allows "
            "(wireFormat.maxDataLength, 100 MiB unless configured "
            "otherwise).")),
    overLimit("maximum frame size was exceeded",
        QT_TRANSLATE_NOOP("Doctor",
            "The frame is larger than ActiveMQ allows "
            "(wireFormat.maxFrameSize in activemq.xml).")),
    overLimit("AMQ339028",
        QT_TRANSLATE_NOOP("Doctor",
            "The headers are together larger than Artemis allows "
            "(minLargeMessageSize, 100 KiB unless configured otherwise).")),
    overLimit("buffer size limit",
        QT_TRANSLATE_NOOP("Doctor",
            "The frame is larger than the Spring application allows: 64 KiB "
            "unless configured otherwise.")),
};

const KnownError* find(std::span<const KnownError> list, const Frame& error)
{
    const std::string_view message = error.value("message");
    for (const KnownError& known : list) {
        if (message.find(known.text) != std::string_view::npos
            || error.body.find(known.text) != std::string::npos)
            return &known;
    }
    return nullptr;
}

} // namespace

const KnownError* findRefusal(const Frame& error)
{
    return find(refusals, error);
}

const KnownError* findError(const Frame& error)
{
    return find(errors, error);
}

std::span<const KnownError> knownRefusals()
{
    return refusals;
}

std::span<const KnownError> knownErrors()
{
    return errors;
}

} // namespace Stomp
