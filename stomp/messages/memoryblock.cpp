#include "memoryblock.h"

#include <QtGlobal>

#include <cstdint>
#include <cstdlib>

#ifdef Q_OS_UNIX
#include <sys/mman.h>
#endif

namespace Stomp {

#ifdef Q_OS_UNIX

namespace {
constexpr std::size_t hugePage = 2 * 1024 * 1024;
}

MemoryBlock::MemoryBlock(std::size_t size, std::size_t hugePart)
{
    // A mapping is aligned to small pages only: take one huge page more and begin at its boundary.
    const bool huge = hugePart >= hugePage;
    m_mappedSize = huge ? size + hugePage : size;
    void* mapping =
        mmap(nullptr, m_mappedSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapping == MAP_FAILED)
        return;
    m_mapping = mapping;
    m_data = static_cast<char*>(mapping);
    if (huge) {
        const std::size_t beyond = reinterpret_cast<std::uintptr_t>(m_data) % hugePage;
        m_data += beyond == 0 ? 0 : hugePage - beyond;
#ifdef MADV_HUGEPAGE
        madvise(m_data, hugePart / hugePage * hugePage, MADV_HUGEPAGE);
#endif
    }
}

MemoryBlock::~MemoryBlock()
{
    if (m_mapping)
        munmap(m_mapping, m_mappedSize);
}

#else

MemoryBlock::MemoryBlock(std::size_t size, std::size_t)
    : m_mapping(std::calloc(size, 1)), m_mappedSize(size), m_data(static_cast<char*>(m_mapping))
{ }

MemoryBlock::~MemoryBlock()
{
    std::free(m_mapping);
}

#endif

} // namespace Stomp
