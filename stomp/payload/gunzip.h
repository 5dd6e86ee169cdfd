#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace Stomp {

/**
 * Unpacks gzip (RFC 1952, several members one after another, zeros between and behind them) as it
 * comes, in pieces of any size: keeps its window of 32 KiB and no more. An error is sticky; what
 * came out before it is good as far as it goes: a member's check sum stands at its end.
 */
class Gunzip
{
public:
    Gunzip();
    ~Gunzip();
    Gunzip(Gunzip&& other) noexcept;
    Gunzip& operator=(Gunzip&& other) noexcept;

    struct Step
    {
        std::size_t taken = 0; //!< of the input
        std::size_t made = 0; //!< of the output
    };
    /** Goes on until the input is used up, or the output is full, or there is an error. More may
     * come out without further input as long as the output is filled. */
    [[nodiscard]] Step unpack(std::string_view input, char* output, std::size_t room);
    /** The input may end here. */
    [[nodiscard]] bool isWhole() const { return m_isBetween && m_error.empty(); }
    /** What is wrong, in English, and near which byte of the input; empty: nothing. */
    [[nodiscard]] const std::string& error() const { return m_error; }

    [[nodiscard]] static bool isGzip(std::string_view beginning);

private:
    struct Stream;

    [[nodiscard]] bool beginMember(std::string_view& input);
    void fail(std::string_view why);

    std::unique_ptr<Stream> m_stream;
    std::uint64_t m_taken = 0;
    bool m_isBetween = false; //!< members
    std::string m_error;
};

} // namespace Stomp
