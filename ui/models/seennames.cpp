#include "seennames.h"

#include <stomp/selector/sourcenames.h>

#include <algorithm>

namespace Ui {

void SeenNames::look(const Stomp::StoredMessage& message)
{
    for (const FilterTerm& term : filterTerms(message, mostOfOne)) {
        if (m_names.size() >= mostNames)
            return;
        if (!m_names.contains(term.name))
            m_names.insert(term.name, {term.name, term.value, term.isPath});
    }
}

void SeenNames::lookAtSource(const Stomp::StoredMessage& message)
{
    const auto add = [this](std::string_view name, std::uint32_t number) {
        const QString text = QString::fromLatin1(name.data(), qsizetype(name.size()));
        m_names.insert(text, {text, QString::number(number), false});
    };
    for (const FilterTerm& term : {sizeTerm(*message.row), timeTerm(*message.row, false)})
        m_names.insert(term.name, {term.name, term.value, false});
    add(Stomp::connectionName, message.row->connection);
    add(Stomp::subscriptionName, message.row->subscription);
}

QList<SeenNames::Name> SeenNames::names() const
{
    QList<Name> names = m_names.values();
    const auto plain = [](const Name& name) {
        return QStringView(name.text).mid(name.text.startsWith(u'"') ? 1 : 0);
    };
    std::sort(names.begin(), names.end(), [plain](const Name& a, const Name& b) {
        return a.isPath != b.isPath ? b.isPath
                                    : plain(a).compare(plain(b), Qt::CaseInsensitive) < 0;
    });
    return names;
}

std::vector<Stomp::StoredMessage> SeenNames::sampleOf(const Stomp::MessageStore& store)
{
    std::vector<Stomp::StoredMessage> messages;
    const std::size_t rows = store.rowCount();
    const std::size_t step = std::max<std::size_t>(1, rows / sample);
    for (std::size_t back = 1; back <= rows; back += step)
        messages.push_back(store.messageAt(rows - back));
    return messages;
}

} // namespace Ui
