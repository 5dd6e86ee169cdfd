#pragma once

#include <cstddef>
#include <string>

namespace Stomp {

/** Where blocks on disk go, and when the disk counts as full. */
struct DiskPlace
{
    std::string directory; //!< must exist; empty: nowhere, memory only
    std::size_t spareBytes = 0; //!< left free for everybody else

    [[nodiscard]] bool isSet() const { return !directory.empty(); }
    bool operator==(const DiskPlace&) const = default;
};

/**
 * Memory straight from the system, so that giving it up gives it back: malloc would keep freed
 * blocks of this size in its heap. Huge pages where the system has them, as first touching a page
 * costs more than filling it. Or a mapped file, with all its space on disk taken beforehand, so
 * that a full disk is an error here and no signal later; the file has no name, and is gone with
 * its process however that ends. Zeroed; throws nothing, data() is null when there is none to be
 * had.
 */
class MemoryBlock
{
public:
    /** hugePart: the leading bytes that will be filled entirely. */
    MemoryBlock(std::size_t size, std::size_t hugePart);
    ~MemoryBlock();
    MemoryBlock(MemoryBlock&& other) noexcept;
    MemoryBlock& operator=(MemoryBlock&&) = delete;

    /** A mapped file. Without data() when that cannot be; problem then says why, in the system's
     * words. */
    [[nodiscard]] static MemoryBlock onDisk(
        std::size_t size, const DiskPlace& place, std::string& problem);

    [[nodiscard]] char* data() const { return m_data; }
    [[nodiscard]] bool isOnDisk() const { return m_isOnDisk; }

private:
    MemoryBlock() = default;

    void* m_mapping = nullptr;
    std::size_t m_mappedSize = 0;
    char* m_data = nullptr;
    bool m_isOnDisk = false;
};

/** Bytes that are free for us on the disk of this directory; without bound when it does not say. */
[[nodiscard]] std::size_t freeOnDisk(const std::string& directory);

} // namespace Stomp
