#pragma once

#include "untrustedpeer.h"

#include <QMetaType>
#include <QString>

namespace Stomp {
struct Diagnosis;
}

namespace Ui {

/** What went wrong, in words for the user: what happened, its likely cause, what to do next. */
struct Problem
{
    QString what;
    QString cause;
    QString remedy;
    QString detail; //!< the system's, the parser's or the broker's own words
    /** A certificate that the user may look at and accept. */
    std::optional<UntrustedPeer> untrusted = std::nullopt;

    [[nodiscard]] bool isEmpty() const { return what.isEmpty(); }
    [[nodiscard]] static Problem of(const Stomp::Diagnosis& diagnosis);
};

} // namespace Ui

Q_DECLARE_METATYPE(Ui::Problem)
