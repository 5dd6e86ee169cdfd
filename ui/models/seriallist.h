#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace Ui {

/**
 * Serials of messages, ascending. The oldest go all the time, and others come behind the last: both
 * cost next to nothing, however many there are, as they lie in pieces that never move. So does a
 * copy, which shares the pieces and may be read on another thread. Eight bytes a serial.
 */
class SerialList
{
public:
    SerialList() = default;
    explicit SerialList(std::span<const std::uint64_t> serials) { append(serials); }

    [[nodiscard]] std::size_t count() const { return placesEnd() - m_gone; }
    [[nodiscard]] bool isEmpty() const { return count() == 0; }
    [[nodiscard]] std::uint64_t at(std::size_t index) const { return partFrom(index).front(); }
    [[nodiscard]] std::uint64_t last() const;
    /** How many are below. */
    [[nodiscard]] std::size_t countBelow(std::uint64_t serial) const;
    /** A copy without those before first, and from end on. */
    [[nodiscard]] SerialList between(std::size_t first, std::size_t end) const;
    /** From there on, as many as lie together: at least one of those that are there. */
    [[nodiscard]] std::span<const std::uint64_t> partFrom(std::size_t index) const;
    /** Calls with all from first to before end, one part after the other. */
    template <typename Function>
    void forParts(std::size_t first, std::size_t end, Function&& function) const
    {
        while (first < end) {
            const std::span<const std::uint64_t> part = partFrom(first);
            const std::size_t size = part.size() < end - first ? part.size() : end - first;
            function(part.first(size));
            first += size;
        }
    }

    void clear();
    /** Above all others. */
    void append(std::uint64_t serial);
    void append(std::span<const std::uint64_t> serials);
    /** Shares its pieces, where they are worth it. */
    void append(const SerialList& serials);
    /** Still in their order, behind so many. */
    void insert(std::size_t index, std::span<const std::uint64_t> serials);
    /** Still between its neighbours. */
    void replace(std::size_t index, std::uint64_t serial);
    void remove(std::size_t first, std::size_t end);

private:
    using Serials = std::vector<std::uint64_t>;
    /** Never changed: copies of the list read it too. Never empty. */
    struct Piece
    {
        std::shared_ptr<const Serials> serials;
        std::size_t end = 0; //!< the place behind its last
    };
    static constexpr std::size_t pieceSize = 8192;

    // A place is an index plus those that have gone.
    [[nodiscard]] std::size_t openBegin() const
    {
        return m_pieces.empty() ? m_begin : m_pieces.back().end;
    }
    [[nodiscard]] std::size_t placesEnd() const { return openBegin() + m_open.size(); }
    /** The piece that this place is in; their number for the open one. */
    [[nodiscard]] std::size_t pieceOf(std::size_t place) const;
    [[nodiscard]] std::size_t beginOf(std::size_t piece) const
    {
        return piece == 0 ? m_begin : m_pieces[piece - 1].end;
    }
    [[nodiscard]] const Serials& serialsOf(std::size_t piece) const
    {
        return piece < m_pieces.size() ? *m_pieces[piece].serials : m_open;
    }
    void closePiece();
    /** These instead of those from one place to before another. */
    void splice(std::size_t first, std::size_t end, std::span<const std::uint64_t> serials);
    void removeFront(std::size_t count);

    std::vector<Piece> m_pieces;
    Serials m_open; //!< behind the pieces; fewer than pieceSize
    std::size_t m_begin = 0; //!< the first place that is still held
    std::size_t m_gone = 0; //!< the first place that counts
};

/** Goes through the serials of a list, ascending. */
class SerialReader
{
public:
    explicit SerialReader(const SerialList& list) : m_list(list), m_left(list.count()) { }

    [[nodiscard]] bool isAtEnd() const { return m_left == 0; }
    [[nodiscard]] std::uint64_t serial()
    {
        if (m_part.empty())
            m_part = m_list.partFrom(m_list.count() - m_left);
        return m_part.front();
    }
    void next()
    {
        m_part = m_part.subspan(m_part.empty() ? 0 : 1);
        --m_left;
    }

private:
    const SerialList& m_list;
    std::span<const std::uint64_t> m_part;
    std::size_t m_left;
};

} // namespace Ui
