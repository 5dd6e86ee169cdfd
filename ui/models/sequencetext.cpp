#include "sequencetext.h"

#include "framelogtext.h"
#include "visibletext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace Ui {

using Stomp::FrameRecord;

namespace {

constexpr qsizetype mostOfHeader = 120;
constexpr qsizetype mostOfBody = 60;
constexpr qsizetype mostOfName = 80;
constexpr int leastLane = 12; // characters
constexpr int mostLane = 28;

QString tr(const char* text)
{
    return QCoreApplication::translate("Ui::SequenceText", text);
}

QString header(const FrameRecord& record, std::string_view name)
{
    return visibleText(headerOf(record, name).value_or(std::string()), mostOfHeader);
}

/** Of a MESSAGE what its ACK names, of an ACK what it names. */
QString settledBy(const FrameRecord& record)
{
    const bool isMessage = record.command() == "MESSAGE";
    const QString id = header(record, isMessage ? "ack" : "id");
    return id.isEmpty() ? header(record, "message-id") : id;
}

QString subjectOf(const FrameRecord& record)
{
    const std::string_view command = record.command();
    if (command == "SEND" || command == "SUBSCRIBE")
        return header(record, "destination");
    if (command == "MESSAGE" || command == "ACK" || command == "NACK")
        return settledBy(record);
    if (command == "RECEIPT")
        return header(record, "receipt-id");
    if (command == "UNSUBSCRIBE")
        return header(record, "id");
    if (command == "BEGIN" || command == "COMMIT" || command == "ABORT")
        return header(record, "transaction");
    if (command == "CONNECTED")
        return header(record, "version");
    if (command == "ERROR")
        return header(record, "message");
    return {};
}

QString timeText(qint64 us)
{
    return QDateTime::fromMSecsSinceEpoch(us / 1000, Qt::UTC)
        .toString(QStringLiteral("HH:mm:ss.zzz"));
}

QString laneHead(const QString& name, int width)
{
    QString text = name;
    if (text.size() > width - 2)
        text = text.left(width - 3) + QChar(u'\u2026');
    const qsizetype before = (width - text.size()) / 2;
    return QString(before, u' ') + text + QString(width - text.size() - before, u' ');
}

QString lanes(const Sequence& sequence, const SequenceRow& row, int width)
{
    QString text(sequence.lines.size() * width, u' ');
    const auto centre = [width](int line) {
        return line * width + width / 2;
    };
    const bool isGap = row.kind == SequenceRow::Kind::Gap;
    for (int line = 0; line < sequence.lines.size(); ++line)
        text[centre(line)] = isGap ? u':' : u'|';
    if (isGap)
        return text;
    const int left = std::min(centre(row.from), centre(row.to));
    const int right = std::max(centre(row.from), centre(row.to));
    for (int at = left + 1; at < right; ++at)
        text[at] = row.kind == SequenceRow::Kind::Frame ? u'-' : u'.';
    if (row.to > row.from)
        text[right - 1] = u'>';
    else
        text[left + 1] = u'<';
    return text;
}

} // namespace

QString sequenceLabel(const FrameRecord& record)
{
    const QString command = frameCommandText(record);
    if (record.kind == FrameRecord::Kind::NotRecorded)
        return tr("%1 not recorded").arg(command);
    if (record.kind == FrameRecord::Kind::HeartBeats)
        return command;
    const QString subject = subjectOf(record);
    return subject.isEmpty() ? command : command + u' ' + subject;
}

QString sequenceDetail(const FrameRecord& record)
{
    if (record.kind != FrameRecord::Kind::Frame)
        return frameDetailsText(record);
    const std::string_view command = record.command();
    QStringList parts;
    const auto add = [&](std::string_view name, const QString& words) {
        const QString value = header(record, name);
        if (!value.isEmpty())
            parts << words.arg(value);
    };
    if (command == "MESSAGE") {
        add("destination", QStringLiteral("%1"));
        if (headerOf(record, "redelivered") == "true")
            parts << tr("redelivered");
    } else if (command == "SUBSCRIBE") {
        add("id", tr("id %1"));
        add("ack", tr("ack:%1"));
        add("selector", tr("selector %1"));
    } else if (command == "CONNECT" || command == "STOMP") {
        add("accept-version", tr("versions %1"));
        add("login", tr("login %1"));
    } else if (command == "CONNECTED") {
        add("server", QStringLiteral("%1"));
    } else if (command == "ERROR") {
        add("receipt-id", tr("receipt %1"));
    } else if (command == "SEND" || command == "ACK" || command == "NACK") {
        add("transaction", tr("transaction %1"));
    }
    add("receipt", tr("receipt %1"));
    if (!record.body().empty())
        parts << visibleText(record.body().substr(0, 8 * mostOfBody), mostOfBody);
    return parts.join(QStringLiteral("  "));
}

QString sequenceClientText(quint32 connection, const QString& name, const QString& clientId)
{
    const QString client = name.isEmpty() ? tr("connection %1").arg(connection)
                                          : visibleText(name.toStdString(), mostOfName);
    return clientId.isEmpty()
        ? client
        : tr("%1, client-id %2").arg(client, visibleText(clientId.toStdString(), mostOfName));
}

QString sequenceBrokerText(const QString& address, const QString& server)
{
    const QString where =
        address.isEmpty() ? tr("broker") : visibleText(address.toStdString(), mostOfName);
    return server.isEmpty() ? where : visibleText(server.toStdString(), mostOfName) + u", " + where;
}

QString sequenceGapText(qint64 us)
{
    return tr("nothing for %1").arg(frameSinceText(us).mid(1));
}

QString sequenceCaption(const Sequence& sequence)
{
    const QLocale locale;
    const auto number = [&locale](quint64 value) {
        return locale.toString(value);
    };
    if (sequence.arrows == sequence.all) {
        return sequence.all == 1 ? tr("1 line of the frame log")
                                 : tr("%1 lines of the frame log").arg(number(sequence.all));
    }
    if (sequence.first + sequence.arrows == sequence.all)
        return tr("the last %1 of %2 lines of the frame log")
            .arg(number(sequence.arrows), number(sequence.all));
    return tr("lines %1 to %2 of %3 of the frame log")
        .arg(number(sequence.first + 1), number(sequence.first + sequence.arrows),
            number(sequence.all));
}

QString sequenceRowText(const Sequence& sequence, const SequenceRow& row)
{
    if (row.kind == SequenceRow::Kind::Gap)
        return row.label;
    QString text = tr("%1 %2 to %3: %4")
                       .arg(frameTimeText(row.timeUs), sequence.lines.at(row.from).name,
                           sequence.lines.at(row.to).name, row.label);
    if (!row.detail.isEmpty())
        text += QStringLiteral(", ") + row.detail;
    return text;
}

QByteArray sequenceAsText(const Sequence& sequence)
{
    QStringList lines{tr("STOMP sequence: %1").arg(sequenceCaption(sequence))};
    if (sequence.rows.isEmpty())
        return lines.constFirst().toUtf8() + '\n';
    int width = leastLane;
    QStringList names;
    for (const SequenceLine& line : sequence.lines) {
        width = std::max(width, std::min(mostLane, static_cast<int>(line.name.size()) + 2));
        names << (line.isBroker ? tr("%1 (broker)") : QStringLiteral("%1")).arg(line.name);
    }
    const QString day =
        QDateTime::fromMSecsSinceEpoch(sequence.rows.constFirst().timeUs / 1000, Qt::UTC)
            .toString(QStringLiteral("yyyy-MM-dd"));
    lines << tr("Lanes: %1").arg(names.join(QStringLiteral(", ")))
          << tr("Times are UTC, from %1 on").arg(day) << QString();
    const auto line = [](const QString& time, const QString& since,
                          const QString& rest) -> QString {
        return time.leftJustified(14) + since.rightJustified(10) + rest;
    };
    QString head;
    for (const SequenceLine& one : sequence.lines)
        head += laneHead(one.name, width);
    while (head.endsWith(u' '))
        head.chop(1);
    lines << line({}, {}, head);
    for (const SequenceRow& row : sequence.rows) {
        const bool isGap = row.kind == SequenceRow::Kind::Gap;
        QString text = isGap
            ? line({}, {}, lanes(sequence, row, width))
            : line(timeText(row.timeUs), frameSinceText(row.sinceUs), lanes(sequence, row, width));
        text += (isGap ? u'(' + row.label + u')' : row.label);
        if (!row.detail.isEmpty())
            text += QStringLiteral("  ") + row.detail;
        if (row.link >= 0) {
            Stomp::FrameStep step;
            step.link = static_cast<Stomp::FrameLink>(row.link);
            text += QStringLiteral("  [") + frameLinkText(step) + u']';
        }
        while (text.endsWith(u' '))
            text.chop(1);
        lines << text;
    }
    return lines.join(u'\n').toUtf8() + '\n';
}

} // namespace Ui
