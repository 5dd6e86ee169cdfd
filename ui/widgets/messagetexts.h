#pragma once

#include <stomp/messages/messagecsv.h>

#include <memory>
#include <vector>

class QHeaderView;

namespace Ui {

class MessageTableModel;

/** As JSON lines, which can be opened again. */
[[nodiscard]] std::unique_ptr<Stomp::MessageText> jsonText(Stomp::ConnectionNames names);

/** The columns that a table shows, in their order, as a CSV file has them: the whole body in place
 * of its beginning, and no state, which is not the message's own. */
[[nodiscard]] std::vector<Stomp::CsvColumn> shownColumns(
    const MessageTableModel& model, const QHeaderView& header);

} // namespace Ui
