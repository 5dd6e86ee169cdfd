#include "messagetexts.h"

#include <ui/models/messagetablemodel.h>

#include <stomp/messages/messagelines.h>

#include <QCoreApplication>
#include <QHeaderView>

#include <utility>

namespace Ui {

std::unique_ptr<Stomp::MessageText> jsonText(Stomp::ConnectionNames names)
{
    return std::make_unique<Stomp::MessageLines>(std::move(names));
}

std::vector<Stomp::CsvColumn> shownColumns(
    const MessageTableModel& model, const QHeaderView& header)
{
    using Kind = Stomp::CsvColumn::Kind;
    const auto kindOf = [](int column) -> std::optional<Kind> {
        switch (static_cast<MessageColumn>(column)) {
        case MessageColumn::Time:
            return Kind::Received;
        case MessageColumn::Connection:
            return Kind::Connection;
        case MessageColumn::Destination:
            return Kind::Destination;
        case MessageColumn::Size:
            return Kind::Size;
        case MessageColumn::Type:
            return Kind::Type;
        case MessageColumn::Preview:
            return Kind::Body;
        default:
            return std::nullopt;
        }
    };
    std::vector<Stomp::CsvColumn> columns;
    for (int place = 0; place < header.count(); ++place) {
        const int column = header.logicalIndex(place);
        if (header.isSectionHidden(column))
            continue;
        const Stomp::MessageField* const field = model.field(column);
        const auto kind = field ? Kind::Field : kindOf(column);
        if (!kind)
            continue;
        const QString title = *kind == Kind::Body
            ? QCoreApplication::translate("Ui::MessageTexts", "Body")
            : model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        columns.push_back({*kind, title.toStdString(), field ? *field : Stomp::MessageField()});
    }
    return columns;
}

} // namespace Ui
