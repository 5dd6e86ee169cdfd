#include "messageforecast.h"

#include "lessonlook.h"

namespace Ui {

namespace {

QStringList present(const LessonLook& look)
{
    QStringList names;
    for (const LessonLaneLook& lane : look.lanes) {
        if (lane.isConnected)
            names << lane.name;
    }
    return names;
}

} // namespace

void MessageForecast::ask(LessonLook& look, int number, const QString& destination)
{
    look.question = destination.isEmpty()
        ? tr("Who will receive message %1?").arg(number)
        : tr("Who will receive message %1, sent to %2?").arg(number).arg(destination);
    look.isForecast = true;
    look.answers = present(look);
    if (look.answers.size() > 1)
        look.answers << tr("each of them");
    look.answers << tr("nobody for now");
}

void MessageForecast::note(const LessonLook& look)
{
    m_asked = present(look);
}

int MessageForecast::cameTrue(const QStringList& who) const
{
    const auto names = static_cast<int>(m_asked.size());
    if (who.isEmpty())
        return names > 1 ? names + 1 : names;
    if (who.size() == 1)
        return static_cast<int>(m_asked.indexOf(who.constFirst()));
    return who == m_asked ? names : -1;
}

QString MessageForecast::tell(int number, const QStringList& who)
{
    if (who.isEmpty())
        return tr("No consumer has received message %1.").arg(number);
    if (who.size() == 1)
        return tr("%1 received message %2.").arg(who.constFirst()).arg(number);
    return tr("%1 and %2 each received a copy of message %3.")
        .arg(who.mid(0, who.size() - 1).join(QStringLiteral(", ")), who.constLast())
        .arg(number);
}

} // namespace Ui
