#pragma once

#include "filterterms.h"

#include <QHash>
#include <QList>
#include <QString>

#include <vector>

namespace Ui {

/** The header names and JSON paths of messages, to complete what is typed into the filter line. */
class SeenNames
{
public:
    /** More are not offered: nobody reads on. */
    static constexpr int mostNames = 2'000;
    static constexpr int mostOfOne = 200;
    /** So many messages are looked at, from all that is kept, evenly. */
    static constexpr std::size_t sample = 1'000;

    struct Name
    {
        QString text; //!< as it is typed
        QString example; //!< a value of it
        bool isPath = false;
    };

    void look(const Stomp::StoredMessage& message);
    /** What is known of the message besides its frame, as a condition asks for it. */
    void lookAtSource(const Stomp::StoredMessage& message);
    /** Headers by name, then paths by name. */
    [[nodiscard]] QList<Name> names() const;

    /** What is to be looked at, the newest among it; may be handed to another thread. */
    [[nodiscard]] static std::vector<Stomp::StoredMessage> sampleOf(
        const Stomp::MessageStore& store);

private:
    QHash<QString, Name> m_names;
};

} // namespace Ui
