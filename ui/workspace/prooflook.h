#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace Ui {

/** What one subscriber of a proof has got so far. */
struct ProofLaneLook
{
    QString name;
    QString state; //!< "subscribed, confirmed"; empty before it has anything to do
    QList<int> received; //!< numbers, in their order
    QList<int> redelivered; //!< those of them that were marked so
    int foreign = 0; //!< messages of others that it was given
};

/** A proof at one moment, as values for the window. */
struct ProofLook
{
    enum class Verdict : quint8
    {
        None, //!< not yet
        Queue,
        Topic,
        Inconclusive,
    };

    int shared = 0; //!< numbers 1 to this one go to A and B
    int unattended = 0; //!< so many more to nobody
    int sent = 0;
    QString step; //!< what goes on now; empty before and after
    QList<ProofLaneLook> lanes; //!< A, B, the late one
    Verdict verdict = Verdict::None;
    std::optional<bool> kept;
    QString verdictText; //!< the sentence, with its evidence
    QString keptText;
    QString oddText; //!< what is not as the name, or as usual
    QString ownShareText; //!< what subscriptions of this console may have taken
    QStringList leftBehind;
    QString problem; //!< what went wrong on the way, likely cause and remedy; may be empty
    QString text; //!< all of it, to copy
};

} // namespace Ui
