#pragma once

#include "seriallist.h"

#include <functional>
#include <optional>

namespace Ui {

/**
 * The runs of successive messages that are alike, as the serial of the first of each: all messages
 * from there to the next run's first belong to it. A run whose first message leaves goes on with
 * the next that is kept. A run that is opened counts as so many runs of one message each, until it
 * is closed. Knows which messages are there only by asking. Eight bytes a run.
 */
class MessageRuns
{
public:
    /** The first message that is known, wanted and kept, and whose serial is not below; if any. */
    using FirstFrom = std::function<std::optional<std::uint64_t>(std::uint64_t serial)>;

    /** No run; one begins at each of these serials in any case, ascending. */
    void restart(std::vector<std::uint64_t> breaks);
    /** One begins there in any case: nothing from there on is known yet. */
    void addBreak(std::uint64_t serial);
    /** First messages of further runs; some of those below goneBelow may have left meanwhile. */
    void add(const SerialList& firsts, std::uint64_t goneBelow, const FirstFrom& firstFrom);

    [[nodiscard]] const SerialList& firsts() const { return m_firsts; }

    /** What the removal of messages does to the runs. */
    struct Removal
    {
        std::size_t first = 0; //!< the first run that begins among them
        std::size_t end = 0; //!< behind the last
        std::optional<std::uint64_t> next; //!< with which the last of these goes on
    };
    /** From one serial to before another; following: the first that is known behind them. */
    [[nodiscard]] Removal removalOf(std::uint64_t from, std::uint64_t before,
        const std::optional<std::uint64_t>& following) const;
    void remove(const Removal& removal, std::uint64_t before);

    /** Of one that is open, those that its messages count as. */
    struct OpenRun
    {
        std::size_t first = 0;
        std::size_t end = 0; //!< behind the last
    };
    /** serials: its further messages, as far as they are known. */
    void open(std::size_t run, std::span<const std::uint64_t> serials);
    void close(const OpenRun& run);
    [[nodiscard]] std::optional<OpenRun> openRunOf(std::size_t run) const;
    [[nodiscard]] bool hasOpen() const { return !m_open.empty(); }
    /** The last one is open: what comes before addedUpTo() belongs to it, and is to be told. */
    [[nodiscard]] bool isOpenAtEnd() const;
    void addToOpen(std::span<const std::uint64_t> serials) { m_firsts.append(serials); }
    /** Where the run that is the last ends, once these are added; judged: it goes on. */
    [[nodiscard]] std::uint64_t endOfLast(const SerialList& firsts, std::uint64_t judged) const;

private:
    /** From the first message's serial to before that of the next run. */
    struct Span
    {
        std::uint64_t first = 0;
        std::uint64_t end = 0;
    };
    void appendFirsts(const SerialList& serials);
    void forgetGone();

    SerialList m_firsts;
    std::vector<Span> m_open; //!< ascending
    std::vector<std::uint64_t> m_breaks; //!< from which no message is known yet, ascending
};

} // namespace Ui
