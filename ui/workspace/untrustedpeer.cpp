#include "untrustedpeer.h"

#include <stomp/client/connectionfailure.h>

#include <algorithm>

namespace Ui {
namespace {

/** What accepting a certificate can mend; the rest lies elsewhere. */
bool isAboutTrust(Stomp::TlsProblem problem)
{
    switch (problem) {
    case Stomp::TlsProblem::UnknownIssuer:
    case Stomp::TlsProblem::Expired:
    case Stomp::TlsProblem::NotYetValid:
    case Stomp::TlsProblem::NameMismatch:
    case Stomp::TlsProblem::Other:
        return true;
    case Stomp::TlsProblem::None:
    case Stomp::TlsProblem::Revoked:
    case Stomp::TlsProblem::ClientCertificateRefused:
    case Stomp::TlsProblem::NoCommonProtocol:
    case Stomp::TlsProblem::NotTls:
        break;
    }
    return false;
}

} // namespace

std::optional<UntrustedPeer> UntrustedPeer::of(const Stomp::ConnectionFailure& failure)
{
    const auto& tls = failure.evidence.tls;
    if (failure.stage != Stomp::ConnectionFailure::Stage::Tls || !tls || tls->chain.isEmpty()
        || tls->problems.isEmpty()
        || !std::all_of(tls->problems.cbegin(), tls->problems.cend(), isAboutTrust))
        return std::nullopt;
    UntrustedPeer peer{{}, tls->serverName};
    for (const Stomp::CertificateInfo& one : tls->chain) {
        peer.chain.append(
            {one.subject, one.issuer, one.names, one.validFrom, one.validUntil, one.sha256});
    }
    return peer;
}

} // namespace Ui
