#pragma once

#include <cstddef>
#include <initializer_list>
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
 * costs more than filling it. Or a block with a place on disk: it is filled in memory all the same,
 * as each page of a mapped file that is written to costs several times what filling it does; once
 * full it moves to its file, and its addresses show that. The space on disk is taken beforehand, so
 * that a full disk is an error here and not later; the file has no name, and is gone with its
 * process however that ends. Zeroed; throws nothing, data() is null when there is none to be had.
 */
class MemoryBlock
{
public:
    /** Some of a block's bytes. */
    struct Part
    {
        std::size_t begin = 0;
        std::size_t size = 0;
    };

    /** hugePart: the leading bytes that will be filled entirely. */
    MemoryBlock(std::size_t size, std::size_t hugePart);
    ~MemoryBlock();
    MemoryBlock(MemoryBlock&& other) noexcept;
    MemoryBlock& operator=(MemoryBlock&&) = delete;

    /** One with a place on disk. Without data() when that cannot be; problem then says why, in the
     * system's words. */
    [[nodiscard]] static MemoryBlock onDisk(
        std::size_t size, std::size_t hugePart, const DiskPlace& place, std::string& problem);

    [[nodiscard]] char* data() const { return m_data; }
    /** It has a place on disk, whether it is there already or not. */
    [[nodiscard]] bool isOnDisk() const { return m_isOnDisk; }
    /** Writes the parts to the file and gives the memory back; any thread, while others read at the
     * same addresses, which can no longer be written to. False when it stays in memory as it is;
     * problem then says why. Waits for the disk. */
    [[nodiscard]] bool moveToDisk(std::initializer_list<Part> parts, std::string& problem);
    /** Whether it can be written to. */
    [[nodiscard]] bool isInMemory() const { return !m_isOnDisk || m_file >= 0; }

private:
    MemoryBlock() = default;

    void* m_mapping = nullptr;
    std::size_t m_mappedSize = 0;
    char* m_data = nullptr;
    std::size_t m_size = 0;
    int m_file = -1; //!< until it has moved
    bool m_isOnDisk = false;
};

/** Bytes that are free for us on the disk of this directory; without bound when it does not say. */
[[nodiscard]] std::size_t freeOnDisk(const std::string& directory);

} // namespace Stomp
