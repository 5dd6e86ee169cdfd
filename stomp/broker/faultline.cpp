#include "faultline.h"

#include <algorithm>

namespace Stomp {

std::optional<Millis> FaultLine::nextDeadline() const
{
    if (m_parcels.empty())
        return {};
    return m_parcels.front().due;
}

void FaultLine::push(Parcel parcel)
{
    m_bytes += parcel.bytes.size();
    m_parcels.push_back(std::move(parcel));
}

std::string_view FaultLine::next(Millis now, bool& isTurnOver)
{
    m_endsHere = false;
    isTurnOver = true;
    if (m_parcels.empty() || m_parcels.front().due > now)
        return {};
    Parcel& parcel = m_parcels.front();
    std::size_t end = parcel.bytes.size();
    if (parcel.isByteByByte)
        end = std::min(m_sent + 1, end);
    else if (m_cut < parcel.cuts.size())
        end = parcel.cuts[m_cut++];
    const std::size_t size = end - m_sent;
    m_bytes -= size;
    if (end < parcel.bytes.size()) {
        const std::string_view piece = std::string_view(parcel.bytes).substr(m_sent, size);
        m_sent = end;
        parcel.due = now + parcel.pause;
        return piece;
    }
    const bool wasInPieces = m_sent > 0;
    const std::size_t begin = m_sent;
    m_current = std::move(parcel.bytes);
    m_endsHere = parcel.endsConnection;
    const Millis rest = now + parcel.pause;
    m_parcels.pop_front();
    m_sent = 0;
    m_cut = 0;
    isTurnOver = wasInPieces;
    if (wasInPieces && !m_parcels.empty())
        m_parcels.front().due = std::max(m_parcels.front().due, rest);
    return std::string_view(m_current).substr(begin);
}

} // namespace Stomp
