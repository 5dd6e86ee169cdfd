#pragma once

#include "findings.h"

#include <QString>

namespace Stomp {

/** The evidence of one step in a sentence or two, when the step was passed. */
[[nodiscard]] QString foundName(const Findings& findings);
[[nodiscard]] QString foundTcp(const Findings& findings);
[[nodiscard]] QString foundTls(const Findings& findings);
[[nodiscard]] QString foundUpgrade(const Findings& findings);
[[nodiscard]] QString foundConnect(const Findings& findings);
[[nodiscard]] QString foundConnected(const Findings& findings);

/** What works but should not stay so; empty when there is nothing. */
[[nodiscard]] QString doubtAboutTls(const Findings& findings);
[[nodiscard]] QString doubtAboutSession(const Findings& findings);

/** One line for each certificate, the peer's own first. */
[[nodiscard]] QStringList describe(const QList<CertificateInfo>& chain);
[[nodiscard]] QString fingerprintText(const QByteArray& sha256);

} // namespace Stomp
