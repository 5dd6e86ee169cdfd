#include "settlingoffer.h"

#include "wording.h"

#include <QCoreApplication>

namespace Ui {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Ui::SettlingOffer", text);
}

} // namespace

QString settlingText(const QString& action, const Acknowledging::Reach& reach)
{
    if (reach.messages <= reach.chosen)
        return action;
    return tr("%1, %2 in all").arg(action, countText(reach.messages));
}

QString settlingTip(const QString& tip, const Acknowledging::Reach& reach)
{
    if (reach.messages <= reach.chosen)
        return tip;
    const QString others = countText(reach.messages - reach.chosen);
    const QString which = reach.otherSubscriptions
        ? tr("On this broker it takes all earlier ones of the connection with it, other "
             "subscriptions' too: %1 more than are selected.")
        : tr("In this acknowledgement mode it takes all earlier ones of the subscription with it: "
             "%1 more than are selected.");
    return tip + u'\n' + which.arg(others);
}

} // namespace Ui
