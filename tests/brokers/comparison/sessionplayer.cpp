#include "sessionplayer.h"

#include <QTest>

#include <algorithm>
#include <regex>

namespace {

/** Generous: RabbitMQ closes ten seconds after a wrong password, and machines are loaded. */
constexpr int frameWithinMs = 20'000;
constexpr int quietMs = 400;
constexpr int slowerByMs = 5'000;
constexpr int connectWithinMs = 20'000;

constexpr const char* anything = "*";

/** Different in each run. */
bool isIdOrTime(const std::string& name)
{
    static const std::vector<std::string> names{
        "message-id", "ack", "session", "server", "timestamp", "reply-to", "ingress-timestamp"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

/** The name of somebody's temporary destination, which has the maker's connection in it. */
bool isRemoteTemporary(const std::string& value)
{
    return value.starts_with("/remote-temp-queue/ID:")
        || value.starts_with("/remote-temp-topic/ID:");
}

void replaceAll(std::string& text, const std::string& what, const std::string& by)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at))
        text.replace(at, what.size(), by), at += by.size();
}

} // namespace

SessionPlayer::SessionPlayer(const RealBroker& broker, std::string uniqueName)
    : m_broker(broker), m_name(std::move(uniqueName))
{
    const Stomp::BrokerUrl url = broker.url();
    m_values["name"] = m_name;
    m_values["host"] = broker.isRabbit() ? "/" : "localhost";
    m_values["login"] = url.user.empty()
        ? ""
        : "login:" + url.user + "\npasscode:" + url.password.value_or("") + "\n";
}

SessionPlayer::Line& SessionPlayer::line(char name)
{
    const auto [found, isNew] = m_lines.try_emplace(name);
    Line& made = found->second;
    if (isNew) {
        made.socket->connectToHost(QStringLiteral("127.0.0.1"), m_broker.stompPort());
        if (!made.socket->waitForConnected(connectWithinMs))
            made.isClosed = true;
    }
    return made;
}

std::vector<SeenFrame> SessionPlayer::play(const SessionScript& script)
{
    for (const ScriptStep& step : script.steps) {
        Line& on = line(step.connection);
        switch (step.kind) {
        case ScriptStep::Kind::Send: {
            const std::string bytes = filled(step.bytes);
            on.socket->write(bytes.data(), qint64(bytes.size()));
            on.socket->flush();
            break;
        }
        case ScriptStep::Kind::Wait:
            if (!wait(on, step.connection, step.frames))
                m_overdue.insert(step.line);
            break;
        case ScriptStep::Kind::Quiet:
            keepQuiet();
            break;
        case ScriptStep::Kind::Drop:
            close(on);
            m_lines.erase(step.connection);
            break;
        }
    }
    for (auto& [name, each] : m_lines)
        close(each);
    return m_seen;
}

void SessionPlayer::keepQuiet()
{
    const std::size_t step = m_seenWhenQuiet.size();
    if (step < m_expected.size())
        std::ignore = QTest::qWaitFor([&] { return receiveAll() >= m_expected[step]; }, slowerByMs);
    QTest::qWait(quietMs); // that nothing comes can only be seen by waiting
    m_seenWhenQuiet.push_back(receiveAll());
}

std::size_t SessionPlayer::receiveAll()
{
    std::size_t frames = m_seen.size();
    for (auto& [name, each] : m_lines) {
        receive(name, each);
        frames += each.seen.size();
    }
    return frames;
}

bool SessionPlayer::wait(Line& on, char name, int frames)
{
    on.asked += frames;
    const auto isThere = [&] {
        std::ignore = receiveAll();
        return on.isClosed || int(on.seen.size()) >= on.asked;
    };
    std::ignore = QTest::qWaitFor(isThere, frameWithinMs);
    receive(name, on);
    return int(on.seen.size()) >= on.asked;
}

void SessionPlayer::receive(char name, Line& from)
{
    if (from.isClosed)
        return;
    const QByteArray bytes = from.socket->readAll();
    from.parser.push({bytes.constData(), std::size_t(bytes.size())});
    while (from.parser.next() == Stomp::FrameParser::Result::Frame)
        note(name, from.parser.frame());
    if (from.socket->state() != QAbstractSocket::ConnectedState
        && from.socket->bytesAvailable() == 0) {
        from.isClosed = true;
        from.seen.push_back({name, "(closed)", {}, {}});
    }
}

void SessionPlayer::note(char name, const Stomp::FrameView& frame)
{
    SeenFrame seen;
    seen.connection = name;
    seen.command = std::string(frame.command);
    for (const Stomp::HeaderView& header : frame.headers) {
        const std::string key(header.name);
        const std::string value(header.value);
        const bool isAnyones = isIdOrTime(key) || isRemoteTemporary(value);
        if (!seen.headers.emplace(key, isAnyones ? anything : withoutNames(value)).second)
            continue;
        m_values[std::string(1, name) + "." + key] = value;
    }
    if (seen.command == "CONNECTED") {
        const auto versions = Stomp::parseVersionList(frame.value("version"));
        m_lines.at(name).parser.setVersion(
            versions.empty() ? Stomp::Version::V10 : versions.front());
    }
    seen.body = withoutNames(std::string(frame.body));
    m_lines.at(name).seen.push_back(std::move(seen));
}

void SessionPlayer::close(Line& line)
{
    std::stable_partition(line.seen.begin(), line.seen.end(),
        [](const SeenFrame& frame) { return frame.command == "MESSAGE"; });
    std::move(line.seen.begin(), line.seen.end(), std::back_inserter(m_seen));
}

std::string SessionPlayer::filled(std::string text) const
{
    for (std::size_t at = text.find("${"); at != std::string::npos; at = text.find("${", at)) {
        const std::size_t end = text.find('}', at);
        const auto value = m_values.find(text.substr(at + 2, end - at - 2));
        const std::string by = value == m_values.end() ? std::string() : value->second;
        text.replace(at, end - at + 1, by);
        at += by.size();
    }
    return text;
}

std::string SessionPlayer::withoutNames(std::string text) const
{
    replaceAll(text, m_name, "NAME");
    static const std::regex generated("amq\\.gen-[A-Za-z0-9_-]+");
    text = std::regex_replace(text, generated, "amq.gen-*");
    for (const auto& [name, value] : m_values) {
        if (isIdOrTime(name.substr(name.find('.') + 1)) && value.size() > 3)
            replaceAll(text, value, anything);
    }
    return text;
}
