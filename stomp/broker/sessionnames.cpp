#include "sessionnames.h"

#include "broker.h"

#include <algorithm>

namespace Stomp {

namespace {

Refusal missing(const FrameView& frame)
{
    return {std::string(frame.command) + " without destination",
        frame.command == "SEND"
            ? "The header destination says where to, such as /queue/orders."
            : "The header destination says what to subscribe to, such as /queue/orders.",
        {}, Offence::NoDestination, {}};
}

} // namespace

SessionNames::SessionNames(Broker& broker, std::uint64_t session)
    : m_broker(broker), m_session(session)
{ }

Verdict SessionNames::targets(const FrameView& send, const std::vector<Destination*>*& targets)
{
    const auto text = send.header("destination");
    if (!text)
        return missing(send);
    targets = &m_lastTargets;
    // Artemis: a header has a say as well.
    if (*text == m_lastText && m_lastCollections == m_broker.destinations().collections()
        && m_broker.skin().kind != BrokerSkin::Kind::Artemis)
        return {};
    return findTargets(*text, send);
}

Verdict SessionNames::findTargets(std::string_view text, const FrameView& send)
{
    m_lastText.clear();
    m_lastTargets.clear();
    if (Observatory::isOwn(text))
        return Refusal{"[" + std::string(text) + "] is the broker's own topic",
            "It tells about the broker there: subscribe to it; nobody else sends to it.", {}};
    SkinName name;
    if (auto refusal = read(text, SkinName::Use::Send, send, name))
        return refusal;
    if (name.isIgnored)
        return {};
    for (const DestinationPath& path : name.paths) {
        if (auto refusal = m_rights.checkWrite(path))
            return refusal;
    }
    if (auto refusal = m_broker.destinations().findAll(name.paths, m_lastTargets)) {
        m_lastTargets.clear();
        return refusal;
    }
    m_lastText = text;
    m_lastCollections = m_broker.destinations().collections();
    return {};
}

Verdict SessionNames::sources(const FrameView& subscribe, std::vector<DestinationPath>& paths)
{
    const auto text = subscribe.header("destination");
    if (!text)
        return missing(subscribe);
    SkinName name;
    if (auto refusal = read(*text, SkinName::Use::Subscribe, subscribe, name))
        return refusal;
    for (DestinationPath& path : name.paths) {
        if (auto refusal = m_rights.checkRead(path))
            return refusal;
        if (path.isTemporary && !nameAsMaker(path) && !m_broker.skin().sharesTemporary)
            return Refusal{"Cannot subscribe to the temporary destination [" + path.text + "]",
                "Only the connection that has made it may read it.", {},
                Offence::InvalidDestination, path.text};
    }
    paths = std::move(name.paths);
    return {};
}

Verdict SessionNames::read(
    std::string_view text, SkinName::Use use, const FrameView& frame, SkinName& name)
{
    if (isTemporaryAlias(text) && m_broker.skin().hasTemporary) {
        name = {};
        name.paths.push_back(makeTemporary(text));
        return {};
    }
    return SkinName::read(m_broker.skin(), text, use, frame, m_broker.destinations(), name);
}

bool SessionNames::nameAsMaker(DestinationPath& path) const
{
    const auto made = std::ranges::find_if(
        m_temporary, [&path](const auto& entry) { return entry.second == path.text; });
    if (made == m_temporary.end())
        return false;
    path.shown = made->first;
    return true;
}

bool SessionNames::isOwnAlias(std::string_view replyTo) const
{
    return isTemporaryAlias(replyTo)
        && (m_broker.skin().hasTemporary || m_broker.skin().makesReplyQueues);
}

Verdict SessionNames::remoteName(std::string_view alias, std::string& remote, bool& isNew)
{
    if (alias.size() <= std::string_view("/temp-queue/").size())
        return Refusal{"Invalid destination [" + std::string(alias) + "]",
            "The name of the temporary destination is empty.", {}, Offence::InvalidDestination,
            std::string(alias)};
    const std::size_t before = m_temporary.size();
    remote = makeTemporary(alias).text;
    isNew = m_temporary.size() > before;
    return {};
}

DestinationPath SessionNames::makeTemporary(std::string_view alias)
{
    DestinationPath path;
    path.isTemporary = true;
    path.kind = alias.starts_with("/temp-queue/") ? DestinationPath::Kind::Queue
                                                  : DestinationPath::Kind::Topic;
    if (const auto known = m_temporary.find(alias); known != m_temporary.end()) {
        path.text = known->second;
        return path;
    }
    const std::string id = m_broker.bootName() + '-' + std::to_string(m_session) + ':'
        + std::to_string(m_temporary.size() + 1);
    if (m_broker.skin().makesReplyQueues) {
        path.text = "/queue/amq.gen-" + id;
        // As a key of the default exchange; the colon would be escaped in every MESSAGE.
        path.text.replace(path.text.rfind(':'), 1, "-");
    } else {
        // The owner alone reads it, and knows it by the alias.
        path.text = "/remote-" + std::string(alias.substr(1, 11)) + "ID:" + id;
        path.shown = alias;
    }
    static_cast<void>(m_broker.destinations().createTemporary(path));
    m_temporary.emplace(std::string(alias), path.text);
    return path;
}

void SessionNames::destroyTemporary()
{
    for (const auto& [alias, name] : m_temporary)
        m_broker.destroyTemporary(name);
    m_temporary.clear();
    m_lastText.clear();
    m_lastTargets.clear();
}

} // namespace Stomp
