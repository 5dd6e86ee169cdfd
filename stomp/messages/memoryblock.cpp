#include "memoryblock.h"

#include <QtGlobal>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <system_error>
#include <utility>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <unistd.h>
#endif

namespace Stomp {

MemoryBlock::MemoryBlock(MemoryBlock&& other) noexcept
    : m_mapping(std::exchange(other.m_mapping, nullptr)), m_mappedSize(other.m_mappedSize),
      m_data(std::exchange(other.m_data, nullptr)), m_isOnDisk(other.m_isOnDisk)
{ }

#ifdef Q_OS_UNIX

namespace {

constexpr std::size_t hugePage = 2 * 1024 * 1024;

std::string messageOf(int error)
{
    return std::generic_category().message(error);
}

/** A file without a name and with all of its space; -1 and the problem when there is none. */
int makeFile(std::size_t size, const DiskPlace& place, std::string& problem)
{
    if (freeOnDisk(place.directory) < size + place.spareBytes) {
        problem = messageOf(ENOSPC);
        return -1;
    }
    std::string path = place.directory + "/messages-XXXXXX";
    const int file = ::mkstemp(path.data()); // for this user only
    if (file < 0) {
        problem = messageOf(errno);
        return -1;
    }
    ::unlink(path.c_str());
    if (const int error = ::posix_fallocate(file, 0, static_cast<off_t>(size))) {
        problem = messageOf(error);
        ::close(file);
        return -1;
    }
    ::fcntl(file, F_SETFD, FD_CLOEXEC);
    return file;
}

} // namespace

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

MemoryBlock MemoryBlock::onDisk(std::size_t size, const DiskPlace& place, std::string& problem)
{
    MemoryBlock block;
    const int file = makeFile(size, place, problem);
    if (file < 0)
        return block;
    void* mapping = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (mapping == MAP_FAILED)
        problem = messageOf(errno);
    ::close(file); // the mapping keeps it
    if (mapping == MAP_FAILED)
        return block;
    block.m_mapping = mapping;
    block.m_mappedSize = size;
    block.m_data = static_cast<char*>(mapping);
    block.m_isOnDisk = true;
    return block;
}

MemoryBlock::~MemoryBlock()
{
    if (m_mapping)
        munmap(m_mapping, m_mappedSize);
}

std::size_t freeOnDisk(const std::string& directory)
{
    struct statvfs disk
    { };
    if (::statvfs(directory.c_str(), &disk) != 0)
        return std::numeric_limits<std::size_t>::max();
    return static_cast<std::size_t>(disk.f_bavail) * disk.f_frsize;
}

#else

MemoryBlock::MemoryBlock(std::size_t size, std::size_t)
    : m_mapping(std::calloc(size, 1)), m_mappedSize(size), m_data(static_cast<char*>(m_mapping))
{ }

MemoryBlock MemoryBlock::onDisk(std::size_t, const DiskPlace&, std::string& problem)
{
    problem = std::generic_category().message(static_cast<int>(std::errc::function_not_supported));
    return {};
}

MemoryBlock::~MemoryBlock()
{
    std::free(m_mapping);
}

std::size_t freeOnDisk(const std::string&)
{
    return std::numeric_limits<std::size_t>::max();
}

#endif

} // namespace Stomp
