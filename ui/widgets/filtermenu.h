#pragma once

#include <ui/models/messagetableroles.h>

#include <stomp/messages/messagestore.h>

#include <QString>

#include <functional>

class QMenu;

namespace Ui {

/** Offers filters made of one message: of the cell that was clicked, and of each header and each
 * scalar of its JSON body. add gets the term that was chosen. */
void addFilterActions(QMenu& menu, const Stomp::StoredMessage& message, MessageColumn clicked,
    const std::function<void(const QString& term)>& add);

} // namespace Ui
