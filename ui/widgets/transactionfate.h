#pragma once

#include <QtGlobal>

namespace Ui {

/** What became of the transaction that a publish request went in. */
enum class TransactionFate : quint8
{
    None, //!< in no transaction
    Open,
    Committed, //!< COMMIT has its RECEIPT
    Aborted,
    Lost, //!< the connection ended first
    Unknown, //!< COMMIT was not confirmed
};

} // namespace Ui
