#include "replybook.h"

#include "connection.h"
#include "messagepump.h"

namespace Ui {

ReplyBook::ReplyBook(MessagePump& pump, QObject* parent) : QObject(parent), m_pump(pump)
{
    m_pump.setIsReply([this](quint32 connection, quint64 serial) { note(connection, serial); });
}

void ReplyBook::watch(Connection* connection)
{
    connect(connection, &Connection::publishProgressed, this,
        [this, number = connection->number()](const PublishProgress& progress) {
            if (progress.reply == ReplyState::Arrived)
                noteFacts(number, progress.answer);
        });
}

std::optional<quint64> ReplyBook::serialOf(quint32 connection, quint64 number) const
{
    const auto replies = m_replies.constFind(connection);
    if (replies == m_replies.cend())
        return std::nullopt;
    const auto serial = replies->serials.constFind(number);
    if (serial == replies->serials.cend() || !m_pump.store().rowOf(*serial))
        return std::nullopt;
    return *serial;
}

bool ReplyBook::hasCome(quint32 connection, quint64 number) const
{
    const auto replies = m_replies.constFind(connection);
    return replies != m_replies.cend() && number <= replies->marked;
}

const ReplyFacts* ReplyBook::replyAt(quint64 serial) const
{
    const auto found = m_facts.constFind(serial);
    return found == m_facts.cend() ? nullptr : &*found;
}

void ReplyBook::note(quint32 connection, quint64 serial)
{
    forgetRetired();
    Replies& replies = m_replies[connection];
    replies.serials.insert(++replies.marked, serial);
    pair(connection, replies.marked);
    Q_EMIT came(connection, replies.marked);
}

void ReplyBook::noteFacts(quint32 connection, const ReplyFacts& facts)
{
    m_unpaired[connection].insert(facts.number, facts);
    pair(connection, facts.number);
}

void ReplyBook::pair(quint32 connection, quint64 number)
{
    const auto replies = m_replies.constFind(connection);
    const auto waiting = m_unpaired.find(connection);
    if (replies == m_replies.cend() || waiting == m_unpaired.end()
        || !replies->serials.contains(number) || !waiting->contains(number))
        return;
    m_facts.insert(replies->serials.value(number), waiting->take(number));
}

void ReplyBook::forgetRetired()
{
    const auto isGone = [this](quint64 serial) {
        return !m_pump.store().rowOf(serial);
    };
    m_facts.removeIf([&](const auto& one) { return isGone(one.key()); });
    for (Replies& replies : m_replies)
        replies.serials.removeIf([&](const auto& one) { return isGone(one.value()); });
}

} // namespace Ui
