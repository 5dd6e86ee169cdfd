#include "diagnosis.h"

#include "doctortext.h"
#include "errorcatalog.h"
#include "opening.h"
#include "secretmask.h"
#include "wording.h"

#include <stomp/dialect/dialectfacts.h>

namespace Stomp {

namespace {

using Kind = Diagnosis::Kind;
using Stage = ConnectionFailure::Stage;

QString brokerOf(Dialect dialect)
{
    return dialect == Dialect::Generic ? DoctorText::tr("the broker")
                                       : fromBytes(factsOf(dialect).displayName);
}

Diagnosis explainSession(const ConnectionFailure& failure, const ClientOptions& options)
{
    Dialect dialect = failure.info ? detectDialect(failure.info->server) : Dialect::Generic;
    if (dialect == Dialect::Generic)
        dialect = options.dialect;
    if (failure.reason == CloseReason::ErrorFrame && failure.errorFrame) {
        Diagnosis diagnosis = explainError(*failure.errorFrame, dialect);
        diagnosis.what = DoctorText::tr("%1 closed the connection with ERROR: %2")
                             .arg(addressOf(options), messageOf(*failure.errorFrame));
        return diagnosis;
    }
    if (failure.reason == CloseReason::ProtocolError)
        return explainGarbage(failure, options);
    if (failure.reason == CloseReason::HeartBeatLost)
        return {Kind::HeartBeatLost,
            DoctorText::tr("%1 has fallen silent: its heart-beats stopped.")
                .arg(addressOf(options)),
            DoctorText::tr("The broker hangs, or the network between is gone without a word."),
            DoctorText::tr("Check the broker and the network, then connect again."),
            failure.detail};
    if (failure.inFrame)
        return {Kind::ClosedInFrame,
            DoctorText::tr("The connection to %1 broke off in the middle of a frame.")
                .arg(addressOf(options)),
            DoctorText::tr("The broker was killed, or the network between failed. The frame that "
                           "was under way is not counted; all before it are kept."),
            DoctorText::tr("Connect again when the broker is back."), failure.detail};
    if (failure.headersOfLastSend > 100
        && (dialect == Dialect::RabbitMq || dialect == Dialect::Generic)) {
        return {Kind::ConnectionLost,
            DoctorText::tr("The connection to %1 was lost.").arg(addressOf(options)),
            DoctorText::tr(
                "Most likely the last message sent: it had %1 headers, and RabbitMQ from "
                "4.2.6 on hangs up without a word at more than 100.")
                .arg(failure.headersOfLastSend),
            DoctorText::tr("Send it with at most 100 headers; what belongs together can go into "
                           "the body. RabbitMQ's log says too_many_headers."),
            failure.detail};
    }
    QString cause = DoctorText::tr("The broker was stopped, or it ended the connection of its own "
                                   "accord.");
    if (dialect == Dialect::RabbitMq)
        cause += QLatin1Char(' ')
            + DoctorText::tr("RabbitMQ hangs up without a word at faulty frames, at more than 100 "
                             "headers and at frames over its limit.");
    else if (dialect == Dialect::ActiveMq)
        cause += QLatin1Char(' ')
            + DoctorText::tr("ActiveMQ hangs up without a word when heart-beats fail to come.");
    return {Kind::ConnectionLost,
        DoctorText::tr("The connection to %1 was lost.").arg(addressOf(options)), cause,
        DoctorText::tr("Connect again when the broker is back; its log may say why."),
        failure.detail};
}

Diagnosis explainOne(const ConnectionFailure& raw, const ClientOptions& options)
{
    const SessionOptions session = effectiveSession(options);
    const SecretMask mask(session.login, session.passcode);
    ConnectionFailure failure = raw;
    failure.detail = mask.masked(failure.detail);
    if (failure.errorFrame)
        failure.errorFrame = mask.masked(*failure.errorFrame);
    switch (failure.stage) {
    case Stage::Name:
    case Stage::Tcp:
    case Stage::Tls:
    case Stage::Upgrade:
        return explainTransport(failure, options);
    case Stage::Handshake:
        return explainHandshake(failure, options);
    case Stage::Session:
        break;
    }
    return explainSession(failure, options);
}

/** As if the address that was tried were the only one. */
ClientOptions optionsOf(const ConnectionFailure& failure, const ClientOptions& options)
{
    ClientOptions one = options;
    if (options.url.scheme == BrokerUrl::Scheme::Failover)
        one.url = failure.address;
    return one;
}

} // namespace

Diagnosis explain(const ConnectionFailure& failure, const ClientOptions& options)
{
    Diagnosis diagnosis = explainOne(failure, optionsOf(failure, options));
    if (failure.earlier.empty())
        return diagnosis;
    QStringList all;
    for (const ConnectionFailure& earlier : failure.earlier)
        all += explainOne(earlier, optionsOf(earlier, options)).what;
    if (failure.reason == CloseReason::Refused || failure.reason == CloseReason::BadOptions) {
        diagnosis.details += QLatin1Char('\n') + all.join(QLatin1Char('\n'));
        return diagnosis;
    }
    all += diagnosis.what;
    diagnosis.kind = Diagnosis::Kind::NoAddress;
    diagnosis.what = DoctorText::tr("None of the %1 addresses leads to a broker.").arg(all.size());
    diagnosis.cause = all.join(QLatin1Char(' '));
    diagnosis.remedy = DoctorText::tr("Connect to one of them alone to see what mends it.");
    return diagnosis;
}

Diagnosis explainError(const Frame& error, Dialect dialect)
{
    Diagnosis diagnosis{Kind::ErrorFromBroker,
        DoctorText::tr("ERROR from %1: %2").arg(brokerOf(dialect), messageOf(error)),
        DoctorText::tr("The broker's own words are all that is known."), {}, wordsOf(error)};
    if (const KnownError* known = findError(error)) {
        diagnosis.kind = known->kind;
        diagnosis.cause = DoctorText::tr(known->cause);
        diagnosis.remedy = DoctorText::tr(known->remedy);
    }
    return diagnosis;
}

} // namespace Stomp
