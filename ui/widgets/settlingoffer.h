#pragma once

#include <ui/workspace/acknowledging.h>

#include <QString>

namespace Ui {

/** What can be done with messages that wait for an acknowledgement, and what it would do. */
struct SettlingOffer
{
    Acknowledging::Reach ack;
    Acknowledging::Reach nack;
    /** The broker lets us choose between putting back and dropping. */
    bool canRequeue = false;
    QString nackMeaning; //!< a sentence
};

/** "Acknowledge, 12 in all", where more go with the chosen ones. */
[[nodiscard]] QString settlingText(const QString& action, const Acknowledging::Reach& reach);
/** The same as a sentence below the action's own. */
[[nodiscard]] QString settlingTip(const QString& tip, const Acknowledging::Reach& reach);

} // namespace Ui
