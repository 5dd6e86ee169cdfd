#pragma once

#include <ui/models/messagetableroles.h>

#include <stomp/messages/messagefield.h>
#include <stomp/messages/messagestore.h>

#include <QString>

#include <functional>

class QMenu;

namespace Ui {

struct ClickedCell
{
    MessageColumn column = MessageColumn::Preview;
    const Stomp::MessageField* field = nullptr; //!< of a column that was added, else null
    bool showsMicroseconds = false; //!< its time
};

/** Offers filters made of one message: of the cell that was clicked, and of each header and each
 * scalar of its JSON body. add gets the term that was chosen. */
void addFilterActions(QMenu& menu, const Stomp::StoredMessage& message, const ClickedCell& clicked,
    const std::function<void(const QString& term)>& add);

} // namespace Ui
