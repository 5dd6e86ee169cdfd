#include "framebuffer.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace Stomp {

namespace {

constexpr std::size_t smallest = 16 * 1024;
constexpr std::size_t usual = 256 * 1024;
/** More than this is given back as soon as it is not needed. */
constexpr std::size_t huge = 4 * 1024 * 1024;

} // namespace

std::span<char> FrameBuffer::prepare(std::size_t size, std::size_t expected)
{
    m_asked = size;
    release();
    const std::size_t held = m_end - m_begin;
    if (held == 0)
        m_begin = m_end = 0;
    if (m_capacity - m_end < size) {
        // A move is paid for by the bytes consumed before it, so all moves together are linear.
        const bool paid = m_begin >= held;
        compact();
        if (!paid || m_capacity - m_end < size) {
            std::size_t wanted = std::max(2 * m_capacity, smallest);
            if (held <= expected && wanted - size > expected)
                wanted = expected + size;
            if (wanted > m_capacity || m_capacity - m_end < size)
                resize(std::max(wanted, held + size));
        }
    }
    return {m_memory.get() + m_end, m_capacity - m_end};
}

void FrameBuffer::release()
{
    const std::size_t needed = m_end - m_begin + m_asked;
    if (m_capacity <= huge || needed > m_capacity / 4)
        return;
    compact();
    resize(std::max(usual, 2 * needed));
}

void FrameBuffer::compact()
{
    if (m_begin == 0)
        return;
    std::memmove(m_memory.get(), m_memory.get() + m_begin, m_end - m_begin);
    m_end -= m_begin;
    m_begin = 0;
}

void FrameBuffer::resize(std::size_t capacity)
{
    // realloc() moves the pages of a large block instead of copying them.
    char* const memory = static_cast<char*>(std::realloc(m_memory.get(), capacity));
    if (!memory)
        throw std::bad_alloc();
    static_cast<void>(m_memory.release());
    m_memory.reset(memory);
    m_capacity = capacity;
}

} // namespace Stomp
