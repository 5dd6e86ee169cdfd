#pragma once

#include "quietreasons.h"

namespace Ui {

/** What the acknowledgements that we owe have to do with the silence (stomp-facts 3.5). */
void addCredit(const QuietEvidence& evidence, QList<QuietReason>& out);

} // namespace Ui
