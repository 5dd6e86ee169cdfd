#include "opening.h"

#include "doctortext.h"
#include "errorcatalog.h"
#include "greeting.h"
#include "portadvice.h"
#include "secureopening.h"
#include "wording.h"

#include <stomp/protocol/escaping.h>

namespace Stomp {

namespace {

using Kind = Diagnosis::Kind;

Diagnosis otherProtocol(
    Kind kind, const QString& protocol, const ClientOptions& options, const QString& instead = {})
{
    QString cause = DoctorText::tr("This is not a port for plain STOMP.");
    const QString owner = usualOwner(options.url.port);
    if (!owner.isEmpty())
        cause += QLatin1Char(' ') + owner;
    QString remedy = instead;
    if (!remedy.isEmpty())
        remedy += QLatin1Char(' ');
    remedy += DoctorText::tr("Use the broker's port for plain STOMP, usually 61613.");
    return {
        kind, DoctorText::tr("%1 speaks %2.").arg(addressOf(options), protocol), cause, remedy, {}};
}

std::optional<Diagnosis> explainGreeting(std::string_view greeting, const ClientOptions& options)
{
    switch (protocolOf(greeting)) {
    case Speaks::Tls:
        return otherProtocol(Kind::SpeaksTls, DoctorText::tr("TLS"), options,
            DoctorText::tr("If it is the broker's port for TLS, connect with STOMP over TLS "
                           "(stomps://)."));
    case Speaks::Http:
        return otherProtocol(Kind::SpeaksHttp, DoctorText::tr("HTTP"), options,
            DoctorText::tr("If it is STOMP over WebSocket, connect with ws:// or wss:// and its "
                           "path, such as /ws."));
    case Speaks::OpenWire:
        return otherProtocol(Kind::SpeaksOpenWire, DoctorText::tr("OpenWire"), options);
    case Speaks::Amqp:
        return otherProtocol(Kind::SpeaksAmqp, DoctorText::tr("AMQP"), options);
    case Speaks::Unknown:
    case Speaks::Stomp:
    case Speaks::Ssh:
    case Speaks::Mail:
    case Speaks::Redis:
        break;
    }
    return {};
}

/** Brokers that decode CONNECT read another login or password than was meant (stomp-facts 1.3). */
bool mayBeDecoded(const SessionOptions& session)
{
    const auto hasBackslash = [](const std::optional<std::string>& text) {
        return text && text->find('\\') != std::string::npos;
    };
    return !session.escapeCredentials
        && (hasBackslash(session.login) || hasBackslash(session.passcode));
}

/** Whether what was sent is not what is in the fields. */
bool isEscaped(const SessionOptions& session)
{
    const auto changes = [](const std::optional<std::string>& text) {
        return text && escaped(*text, Version::V11) != *text;
    };
    return session.escapeCredentials && (changes(session.login) || changes(session.passcode));
}

void addWords(QString& text, const QString& more)
{
    if (!text.isEmpty())
        text += QLatin1Char(' ');
    text += more;
}

QString escapeAdvice()
{
    return DoctorText::tr("Have login and password escaped (under STOMP; --escape-credentials).");
}

void explainEscaping(const SessionOptions& session, Diagnosis& diagnosis)
{
    if (mayBeDecoded(session)) {
        addWords(diagnosis.cause,
            DoctorText::tr("Or the backslash in login or password: ActiveMQ and RabbitMQ take it "
                           "for the beginning of an escape sequence, and read another word."));
        addWords(diagnosis.remedy, escapeAdvice());
    } else if (isEscaped(session)) {
        addWords(diagnosis.cause,
            DoctorText::tr("Or this broker does not decode CONNECT: login and password were sent "
                           "escaped."));
        addWords(diagnosis.remedy,
            DoctorText::tr("If it is neither ActiveMQ Classic nor RabbitMQ, have them sent as they "
                           "are."));
    }
}

Diagnosis explainRefusal(const Frame& error, const ClientOptions& options)
{
    Diagnosis diagnosis{Kind::RefusedByBroker,
        DoctorText::tr("%1 refused the connection: %2").arg(addressOf(options), messageOf(error)),
        DoctorText::tr("The broker's own words are all that is known."), {}, wordsOf(error)};
    const KnownError* known = findRefusal(error);
    if (!known)
        return diagnosis;
    diagnosis.kind = known->kind;
    diagnosis.cause = DoctorText::tr(known->cause);
    diagnosis.remedy = DoctorText::tr(known->remedy);
    if (known->kind == Kind::UnknownVirtualHost)
        diagnosis.what =
            DoctorText::tr("%1 has no virtual host %2 for this user.")
                .arg(addressOf(options), QString::fromStdString(effectiveSession(options).host));
    else if (known->kind == Kind::WrongCredentials) {
        diagnosis.what =
            DoctorText::tr("%1 does not accept login and password.").arg(addressOf(options));
        explainEscaping(effectiveSession(options), diagnosis);
    } else if (known->kind == Kind::VersionRefused && error.header("version"))
        diagnosis.remedy = DoctorText::tr("Offer one of these versions: %1.")
                               .arg(fromBytes(error.value("version")));
    return diagnosis;
}

Diagnosis explainClosedAtOnce(const ConnectionFailure& failure, const ClientOptions& options)
{
    const SessionOptions session = effectiveSession(options);
    QString cause = DoctorText::tr(
        "Mostly a port for TLS, which hangs up on plain text, or for another protocol.");
    QString remedy =
        DoctorText::tr("Try STOMP over TLS (stomps://), or use the broker's port for plain STOMP, "
                       "usually 61613; the broker's log may say why it hung up.");
    if (failure.evidence.tls || failure.evidence.upgrade) {
        cause = failure.evidence.tls
            ? DoctorText::tr("TLS stands. Perhaps the broker wants a certificate of ours, or this "
                             "port is not for STOMP.")
            : DoctorText::tr("The WebSocket stands. Perhaps what is behind it does not speak "
                             "STOMP.");
        remedy = DoctorText::tr("The broker's log may say why it hung up.");
    }
    const QString owner = usualOwner(options.url.port);
    if (!owner.isEmpty())
        cause += QLatin1Char(' ') + owner;
    if (mayBeDecoded(session)) {
        addWords(cause,
            DoctorText::tr("Or the backslash in login or password: RabbitMQ takes it for the "
                           "beginning of an escape sequence, and hangs up at an unknown one."));
        addWords(remedy, escapeAdvice());
    }
    return {Kind::ClosedAtOnce,
        DoctorText::tr("%1 hung up on CONNECT without a word.").arg(addressOf(options)), cause,
        remedy, failure.detail};
}

bool isLimit(ParseErrorCode code)
{
    return code == ParseErrorCode::CommandTooLong || code == ParseErrorCode::HeaderLineTooLong
        || code == ParseErrorCode::TooManyHeaders || code == ParseErrorCode::BodyTooLarge;
}

Diagnosis explainLimit(const ParseError& error, const ParserLimits& limits)
{
    QString what;
    switch (error.code) {
    case ParseErrorCode::BodyTooLarge:
        what = DoctorText::tr("A message has a body of more than %1 bytes.").arg(limits.body);
        break;
    case ParseErrorCode::HeaderLineTooLong:
        what = DoctorText::tr("A header line is longer than %1 bytes.").arg(limits.headerLine);
        break;
    case ParseErrorCode::TooManyHeaders:
        what = DoctorText::tr("A frame has more than %1 headers.").arg(limits.headerCount);
        break;
    default:
        what = DoctorText::tr("A command is longer than %1 bytes.").arg(limits.command);
        break;
    }
    return {Kind::LimitExceeded, what,
        DoctorText::tr("The console closes a connection that goes beyond its limits, to protect "
                       "this machine's memory. What came before it is kept."),
        DoctorText::tr("Have what is sent made smaller; this limit is fixed. If it is one message "
                       "that waits in a queue, take it from there with another program first."),
        QString::fromStdString(describe(error, limits))};
}

} // namespace

Diagnosis explainTransport(const ConnectionFailure& failure, const ClientOptions& options)
{
    switch (failure.transport) {
    case TransportError::HostNotFound:
        return {Kind::HostNotFound, DoctorText::tr("There is no host %1.").arg(hostOf(options)),
            DoctorText::tr("The name service does not know this name."),
            DoctorText::tr("Check the spelling, or enter the address as numbers."), failure.detail};
    case TransportError::NameTimeout:
        return {Kind::NameTimeout,
            DoctorText::tr("The name %1 could not be looked up within %2 s.")
                .arg(hostOf(options), seconds(options.tcpTimeout)),
            DoctorText::tr("The name service does not answer; perhaps there is no network."),
            DoctorText::tr("Check the network, or enter the address as numbers."), failure.detail};
    case TransportError::Refused:
        return {Kind::NobodyListens,
            DoctorText::tr("Nobody listens at %1.").arg(addressOf(options)),
            DoctorText::tr("The host answers, but no program has opened this port."),
            nobodyListensAdvice(options.url.port, options.dialect), failure.detail};
    case TransportError::Timeout:
        return {Kind::ConnectTimeout,
            DoctorText::tr("%1 did not answer within %2 s.")
                .arg(addressOf(options), seconds(options.tcpTimeout)),
            DoctorText::tr("Mostly a firewall that drops the request, or a host that is off."),
            DoctorText::tr("Check the address, and whether a firewall or VPN stands between."),
            failure.detail};
    case TransportError::Unreachable:
        return {Kind::Unreachable, DoctorText::tr("There is no way to %1.").arg(addressOf(options)),
            DoctorText::tr("This machine has no route to that network."),
            DoctorText::tr("Check the network, and whether a VPN is needed."), failure.detail};
    case TransportError::Unsupported:
        return {Kind::UnsupportedUrl,
            DoctorText::tr("This version of the console cannot open %1.")
                .arg(QString::fromStdString(options.url.display())),
            DoctorText::tr("It speaks STOMP over TCP, TLS and WebSocket."),
            DoctorText::tr("Use an address that begins with stomp://, stomps://, ws:// or "
                           "wss://."),
            {}};
    case TransportError::Tls:
        return explainTls(failure, options);
    case TransportError::Upgrade:
        return explainUpgrade(failure, options);
    case TransportError::Proxy:
    case TransportError::ProxyLogin:
        return explainProxy(failure, options);
    case TransportError::None:
    case TransportError::Reset:
    case TransportError::Other:
        break;
    }
    return {Kind::Other, DoctorText::tr("No connection to %1.").arg(addressOf(options)),
        DoctorText::tr("The system gives this reason: %1").arg(failure.detail), {}, {}};
}

Diagnosis explainHandshake(const ConnectionFailure& failure, const ClientOptions& options)
{
    if (failure.reason == CloseReason::BadOptions)
        return {Kind::CannotSend, DoctorText::tr("CONNECT cannot be sent with these values."),
            DoctorText::tr(
                "STOMP has no way to write a line end in login, password, virtual host or "
                "another header of CONNECT, nor a colon in the name of a header."),
            DoctorText::tr("Remove it."), failure.detail};
    if (failure.errorFrame)
        return explainRefusal(*failure.errorFrame, options);
    if (auto diagnosis = explainGreeting(failure.greeting, options))
        return *diagnosis;
    switch (failure.reason) {
    case CloseReason::VersionNotOffered:
        return {Kind::VersionRefused,
            DoctorText::tr("%1 answered with a version of STOMP that was not offered.")
                .arg(addressOf(options)),
            DoctorText::tr("The broker does not speak the versions that this connection asks for."),
            DoctorText::tr("Offer all versions."), failure.detail};
    case CloseReason::ConnectTimeout:
        return {Kind::NoAnswer,
            DoctorText::tr("%1 is open, but did not answer CONNECT within %2 s.")
                .arg(addressOf(options), seconds(options.session.connectTimeout)),
            DoctorText::tr("Another protocol that waits for its own greeting, or a broker that is "
                           "too busy.")
                + (usualOwner(options.url.port).isEmpty()
                        ? QString()
                        : QLatin1Char(' ') + usualOwner(options.url.port)),
            DoctorText::tr("Use the broker's port for plain STOMP, usually 61613."),
            failure.detail};
    case CloseReason::ProtocolError:
        return explainGarbage(failure, options);
    default:
        break;
    }
    if (failure.greeting.empty())
        return explainClosedAtOnce(failure, options);
    return {Kind::ClosedInFrame,
        DoctorText::tr("%1 broke off while it answered CONNECT.").arg(addressOf(options)),
        DoctorText::tr("The broker or something between ended the connection."),
        DoctorText::tr("Try again; the broker's log may say more."), failure.detail};
}

Diagnosis explainGarbage(const ConnectionFailure& failure, const ClientOptions& options)
{
    const ParserLimits& limits = options.session.limits;
    const ParseError& error = failure.parseError;
    if (isLimit(error.code))
        return explainLimit(error, limits);
    const QString details =
        error ? QString::fromStdString(describe(error, limits)) : failure.detail;
    if (failure.stage == ConnectionFailure::Stage::Handshake)
        return {Kind::Garbage,
            DoctorText::tr("%1 answers, but not in STOMP.").arg(addressOf(options)),
            DoctorText::tr("Another program listens on this port."),
            DoctorText::tr("Use the broker's port for plain STOMP, usually 61613."), details};
    return {Kind::Garbage,
        DoctorText::tr("%1 sent something that is not STOMP, at byte %2.")
            .arg(addressOf(options))
            .arg(error.offset),
        DoctorText::tr("A fault of the broker or of something between, or a content-length that "
                       "does not fit its body. What came before it is kept."),
        DoctorText::tr("Connect again; if it comes back, look at the last message before it."),
        details};
}

} // namespace Stomp
