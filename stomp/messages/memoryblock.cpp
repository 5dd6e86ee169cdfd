#include "memoryblock.h"

#include <QtGlobal>

#include <algorithm>
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
      m_data(std::exchange(other.m_data, nullptr)), m_size(other.m_size),
      m_file(std::exchange(other.m_file, -1)), m_isOnDisk(other.m_isOnDisk)
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

/** Of whole pages: less than a page would make the system read the rest of it first. */
MemoryBlock::Part pagesOf(const MemoryBlock::Part& part, std::size_t size)
{
    static const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    const std::size_t begin = part.begin / page * page;
    const std::size_t end = (part.begin + part.size + page - 1) / page * page;
    return {begin, std::min(end, size) - begin};
}

bool writeWhole(int file, const char* data, MemoryBlock::Part part)
{
    while (part.size > 0) {
        const ssize_t written =
            ::pwrite(file, data + part.begin, part.size, static_cast<off_t>(part.begin));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        part.begin += static_cast<std::size_t>(written);
        part.size -= static_cast<std::size_t>(written);
    }
    return true;
}

} // namespace

MemoryBlock::MemoryBlock(std::size_t size, std::size_t hugePart) : m_size(size)
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

MemoryBlock MemoryBlock::onDisk(
    std::size_t size, std::size_t hugePart, const DiskPlace& place, std::string& problem)
{
    const int file = makeFile(size, place, problem);
    if (file < 0)
        return {};
    MemoryBlock block(size, hugePart);
    block.m_isOnDisk = true;
    block.m_file = file;
    if (!block.m_data)
        problem = messageOf(ENOMEM);
    return block;
}

bool MemoryBlock::moveToDisk(std::initializer_list<Part> parts, std::string& problem)
{
    if (m_file < 0)
        return false;
    for (const Part& part : parts) {
        if (!writeWhole(m_file, m_data, pagesOf(part, m_size))) {
            problem = messageOf(errno);
            return false;
        }
    }
    // In one step for everybody who reads there: the same bytes before and after.
    if (mmap(m_data, m_size, PROT_READ, MAP_SHARED | MAP_FIXED, m_file, 0) == MAP_FAILED) {
        problem = messageOf(errno);
        return false;
    }
#ifdef SYNC_FILE_RANGE_WRITE
    // Now and here, not all at once when the system's patience ends.
    ::sync_file_range(m_file, 0, 0, SYNC_FILE_RANGE_WRITE);
#endif
    ::close(std::exchange(m_file, -1)); // the mapping keeps it
    return true;
}

MemoryBlock::~MemoryBlock()
{
    if (m_mapping)
        munmap(m_mapping, m_mappedSize);
    if (m_file >= 0)
        ::close(m_file);
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
    : m_mapping(std::calloc(size, 1)), m_mappedSize(size), m_data(static_cast<char*>(m_mapping)),
      m_size(size)
{ }

MemoryBlock MemoryBlock::onDisk(std::size_t, std::size_t, const DiskPlace&, std::string& problem)
{
    problem = std::generic_category().message(static_cast<int>(std::errc::function_not_supported));
    return {};
}

bool MemoryBlock::moveToDisk(std::initializer_list<Part>, std::string&)
{
    return false;
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
