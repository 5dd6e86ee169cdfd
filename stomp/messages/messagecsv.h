#pragma once

#include "messagefield.h"
#include "messagetext.h"

#include <stomp/protocol/framedecoder.h>

#include <vector>

namespace Stomp {

/** A column of a CSV file. */
struct CsvColumn
{
    enum class Kind : std::uint8_t
    {
        Received, //!< UTC, ISO 8601 with ms
        Connection,
        Destination,
        Size, //!< of the body, in bytes
        Type, //!< JSON, XML, text, binary, empty
        Field, //!< a header, or a place of the body: text as it is read, all else as it came
        Body, //!< whole; what is not UTF-8 has U+FFFD: JSON lines keep such bytes
    };

    Kind kind = Kind::Body;
    std::string title;
    MessageField field = {};
};

/** Messages of any connections as CSV with these columns; cells as csvcell.h has them. */
class MessageCsv : public MessageText
{
public:
    MessageCsv(std::vector<CsvColumn> columns, ConnectionNames names);

    void begin(std::string& out) override;
    void append(std::string_view frame, const MessageRow& row, std::string& out) override;

private:
    std::vector<CsvColumn> m_columns;
    ConnectionNames m_names;
    FrameDecoder m_decoder;
    FieldReader m_fields; //!< in the order of such columns
    std::vector<std::string> m_texts; //!< a place for each cell that has to be made
    std::vector<std::string_view> m_cells;
};

} // namespace Stomp
