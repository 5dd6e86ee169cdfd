#include "messagetexts.h"

#include <stomp/messages/messagecsv.h>
#include <stomp/messages/messagelines.h>

#include <QCoreApplication>

#include <utility>

namespace Ui {

std::unique_ptr<Stomp::MessageText> jsonText(Stomp::ConnectionNames names)
{
    return std::make_unique<Stomp::MessageLines>(std::move(names));
}

std::unique_ptr<Stomp::MessageText> csvText(Stomp::ConnectionNames names)
{
    using Kind = Stomp::CsvColumn::Kind;
    const auto column = [](Kind kind, const char* title) {
        return Stomp::CsvColumn{
            kind, QCoreApplication::translate("Ui::MessageTexts", title).toStdString()};
    };
    return std::make_unique<Stomp::MessageCsv>(
        std::vector<Stomp::CsvColumn>{
            column(Kind::Received, QT_TRANSLATE_NOOP("Ui::MessageTexts", "Time")),
            column(Kind::Connection, QT_TRANSLATE_NOOP("Ui::MessageTexts", "Connection")),
            column(Kind::Destination, QT_TRANSLATE_NOOP("Ui::MessageTexts", "Destination")),
            column(Kind::Size, QT_TRANSLATE_NOOP("Ui::MessageTexts", "Size")),
            column(Kind::Body, QT_TRANSLATE_NOOP("Ui::MessageTexts", "Body"))},
        std::move(names));
}

} // namespace Ui
