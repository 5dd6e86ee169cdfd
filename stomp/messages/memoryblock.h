#pragma once

#include <cstddef>

namespace Stomp {

/**
 * Memory straight from the system, so that giving it up gives it back: malloc would keep freed
 * blocks of this size in its heap. Huge pages where the system has them, as first touching a page
 * costs more than filling it. Zeroed; throws nothing, data() is null when there is none to be had.
 */
class MemoryBlock
{
public:
    /** hugePart: the leading bytes that will be filled entirely. */
    MemoryBlock(std::size_t size, std::size_t hugePart);
    ~MemoryBlock();
    MemoryBlock(const MemoryBlock&) = delete;
    MemoryBlock& operator=(const MemoryBlock&) = delete;

    [[nodiscard]] char* data() const { return m_data; }

private:
    void* m_mapping = nullptr;
    std::size_t m_mappedSize = 0;
    char* m_data = nullptr;
};

} // namespace Stomp
