#pragma once

#include "ledger.h"
#include "sourcetally.h"

#include <vector>

namespace Stomp {

/** The ledger of one moment, and of the same moment that of each source from which something came:
 * each adds up by itself. A loss of which the source is not known is in the sum alone. */
struct SourceLedgers
{
    struct Row
    {
        MessageSource source;
        Ledger ledger;
    };

    std::vector<Row> rows; //!< by connection and subscription, ascending
    Ledger sum;
};

} // namespace Stomp
