#pragma once

#include <QList>
#include <QStringList>

namespace Ui {

class Connection;

/**
 * The names of those connections that are subscribed to the destination at the broker of one of
 * them (which may be among them), and take messages there: not those that only browse. The same
 * broker is what has the same address and virtual host; that two addresses lead to one broker
 * cannot be told.
 */
[[nodiscard]] QStringList ownSubscribers(
    const QList<Connection*>& all, const Connection& at, const QString& destination);

} // namespace Ui
