#pragma once

#include <QMetaType>

namespace Ui {

/** What is said of a transaction to the broker (stomp-facts 2.5). */
enum class TransactionStep : quint8
{
    Begin,
    Commit,
    Abort
};

} // namespace Ui

Q_DECLARE_METATYPE(Ui::TransactionStep)
