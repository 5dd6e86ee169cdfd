#pragma once

#include <QProcess>
#include <QString>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace Bench {

/** One bench_sender: the broker's side of a bench, in a process of its own. */
class Sender
{
public:
    explicit Sender(std::uint64_t messages, bool bare = false);
    ~Sender();

    /** 0: it did not start. */
    [[nodiscard]] quint16 port() const { return m_port; }
    /** Once all is sent: what the receiver's hash must be. */
    [[nodiscard]] std::optional<std::uint64_t> expectedHash();

private:
    [[nodiscard]] QString answer(const QString& what);

    QProcess m_process;
    quint16 m_port = 0;
};

/** What the machine can do at most: recv() into 256 KiB and memchr() for NUL until messages NULs
 * have come. Messages a second; 0 when the sender fails. */
[[nodiscard]] double bareLoop(std::uint64_t messages);

[[nodiscard]] double median(std::vector<double> values);

/** A steady clock, in seconds. */
[[nodiscard]] double secondsNow();

/** The number behind "--name" in the program's arguments; at least 1. */
[[nodiscard]] std::uint64_t argument(const QString& name, std::uint64_t otherwise);
[[nodiscard]] bool hasArgument(const QString& name);

/** The last line of a bench: one JSON object with these members, in order. */
void printResult(const std::vector<std::pair<const char*, QString>>& members);
[[nodiscard]] QString number(double value, int decimals);

} // namespace Bench
