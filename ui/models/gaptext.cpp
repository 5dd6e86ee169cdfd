#include "gaptext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QStringList>

namespace Ui {
namespace {

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("Ui::ConnectionGap", text, nullptr, n);
}

QString timeOf(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms).time().toString(QStringLiteral("HH:mm:ss"));
}

QString whatHappened(const ConnectionGap& gap)
{
    const QString lost = timeOf(gap.lostMs);
    if (gap.backMs == 0)
        return tr("connection lost %1, not back yet").arg(lost);
    const QString back = timeOf(gap.backMs);
    if (gap.times > 1)
        return tr("connection lost %1, back for good %2, after %n losses", int(gap.times))
            .arg(lost, back);
    return tr("connection lost %1, back %2").arg(lost, back);
}

QString whatBecame(const ConnectionGap& gap)
{
    QStringList parts;
    if (gap.topics)
        parts << tr("messages on topics in between are gone");
    if (gap.queues)
        parts << tr("queues are kept");
    if (gap.durables)
        parts << tr("durable subscriptions are kept");
    if (gap.others)
        parts << tr("whether the other destinations are kept is up to the broker");
    return parts.join(QStringLiteral(", "));
}

} // namespace

QString gapText(const ConnectionGap& gap)
{
    const QString became = whatBecame(gap);
    return became.isEmpty() ? whatHappened(gap) : whatHappened(gap) + QStringLiteral("; ") + became;
}

} // namespace Ui
