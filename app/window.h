#pragma once

#include "transportarguments.h"

#include <QString>
#include <QStringList>

#include <optional>

class QApplication;

namespace App {

struct WindowOptions
{
    /** A broker's URL, checked; without one, the practice broker with its sample traffic. */
    std::optional<QString> url;
    /** Destinations to subscribe to at once, with ack:auto. */
    QStringList subscribe;
    /** Files of messages; with one and no url, nothing is connected. */
    QStringList open;
    /** With its secrets. */
    TransportArguments transport;
};

/** Shows the window until it is closed; the exit code of the program. */
[[nodiscard]] int runWindow(QApplication& application, const WindowOptions& options);

} // namespace App
