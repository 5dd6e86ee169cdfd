#include "logging.h"

namespace Stomp {

Q_LOGGING_CATEGORY(brokerLog, "console.broker", QtWarningMsg)

} // namespace Stomp
