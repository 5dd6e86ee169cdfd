#pragma once

#include <ui/models/messagetableroles.h>

#include <stomp/messages/messagefield.h>
#include <stomp/messages/messagestore.h>

#include <QString>

#include <functional>

class QMenu;

namespace Ui {

/** Offers filters made of one message: of the cell that was clicked, and of each header and each
 * scalar of its JSON body. field: of a column that was added, else null. add gets the term that was
 * chosen. */
void addFilterActions(QMenu& menu, const Stomp::StoredMessage& message, MessageColumn clicked,
    const Stomp::MessageField* field, const std::function<void(const QString& term)>& add);

} // namespace Ui
