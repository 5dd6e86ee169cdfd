#include "seriallist.h"

#include <algorithm>
#include <utility>

namespace Ui {

std::size_t SerialList::pieceOf(std::size_t place) const
{
    const auto piece = std::upper_bound(m_pieces.begin(), m_pieces.end(), place,
        [](std::size_t wanted, const Piece& one) { return wanted < one.end; });
    return static_cast<std::size_t>(piece - m_pieces.begin());
}

std::span<const std::uint64_t> SerialList::partFrom(std::size_t index) const
{
    const std::size_t place = m_gone + index;
    const std::size_t piece = pieceOf(place);
    return std::span(serialsOf(piece)).subspan(place - beginOf(piece));
}

std::uint64_t SerialList::last() const
{
    return m_open.empty() ? m_pieces.back().serials->back() : m_open.back();
}

std::size_t SerialList::countBelow(std::uint64_t serial) const
{
    const auto found = std::partition_point(m_pieces.begin(), m_pieces.end(),
        [serial](const Piece& one) { return one.serials->back() < serial; });
    const auto piece = static_cast<std::size_t>(found - m_pieces.begin());
    const Serials& serials = serialsOf(piece);
    const auto below = std::lower_bound(serials.begin(), serials.end(), serial) - serials.begin();
    // Those that have gone are still in their piece.
    return std::max(beginOf(piece) + static_cast<std::size_t>(below), m_gone) - m_gone;
}

void SerialList::clear()
{
    *this = {};
}

void SerialList::closePiece()
{
    const std::size_t end = placesEnd();
    m_pieces.push_back({std::make_shared<const Serials>(std::move(m_open)), end});
    m_open = {};
    m_open.reserve(pieceSize);
}

void SerialList::append(std::uint64_t serial)
{
    m_open.push_back(serial);
    if (m_open.size() == pieceSize)
        closePiece();
}

void SerialList::append(std::span<const std::uint64_t> serials)
{
    while (!serials.empty()) {
        const std::size_t size = std::min(serials.size(), pieceSize - m_open.size());
        m_open.insert(m_open.end(), serials.begin(), serials.begin() + std::ptrdiff_t(size));
        serials = serials.subspan(size);
        if (m_open.size() == pieceSize)
            closePiece();
    }
}

void SerialList::append(const SerialList& serials)
{
    for (std::size_t at = 0; at < serials.count();) {
        const std::size_t place = serials.m_gone + at;
        const std::size_t piece = serials.pieceOf(place);
        const std::span<const std::uint64_t> part = serials.partFrom(at);
        const bool isWhole = piece < serials.m_pieces.size() && serials.beginOf(piece) == place;
        at += part.size();
        if (!isWhole || part.size() < pieceSize / 2) {
            append(part);
            continue;
        }
        if (!m_open.empty())
            closePiece();
        m_pieces.push_back({serials.m_pieces[piece].serials, openBegin() + part.size()});
    }
}

SerialList SerialList::between(std::size_t first, std::size_t end) const
{
    SerialList part = *this;
    part.remove(end, part.count());
    part.remove(0, first);
    return part;
}

void SerialList::insert(std::size_t index, std::span<const std::uint64_t> serials)
{
    if (!serials.empty())
        splice(m_gone + index, m_gone + index, serials);
}

void SerialList::replace(std::size_t index, std::uint64_t serial)
{
    splice(m_gone + index, m_gone + index + 1, {&serial, 1});
}

void SerialList::remove(std::size_t first, std::size_t end)
{
    if (first == end)
        return;
    if (first == 0)
        removeFront(end);
    else
        splice(m_gone + first, m_gone + end, {});
}

void SerialList::removeFront(std::size_t count)
{
    m_gone += count;
    const std::size_t whole = pieceOf(m_gone);
    if (whole == m_pieces.size()) {
        m_open.erase(m_open.begin(), m_open.begin() + std::ptrdiff_t(m_gone - openBegin()));
        m_begin = m_gone;
    } else {
        m_begin = beginOf(whole);
    }
    m_pieces.erase(m_pieces.begin(), m_pieces.begin() + std::ptrdiff_t(whole));
}

void SerialList::splice(std::size_t first, std::size_t end, std::span<const std::uint64_t> serials)
{
    const std::size_t firstPiece = pieceOf(first);
    const std::size_t lastPiece = pieceOf(end);
    const std::size_t begin = beginOf(firstPiece);
    const std::span<const std::uint64_t> before =
        std::span(serialsOf(firstPiece)).first(first - begin);
    const std::span<const std::uint64_t> behind =
        std::span(serialsOf(lastPiece)).subspan(end - beginOf(lastPiece));
    // What is not touched behind them moves by so many places.
    const std::size_t shift = serials.size() - (end - first);
    SerialList middle;
    middle.m_begin = middle.m_gone = begin;
    for (const std::span<const std::uint64_t> part : {before, serials, behind})
        middle.append(part);
    if (lastPiece < m_pieces.size()) {
        if (!middle.m_open.empty())
            middle.closePiece();
        const auto rest = m_pieces.begin() + std::ptrdiff_t(lastPiece) + 1;
        std::for_each(rest, m_pieces.end(), [shift](Piece& piece) { piece.end += shift; });
        middle.m_pieces.insert(middle.m_pieces.end(), rest, m_pieces.end());
        middle.m_open = std::move(m_open);
    }
    m_pieces.resize(firstPiece);
    m_pieces.insert(m_pieces.end(), middle.m_pieces.begin(), middle.m_pieces.end());
    m_open = std::move(middle.m_open);
}

} // namespace Ui
