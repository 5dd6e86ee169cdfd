#pragma once

#include "messageview.h"

#include <ui/models/diffmodel.h>

namespace Ui {

/**
 * How the headers of two messages differ: by name, of a repeated one the first with the first, the
 * second with the second. Values of secret headers are masked. Made on any thread.
 */
struct HeaderComparison
{
    DiffModel::Rows rows;
    QString summary; //!< "Headers: 1 added, 2 changed", or that they are the same

    [[nodiscard]] static HeaderComparison of(const MessageView& before, const MessageView& after);
};

} // namespace Ui
