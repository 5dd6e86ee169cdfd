#include "framelogtext.h"

#include "visibletext.h"

#include <stomp/payload/hexdump.h>
#include <stomp/payload/utf8.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>

namespace Ui {

using Stomp::FrameDirection;
using Stomp::FrameGap;
using Stomp::FrameLink;
using Stomp::FrameRecord;

namespace {

constexpr qsizetype shownHeader = 120;
constexpr qsizetype shownBody = 160;

QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("Ui::FrameLogText", text, nullptr, n);
}

QDateTime timeOf(std::int64_t us)
{
    return QDateTime::fromMSecsSinceEpoch(us / 1000);
}

QString number(double value, int digits)
{
    return QLocale().toString(value, 'f', digits);
}

QString latin(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

bool isText(std::string_view body)
{
    return !Stomp::firstBadUtf8(body) && body.find('\0') == std::string_view::npos;
}

} // namespace

QString frameTimeText(std::int64_t us)
{
    return timeOf(us).toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString frameSinceText(std::int64_t us)
{
    const double ms = static_cast<double>(us) / 1000;
    if (us <= 0)
        return {};
    if (us < 100'000)
        return tr("+%1 ms").arg(number(ms, us < 1000 ? 2 : 1));
    if (us < 1'000'000)
        return tr("+%1 ms").arg(number(ms, 0));
    if (us < 60'000'000)
        return tr("+%1 s").arg(number(ms / 1000, 2));
    return tr("+%1 min").arg(number(ms / 60'000, 1));
}

QString frameCommandText(const FrameRecord& record)
{
    const int count = static_cast<int>(std::min<std::uint64_t>(record.count, 0x7fffffff));
    switch (record.kind) {
    case FrameRecord::Kind::HeartBeats:
        return record.count == 1 ? tr("heart-beat")
                                 : tr("%1 heart-beats").arg(QLocale().toString(count));
    case FrameRecord::Kind::NotRecorded:
        return record.count == 1 ? tr("1 frame") : tr("%1 frames").arg(QLocale().toString(count));
    case FrameRecord::Kind::Frame:
        break;
    }
    return visibleText(record.command(), 40);
}

QString frameDetailsText(const FrameRecord& record)
{
    const std::int64_t lasted = record.lastUs - record.timeUs;
    if (record.kind == FrameRecord::Kind::HeartBeats)
        return lasted > 0 ? tr("in %1").arg(frameSinceText(lasted).mid(1)) : QString();
    if (record.kind == FrameRecord::Kind::NotRecorded) {
        return record.direction == FrameDirection::In
            ? tr("MESSAGE frames, not recorded: the log was not in view")
            : tr("ACK frames sent on arrival, not recorded: the log was not in view");
    }
    static constexpr std::array<std::string_view, 16> telling{"message", "destination", "id",
        "subscription", "message-id", "ack", "receipt", "receipt-id", "transaction", "selector",
        Stomp::traceHeader, "version", "accept-version", "server", "host", "heart-beat"};
    QStringList parts;
    for (const std::string_view name : telling) {
        if (const auto value = headerOf(record, name))
            parts << latin(name) + u':' + visibleText(*value, shownHeader);
    }
    if (!record.body().empty())
        parts << visibleText(record.body().substr(0, 4 * shownBody), shownBody);
    return parts.join(QStringLiteral("  "));
}

QString frameDirectionText(FrameDirection direction)
{
    return direction == FrameDirection::In ? tr("in") : tr("out");
}

QString frameLinkText(const Stomp::FrameStep& step)
{
    switch (step.link) {
    case FrameLink::Itself:
        return tr("this frame");
    case FrameLink::Request:
        return step.isProbable ? tr("probably the request: no other had no answer")
                               : tr("the request");
    case FrameLink::Answer:
        return step.isProbable ? tr("probably the answer: no other request had none")
                               : tr("the answer");
    case FrameLink::Message:
        return tr("the message");
    case FrameLink::Settlement:
        return tr("settles the message");
    case FrameLink::SettledWithLater:
        return tr("settles it with a later one (ack:client)");
    case FrameLink::TransactionEnd:
        return tr("ends the transaction");
    case FrameLink::TransactionBegin:
        return tr("begins the transaction");
    case FrameLink::TraceSource:
        return tr("sent with the same mark");
    case FrameLink::TraceResult:
        return tr("came with the same mark");
    case FrameLink::Subscription:
        return tr("the subscription");
    case FrameLink::Unsubscription:
        return tr("ends the subscription");
    }
    return {};
}

QString frameGapText(FrameGap gap)
{
    switch (gap) {
    case FrameGap::SendIsNotLinked:
        return tr("Not linked to a MESSAGE: STOMP has no link. Publish with \"Mark to follow\".");
    case FrameGap::MessageIsNotLinked:
        return tr("Not linked to a SEND: STOMP has no link, but for one with \"Mark to follow\".");
    case FrameGap::TracedMessageNotSeen:
        return tr("No MESSAGE with this mark is in the log: not delivered to us, not yet, or not "
                  "recorded.");
    case FrameGap::TraceSourceNotSeen:
        return tr("The SEND with this mark is not in the log.");
    case FrameGap::NoReceiptAsked:
        return tr("No receipt was asked for: nothing answers this frame.");
    case FrameGap::NoAnswerYet:
        return tr("No answer is in the log.");
    case FrameGap::NotAcknowledged:
        return tr("Neither an ACK nor a NACK for it is in the log.");
    case FrameGap::NeedsNoAck:
        return tr("Needs no ACK (ack:auto).");
    case FrameGap::MessageNotInLog:
        return tr("The MESSAGE it names is not in the log any more, or was not recorded.");
    case FrameGap::RequestNotInLog:
        return tr("What it answers is not in the log any more.");
    case FrameGap::ErrorNamesNoRequest:
        return tr("Not linked: the ERROR names no receipt-id, and not exactly one request is "
                  "without an answer.");
    case FrameGap::MoreSteps:
        return tr("There are more steps than are listed here.");
    }
    return {};
}

QByteArray frameAsText(const FrameRecord& record, const QString& connection)
{
    QStringList about{timeOf(record.timeUs).toUTC().toString(Qt::ISODateWithMs),
        record.direction == FrameDirection::In ? QStringLiteral("<<<") : QStringLiteral(">>>"),
        connection};
    if (record.kind == FrameRecord::Kind::Frame)
        about << tr("%1 bytes").arg(record.size);
    else
        about << frameCommandText(record) << frameDetailsText(record);
    QByteArray text = about.join(u' ').trimmed().toUtf8() + '\n';
    if (record.kind == FrameRecord::Kind::Frame) {
        text +=
            QByteArray::fromRawData(record.bytes.data(), static_cast<qsizetype>(record.bodyOffset));
        const std::string_view body = record.body();
        const std::string shown =
            isText(body) ? std::string(body) : Stomp::HexDump::dump(body, 0, body.size());
        text.append(shown.data(), static_cast<qsizetype>(shown.size()));
        if (!text.endsWith('\n'))
            text += '\n';
        if (record.cutBytes > 0)
            text +=
                tr("(%1 more bytes of the body are not kept)").arg(record.cutBytes).toUtf8() + '\n';
    }
    return text + '\n';
}

} // namespace Ui
