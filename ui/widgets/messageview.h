#pragma once

#include <stomp/dialect/dialect.h>
#include <stomp/protocol/version.h>

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace Ui {

/**
 * A received message as the inspector and the publish panel take it: the frame's bytes and what is
 * known about them. Holds whatever keeps the bytes alive, so that a message that is looked at stays
 * although its store retires it; copying is cheap.
 */
struct MessageView
{
    /** Keeps frame alive: a segment of the store, or a copy. */
    std::shared_ptr<const void> owner;
    /** From the command up to and without the terminating NUL. */
    std::string_view frame;
    std::uint32_t bodyOffset = 0;
    Stomp::Version version = Stomp::Version::V12;
    Stomp::Dialect dialect = Stomp::Dialect::Generic;
    std::optional<quint64> serial = {}; //!< the store's number of it, if it came from there
    qint64 receivedUs = 0; //!< UTC, microseconds since the epoch
    QString connection; //!< its name
    QString subscription; //!< in words; empty when it came on none of ours
    QString pairing; //!< in words: which request of ours it answers; empty: none

    [[nodiscard]] bool isEmpty() const { return frame.empty(); }
    [[nodiscard]] std::string_view body() const { return frame.substr(bodyOffset); }

    /** A view that owns a copy of the bytes; everything else is still to be set. */
    [[nodiscard]] static MessageView copyOf(const QByteArray& frame, std::uint32_t bodyOffset);
};

} // namespace Ui
