#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <string_view>

namespace Stomp {

/**
 * The bytes of a stream from the first that is still needed to the last that has come. Grows
 * geometrically with the bytes that arrive, never by what a peer announces; moves bytes only when
 * as many were consumed before; gives memory back after something huge. Never touches the bytes
 * it has not got.
 */
class FrameBuffer
{
public:
    /** What is held and not consumed. Views last until prepare() or release(). */
    [[nodiscard]] std::string_view view() const
    {
        return {m_memory.get() + m_begin, m_end - m_begin};
    }
    [[nodiscard]] std::size_t capacity() const { return m_capacity; }

    /** Room for at least size bytes at the end. expected: held bytes that will do for now, if
     * known; only ever makes the room smaller. */
    [[nodiscard]] std::span<char> prepare(std::size_t size, std::size_t expected = SIZE_MAX);
    void commit(std::size_t size) { m_end += size; }
    void consume(std::size_t size) { m_begin += size; }
    /** Gives memory back if there is far more than what is held needs. */
    void release();

private:
    struct Free
    {
        void operator()(char* memory) const { std::free(memory); }
    };

    void compact();
    void resize(std::size_t capacity);

    std::unique_ptr<char[], Free> m_memory;
    std::size_t m_capacity = 0;
    std::size_t m_asked = 0;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
};

} // namespace Stomp
