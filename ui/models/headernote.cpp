#include "headernote.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <charconv>
#include <optional>

namespace Ui {

using Stomp::ValueKind;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Ui::HeaderNote", text);
}

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::optional<qint64> numberIn(std::string_view text)
{
    qint64 number = 0;
    const char* const end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number);
    if (text.empty() || result.ec != std::errc() || result.ptr != end)
        return {};
    return number;
}

/** The value in the reader's own time, or nothing where the number says it already. */
QString reading(ValueKind kind, std::string_view value)
{
    const auto number = numberIn(value);
    if (!number || *number <= 0)
        return {};
    // Beyond the year 9999 it is a mistake that a date would hide.
    constexpr qint64 last = 253'402'300'799;
    const bool inMs = kind == ValueKind::EpochMs;
    if (inMs || kind == ValueKind::EpochSeconds) {
        if (*number / (inMs ? 1000 : 1) > last)
            return {};
        const QDateTime time =
            inMs ? QDateTime::fromMSecsSinceEpoch(*number) : QDateTime::fromSecsSinceEpoch(*number);
        return QLocale().toString(time, QStringLiteral("d MMM yyyy, HH:mm:ss"));
    }
    if (kind == ValueKind::DurationMs && *number >= 1000)
        return tr("%1 s").arg(QLocale().toString(static_cast<double>(*number) / 1000.0, 'g', 6));
    return {};
}

} // namespace

QString evidenceText(Stomp::Evidence evidence)
{
    return evidence == Stomp::Evidence::TriedLive ? tr("tried live") : tr("from source");
}

QString withEvidence(std::string_view sentence, Stomp::Evidence evidence)
{
    return fromView(sentence) + QStringLiteral(" (") + evidenceText(evidence) + u')';
}

QString behaviourNote(Stomp::Dialect dialect, Stomp::Matter matter)
{
    const auto says = Stomp::behaviourOf(dialect, matter);
    return withEvidence(says.value, says.evidence);
}

QString headerNote(
    Stomp::Dialect dialect, Stomp::HeaderUse use, std::string_view name, std::string_view value)
{
    if (name.empty())
        return {};
    const Stomp::HeaderFact* const fact = Stomp::headerOf(dialect, use, name);
    if (!fact) {
        return use == Stomp::HeaderUse::Message || use == Stomp::HeaderUse::Send
            ? tr("A header of the sender's own: the broker passes it on.")
            : tr("This broker is not known to read such a header.");
    }
    QString note = fromView(Stomp::describe(*fact));
    const QString read = reading(fact->kind, value);
    if (!read.isEmpty())
        note += QStringLiteral(" ") + tr("Here: %1.").arg(read);
    return note + QStringLiteral(" (") + evidenceText(fact->evidence) + u')';
}

} // namespace Ui
