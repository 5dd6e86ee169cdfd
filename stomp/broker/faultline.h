#pragma once

#include <stomp/protocol/heartbeat.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Stomp {

/** Frames on their way to an outbox, in order, some of them late or in pieces. Time is an
 * argument. */
class FaultLine
{
public:
    struct Parcel
    {
        std::string bytes;
        Millis due = 0;
        /** Where its pieces end, but the last; empty: in one piece. */
        std::vector<std::size_t> cuts;
        /** One byte at a time: as if there were a cut behind each. */
        bool isByteByByte = false;
        Millis pause = 0; //!< between pieces
        bool isMessage = false;
        bool isBroken = false; //!< it is not the whole frame
        bool endsConnection = false; //!< behind it

        [[nodiscard]] bool isPlain(Millis now) const
        {
            return due <= now && cuts.empty() && !isByteByByte && !endsConnection;
        }
    };

    [[nodiscard]] bool isEmpty() const { return m_parcels.empty(); }
    [[nodiscard]] bool isInParcel() const { return m_sent > 0; }
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }
    /** When next() has something. */
    [[nodiscard]] std::optional<Millis> nextDeadline() const;

    void push(Parcel parcel);
    /** The next piece that is due, empty when there is none; valid until the next call. One piece
     * of a parcel goes alone: isTurnOver says that nothing else is to be sent now. */
    [[nodiscard]] std::string_view next(Millis now, bool& isTurnOver);
    /** The last piece was the end of a parcel that ends the connection. */
    [[nodiscard]] bool endsHere() const { return m_endsHere; }
    /** All that is left, without waiting; calls take with each parcel and the bytes already sent.
     */
    template <typename Take>
    void drain(Take take)
    {
        while (!m_parcels.empty()) {
            const Parcel parcel = std::move(m_parcels.front());
            const std::size_t sent = m_sent;
            m_parcels.pop_front();
            m_sent = 0;
            m_cut = 0;
            take(parcel, sent);
        }
        m_bytes = 0;
    }

private:
    std::deque<Parcel> m_parcels;
    std::string m_current;
    std::size_t m_sent = 0; //!< of the first parcel
    std::size_t m_cut = 0; //!< the next one of the first parcel
    std::size_t m_bytes = 0;
    bool m_endsHere = false;
};

} // namespace Stomp
