#include "messagecsv.h"

#include "csvcell.h"
#include "isotime.h"

#include <stomp/payload/bodytext.h>

#include <utility>

namespace Stomp {

namespace {
std::vector<MessageField> fieldsOf(const std::vector<CsvColumn>& columns)
{
    std::vector<MessageField> fields;
    for (const CsvColumn& column : columns)
        if (column.kind == CsvColumn::Kind::Field)
            fields.push_back(column.field);
    return fields;
}
} // namespace

MessageCsv::MessageCsv(std::vector<CsvColumn> columns, ConnectionNames names)
    : m_columns(std::move(columns)), m_names(std::move(names)), m_fields(fieldsOf(m_columns)),
      m_texts(m_columns.size()), m_cells(m_columns.size())
{ }

void MessageCsv::begin(std::string& out)
{
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        m_cells[i] = m_columns[i].title;
    appendCsvRow(m_cells, out);
}

void MessageCsv::append(std::string_view bytes, const MessageRow& row, std::string& out)
{
    const FrameView& frame = m_decoder.decode(bytes, row.bodyOffset, row.version);
    m_fields.open(bytes, row, false);
    std::size_t field = 0;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const CsvColumn& column = m_columns[i];
        std::string_view& cell = m_cells[i];
        switch (column.kind) {
        case CsvColumn::Kind::Received:
            cell = m_texts[i] = isoTime(row.receivedUs / 1000);
            break;
        case CsvColumn::Kind::Connection: {
            const auto known = m_names.find(row.connection);
            cell = m_texts[i] =
                known == m_names.end() ? std::to_string(row.connection) : known->second;
            break;
        }
        case CsvColumn::Kind::Destination:
            cell = frame.value("destination");
            break;
        case CsvColumn::Kind::Size:
            cell = m_texts[i] = std::to_string(frame.body.size());
            break;
        case CsvColumn::Kind::Type:
            cell = toString(BodyText::of(frame.body, frame.value("content-type")).kind);
            break;
        case CsvColumn::Kind::Field:
            cell = m_fields.value(field++).text;
            if (!column.field.isPath())
                cell = m_masked.masked(column.field.header(), cell);
            break;
        case CsvColumn::Kind::Body:
            cell = frame.body;
            break;
        }
    }
    appendCsvRow(m_cells, out);
}

} // namespace Stomp
