#include "fieldcells.h"

#include "visibletext.h"

#include <QCoreApplication>
#include <QLocale>

#include <utility>

namespace Ui {

using Kind = Stomp::FieldValue::Kind;

void FieldCells::setFields(std::vector<Stomp::MessageField> fields)
{
    m_reader.emplace(std::move(fields));
    m_cells.clear();
}

const FieldCell& FieldCells::cell(const Stomp::StoredMessage& message, int field)
{
    const auto known = m_cells.constFind(message.serial);
    if (known != m_cells.cend())
        return (*known)[std::size_t(field)];
    if (m_cells.size() >= mostKept)
        m_cells.clear();
    m_reader->open(message.bytes(), *message.row, false);
    std::vector<FieldCell> cells;
    for (std::size_t i = 0; i < fields().size(); ++i)
        cells.push_back(read(message, i));
    return m_cells.insert(message.serial, std::move(cells)).value()[std::size_t(field)];
}

bool FieldCells::isTooLong(const Stomp::StoredMessage& message, std::size_t field) const
{
    return fields()[field].isPath() && message.row->bodySize() > longestBody;
}

FieldCell FieldCells::read(const Stomp::StoredMessage& message, std::size_t field)
{
    if (isTooLong(message, field))
        return {QCoreApplication::translate("Ui::FieldCells", "body too long"), false, true};
    const Stomp::FieldValue value = m_reader->value(field);
    switch (value.kind) {
    case Kind::Absent:
        return {};
    case Kind::Text:
        return {visibleText(value.text, characters), false, false};
    case Kind::Number:
        return {visibleText(value.text, characters), true, false};
    case Kind::Boolean:
        return {visibleText(value.text, characters), false, false};
    case Kind::Null:
        return {visibleText(value.text, characters), false, true};
    case Kind::Object:
        return {QStringLiteral("{…}"), false, true};
    case Kind::Array:
        return {QStringLiteral("[…]"), false, true};
    }
    return {};
}

QString FieldCells::explanation(const Stomp::StoredMessage& message, int field) const
{
    if (!isTooLong(message, std::size_t(field)))
        return {};
    const QLocale locale;
    return QCoreApplication::translate("Ui::FieldCells",
        "The body has %1. While it paints, the table looks into bodies of up to %2; the inspector "
        "shows the whole, and a filter, sorting and saving look into all of it.")
        .arg(locale.formattedDataSize(message.row->bodySize(), 1, QLocale::DataSizeSIFormat),
            locale.formattedDataSize(longestBody, 0, QLocale::DataSizeSIFormat));
}

} // namespace Ui
