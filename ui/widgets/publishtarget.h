#pragma once

#include <stomp/dialect/dialect.h>
#include <stomp/protocol/version.h>

#include <QString>

namespace Ui {

/** A connection that can be published on, as the publish panel needs to know it. */
struct PublishTarget
{
    quint32 connection = 0; //!< its number
    QString name;
    Stomp::Dialect dialect = Stomp::Dialect::Generic;
    Stomp::Version version = Stomp::Version::V12;
    bool connected = false;
    bool locked = false; //!< production, and not unlocked

    bool operator==(const PublishTarget&) const = default;
};

} // namespace Ui
