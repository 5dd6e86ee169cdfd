#pragma once

#include <stomp/messages/messagefield.h>
#include <stomp/messages/messagestore.h>

#include <QHash>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace Ui {

/** What a column that shows a field says of one message. */
struct FieldCell
{
    QString text; //!< one line; empty: the message has no such field
    bool isNumber = false;
    bool isMuted = false; //!< words about the value rather than the value
};

/**
 * The columns that the user has added to the message table: headers and places of JSON bodies.
 * Reads a message when it is painted, and keeps the cells of those that were painted last.
 */
class FieldCells
{
public:
    static constexpr qsizetype characters = 200;
    /** Paths are not looked for in longer bodies, and the cell says so: forty rows of them would
     * stall the window. */
    static constexpr std::size_t longestBody = std::size_t(64) * 1024;

    [[nodiscard]] const std::vector<Stomp::MessageField>& fields() const
    {
        return m_reader->fields();
    }
    [[nodiscard]] int count() const { return static_cast<int>(fields().size()); }
    void setFields(std::vector<Stomp::MessageField> fields);

    [[nodiscard]] const FieldCell& cell(const Stomp::StoredMessage& message, int field);
    /** Why there is no value, where the cell says so; else empty. */
    [[nodiscard]] QString explanation(const Stomp::StoredMessage& message, int field) const;

private:
    /** More than rows in a view; so few that it does not matter what they hold. */
    static constexpr qsizetype mostKept = 256;

    [[nodiscard]] bool isTooLong(const Stomp::StoredMessage& message, std::size_t field) const;
    [[nodiscard]] FieldCell read(const Stomp::StoredMessage& message, std::size_t field);

    std::optional<Stomp::FieldReader> m_reader{std::in_place, std::vector<Stomp::MessageField>()};
    QHash<quint64, std::vector<FieldCell>> m_cells; //!< by serial
};

} // namespace Ui
