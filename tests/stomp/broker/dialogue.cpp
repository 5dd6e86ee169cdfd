#include "dialogue.h"

#include <stomp/protocol/framewriter.h>

#include <QByteArray>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace Testing {

namespace {

QString textOf(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QString shown(const Stomp::Frame& frame)
{
    QString text = textOf(frame.command);
    for (const Stomp::Header& header : frame.headers)
        text += u' ' + textOf(header.name) + u':' + textOf(header.value);
    return text + QStringLiteral(" | ") + textOf(frame.body);
}

/** What stands before and after the bar. */
std::pair<QStringList, QByteArray> split(const QString& text)
{
    // An empty body: the bar is last.
    const qsizetype bar = QString(text + u' ').indexOf(QStringLiteral(" | "));
    QStringList words = text.left(bar).split(u' ', Qt::SkipEmptyParts);
    for (QString& word : words)
        word.replace(QStringLiteral("\\s"), QStringLiteral(" "));
    QByteArray body = bar < 0 ? QByteArray() : text.mid(bar + 3).toUtf8();
    body.replace("\\0", QByteArray(1, '\0')).replace("\\n", "\n");
    return {words, body};
}

QString checkHeader(const Stomp::Frame& frame, const QString& word)
{
    if (word.startsWith(u'!')) {
        const QString name = word.mid(1);
        return frame.header(name.toStdString()) ? name + QStringLiteral(" is there") : QString();
    }
    const qsizetype colon = word.indexOf(u':');
    const QString name = word.left(colon);
    const auto value = frame.header(name.toStdString());
    if (!value)
        return name + QStringLiteral(" is missing");
    QString expected = word.mid(colon + 1);
    expected.replace(QStringLiteral("\\n"), QStringLiteral("\n"))
        .replace(QStringLiteral("\\r"), QStringLiteral("\r"));
    return textOf(*value) == expected ? QString() : name + QStringLiteral(" is ") + textOf(*value);
}

} // namespace

QString Dialogue::run(const QString& script)
{
    const QStringList lines = script.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines[i].trimmed();
        if (line.isEmpty())
            continue;
        QString problem = step(line);
        if (problem.isEmpty())
            problem = checkSums();
        if (!problem.isEmpty())
            return QStringLiteral("line %1, \"%2\": %3").arg(i + 1).arg(line, problem);
    }
    return leftOver();
}

QString Dialogue::kept(const QString& name, std::string_view header) const
{
    const auto found = m_kept.find(name);
    return found == m_kept.end() ? QString() : textOf(found->second.value(header));
}

QString Dialogue::leftOver() const
{
    for (const auto& [name, peer] : m_peers) {
        if (!peer->outbox.frames.empty())
            return name + QStringLiteral(" also got ") + shown(peer->outbox.frames.front());
        if (peer->outbox.sentAfterEnd)
            return name + QStringLiteral(" was sent something after its end");
        if (peer->outbox.isBroken())
            return name + QStringLiteral(" was sent what is no STOMP");
    }
    return {};
}

QString Dialogue::step(const QString& line)
{
    const QString first = line.section(u' ', 0, 0);
    const QString rest = line.section(u' ', 1);
    if (first == QStringLiteral("wait")) {
        pass(rest.toLongLong());
        return {};
    }
    if (first == QStringLiteral("count"))
        return count(rest);
    if (first == QStringLiteral("move"))
        return moveBack(rest);
    return clientStep(first, rest.section(u' ', 0, 0), rest.section(u' ', 1));
}

void Dialogue::pass(Stomp::Millis time)
{
    // In small steps, as a timer would: every deadline is met at its time.
    for (const Stomp::Millis end = m_now + time; m_now < end;) {
        m_now += std::min<Stomp::Millis>(10, end - m_now);
        const auto due = m_broker.nextDeadline(m_now);
        if (due && *due <= m_now + 100)
            m_broker.tick(m_now);
        for (const auto& [name, peer] : m_peers) {
            const auto sessionDue = peer->session.nextDeadline();
            if (sessionDue && *sessionDue <= m_now)
                peer->session.tick(m_now);
            if (std::exchange(peer->outbox.wantsResume, false))
                peer->session.resume(m_now);
        }
    }
}

QString Dialogue::clientStep(const QString& name, const QString& verb, const QString& rest)
{
    auto& slot = m_peers[name];
    if (!slot)
        slot = std::make_unique<Peer>(m_broker, m_now);
    Peer& peer = *slot;
    const auto is = [&](const char* word) {
        return verb == QLatin1StringView(word);
    };
    if (is("connect"))
        return connectClient(peer, rest);
    if (is(">"))
        send(peer, rest);
    else if (is("<"))
        return expect(peer, rest);
    else if (is("ack") || is("nack"))
        return acknowledge(peer, verb.toUpper().toLatin1(), rest);
    else if (is("lost"))
        peer.session.connectionLost(m_now);
    else if (is("full"))
        peer.outbox.pending = m_broker.options().outboxForMessages;
    else if (is("room"))
        peer.outbox.pending = 0;
    else if (is("drains")) {
        peer.outbox.pending = 0;
        peer.session.outboxDrained(m_now);
    } else if (is("raw")) {
        QByteArray bytes = rest.toUtf8();
        bytes.replace("\\n", "\n").replace("\\r", "\r").replace("\\s", " ");
        bytes.replace("\\0", QByteArray(1, '\0'));
        peer.session.receive({bytes.constData(), static_cast<std::size_t>(bytes.size())}, m_now);
    } else if (is("beat")) {
        if (!peer.outbox.frames.empty() || peer.outbox.takeHeartBeats() != 1)
            return QStringLiteral("there was not one heart-beat");
    } else if (is("none") || is("closed") || is("open")) {
        if (!peer.outbox.frames.empty())
            return QStringLiteral("got ") + shown(peer.outbox.frames.front());
        if (peer.outbox.takeHeartBeats() != 0)
            return QStringLiteral("got a heart-beat");
        if (peer.outbox.isClosed != is("closed") && !is("none"))
            return QStringLiteral("it is not");
    } else if (is("held") || is("free")) {
        if (peer.session.wantsInput() != is("free"))
            return QStringLiteral("it is not");
    } else if (is("aborted")) {
        if (!peer.outbox.isAborted)
            return QStringLiteral("it is not");
    } else
        return QStringLiteral("unknown step");
    return {};
}

QString Dialogue::connectClient(Peer& peer, const QString& rest)
{
    const QString version = rest.section(u' ', 0, 0);
    send(peer, QStringLiteral("CONNECT accept-version:") + version + u' ' + rest.section(u' ', 1));
    peer.outbox.setVersion(Stomp::versionFromString(version.toStdString()).value());
    return expect(peer, QStringLiteral("CONNECTED version:") + version);
}

void Dialogue::send(Peer& peer, const QString& text)
{
    const auto [words, body] = split(text);
    QByteArray bytes = words.first().toUtf8() + '\n';
    for (const QString& word : words.mid(1))
        bytes += word.toUtf8() + '\n';
    bytes += '\n' + body + '\0';
    peer.session.receive({bytes.constData(), static_cast<std::size_t>(bytes.size())}, m_now);
}

QString Dialogue::expect(Peer& peer, const QString& rest)
{
    auto [words, body] = split(rest);
    if (peer.outbox.frames.empty())
        return QStringLiteral("nothing came");
    const Stomp::Frame frame = peer.outbox.frames.front();
    peer.outbox.frames.pop_front();
    QString command = words.takeFirst();
    if (const qsizetype equals = command.indexOf(u'='); equals > 0) {
        m_kept[command.left(equals)] = frame;
        command.remove(0, equals + 1);
    }
    if (textOf(frame.command) != command)
        return QStringLiteral("got ") + shown(frame);
    for (const QString& word : words) {
        if (const QString problem = checkHeader(frame, word); !problem.isEmpty())
            return problem + QStringLiteral(" in ") + shown(frame);
    }
    if (QString(rest + u' ').contains(QStringLiteral(" | ")) && body.toStdString() != frame.body)
        return QStringLiteral("the body is ") + textOf(frame.body);
    return {};
}

QString Dialogue::acknowledge(Peer& peer, const QByteArray& command, const QString& rest)
{
    const Stomp::Frame& message = m_kept[rest.section(u' ', 0, 0)];
    Stomp::Frame ack;
    ack.command = command.toStdString();
    if (peer.session.version() == Stomp::Version::V12) {
        ack.add("id", message.value("ack"));
    } else {
        ack.add("message-id", message.value("message-id"));
        if (message.header("subscription"))
            ack.add("subscription", message.value("subscription"));
    }
    for (const QString& word : rest.section(u' ', 1).split(u' ', Qt::SkipEmptyParts))
        ack.add(word.section(u':', 0, 0).toStdString(), word.section(u':', 1).toStdString());
    std::string bytes;
    const Stomp::FrameWriter writer{peer.session.version(), false};
    if (writer.write(ack, Stomp::ContentLength::Omit, bytes) != Stomp::WriteError::None)
        return QStringLiteral("cannot be written");
    peer.session.receive(bytes, m_now);
    return {};
}

QString Dialogue::moveBack(const QString& rest)
{
    const std::string queue = rest.section(u' ', 0, 0).toStdString();
    const QString which = rest.section(u' ', 1);
    const std::string id = which == QStringLiteral("all")
        ? std::string()
        : std::string(m_kept[which].value("message-id"));
    std::size_t moved = 0;
    const Stomp::Verdict refused = m_broker.moveBack(queue, id, m_now, moved);
    return refused ? textOf(refused->message) : QString();
}

QString Dialogue::checkSums() const
{
    for (const Stomp::DestinationSnapshot& place : m_broker.snapshot().destinations) {
        if (place.isQueue && !place.addsUp())
            return textOf(place.name) + QStringLiteral(": its counters do not add up");
    }
    return {};
}

QString Dialogue::count(const QString& rest) const
{
    const QStringList words = rest.split(u' ');
    for (const Stomp::DestinationSnapshot& place : m_broker.snapshot().destinations) {
        if (textOf(place.name) != words[0])
            continue;
        const std::map<QString, std::uint64_t> values{
            {QStringLiteral("in"), place.counters.in},
            {QStringLiteral("out"), place.counters.out},
            {QStringLiteral("acked"), place.counters.acked},
            {QStringLiteral("nacked"), place.counters.nacked},
            {QStringLiteral("redelivered"), place.counters.redelivered},
            {QStringLiteral("noConsumer"), place.counters.noConsumer},
            {QStringLiteral("discarded"), place.counters.discarded},
            {QStringLiteral("abandoned"), place.counters.abandoned},
            {QStringLiteral("deadNacked"), place.counters.deadNacked},
            {QStringLiteral("deadRedelivered"), place.counters.deadRedelivered},
            {QStringLiteral("deadExpired"), place.counters.deadExpired},
            {QStringLiteral("expired"), place.counters.expired},
            {QStringLiteral("undeliverable"), place.counters.undeliverable},
            {QStringLiteral("movedBack"), place.counters.movedBack},
            {QStringLiteral("scheduled"), place.scheduled},
            {QStringLiteral("consumers"), place.consumers},
            {QStringLiteral("waiting"), place.waiting},
            {QStringLiteral("inFlight"), place.inFlight},
        };
        const auto found = values.find(words[1]);
        if (found == values.end())
            return QStringLiteral("no such counter");
        return found->second == words[2].toULongLong()
            ? QString()
            : QStringLiteral("it is %1").arg(found->second);
    }
    return QStringLiteral("no such destination");
}

} // namespace Testing
