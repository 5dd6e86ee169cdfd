#pragma once

#include <QLoggingCategory>

namespace Stomp {

Q_DECLARE_LOGGING_CATEGORY(brokerLog)

} // namespace Stomp
