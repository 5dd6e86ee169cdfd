#pragma once

#include <stomp/messages/repeatfinder.h>
#include <support/messages.h>
#include <ui/models/messagetablemodel.h>

#include <QAbstractItemModelTester>
#include <QStringList>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace Testing {

/** A folded table, and what looks through its messages, told by the test how far. */
struct FoldedTable
{
    Stomp::MessageStore store;
    StoreWriter writer{store, 700};
    Ui::MessageTableModel model{store};
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    std::vector<Stomp::StoredMessage> all; //!< that ever came, by serial
    std::vector<quint64> gaps; //!< that were ever told of

    static bool isHit(quint64 serial) { return serial % 3 != 1; }
    [[nodiscard]] bool isWanted(quint64 serial) const
    {
        return !model.isFiltered() || isHit(serial);
    }

    void add(const std::string& bodies, const char* destination = "/queue/a")
    {
        for (const char body : bodies) {
            writer.write(Message(destination, std::string(1, body)));
            all.push_back(store.messageAt(store.rowCount() - 1));
        }
    }
    void addGap()
    {
        Ui::ConnectionGap gap;
        gap.connection = 1;
        gaps.push_back(store.appendedCount());
        model.addGap(gap);
    }
    void begin(bool filtered, bool folded)
    {
        looked = delivered = 0;
        hits.clear();
        firsts.clear();
        finder.restart();
        model.setFiltered(filtered, folded);
        forgotten.assign(all.size(), false);
        forget();
    }
    /** What is not looked at yet and has left is never looked at. */
    void forget()
    {
        forgotten.resize(all.size());
        for (quint64 serial = looked; serial < all.size(); ++serial)
            forgotten[serial] = forgotten[serial] || !store.rowOf(serial);
    }
    void look(quint64 end)
    {
        forgotten.resize(all.size());
        for (; looked < end; ++looked) {
            if (forgotten[looked] || !isWanted(looked))
                continue;
            hits.push_back(looked);
            if (!finder.isRepeat(all[looked].segment, *all[looked].row))
                firsts.push_back(looked);
        }
    }
    void deliver()
    {
        if (!model.isFolded() && !model.isFiltered())
            return model.showAll();
        delivered = looked;
        model.addHits(model.isFiltered() ? Ui::SerialList(hits) : Ui::SerialList(), delivered,
            Ui::SerialList(firsts));
        hits.clear();
        firsts.clear();
        model.showAll();
    }
    void show()
    {
        look(store.appendedCount());
        deliver();
    }
    void remove(const Stomp::RowSpan& span, bool clears)
    {
        model.beginRemoval(span);
        if (clears)
            store.clear(span.count);
        else
            store.retire(span);
        forget();
        model.endRemoval();
    }
    [[nodiscard]] std::string bodyOf(quint64 serial) const
    {
        return std::string(all[serial].body());
    }
    /** As "a3 b |": the body and how often. */
    [[nodiscard]] QString shown() const
    {
        QStringList parts;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.isGap(row)) {
                parts << QStringLiteral("|");
                continue;
            }
            QString part = QString::fromStdString(bodyOf(model.serialAt(row)));
            const quint64 repeats = model.index(row, 0).data(Ui::RepeatsRole).toULongLong();
            if (repeats > 0)
                part += QString::number(repeats);
            parts << part;
        }
        return parts.join(u' ');
    }

    /** Empty, or in what the rows are not what they must be. */
    [[nodiscard]] QString complaint() const
    {
        const Ui::ShownMessages& messages = model.messages();
        const quint64 boundary = messages.boundary();
        std::vector<std::size_t> members(std::size_t(model.rowCount()));
        std::vector<quint64> lasts(std::size_t(model.rowCount()));
        std::size_t decided = 0;
        std::size_t wanted = 0;
        for (std::size_t at = 0; at < store.rowCount(); ++at) {
            const quint64 serial = store.serialAt(at);
            const auto row = model.rowOf(serial);
            const bool isShown = serial < boundary && isWanted(serial);
            decided += serial < boundary ? 1 : 0;
            if (row.has_value() != isShown)
                return QStringLiteral("%1 has a row, or none").arg(serial);
            if (!isShown)
                continue;
            ++wanted;
            const quint64 first = model.serialAt(*row);
            if (first > serial || bodyOf(first) != bodyOf(serial))
                return QStringLiteral("%1 is in the row of %2").arg(serial).arg(first);
            if (hasGap(first, serial) && isWhole(first, serial)) // it goes with messages before it
                return QStringLiteral("a gap is between %1 and %2").arg(first).arg(serial);
            ++members[std::size_t(*row)];
            lasts[std::size_t(*row)] = serial;
        }
        int before = -1;
        std::size_t rows = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.isGap(row))
                continue;
            ++rows;
            const quint64 first = model.serialAt(row);
            const std::size_t count = members[std::size_t(row)];
            const std::vector<std::uint64_t> serials = model.serialsAt(row);
            if (model.repeats(row) != count || serials.size() != count || serials.front() != first)
                return QStringLiteral("%1 stands for %2").arg(first).arg(count);
            if (model.lastSerialAt(row) != lasts[std::size_t(row)]
                || serials.back() != lasts[std::size_t(row)])
                return QStringLiteral("%1 has another last one").arg(first);
            if (model.rowOf(first) != row)
                return QStringLiteral("%1 is astray").arg(first);
            const bool isUnfolded = before >= 0 && isInOneUnfolded(before, row);
            if (isUnfolded && (count != 1 || bodyOf(model.serialAt(before)) != bodyOf(first)))
                return QStringLiteral("%1 is unfolded with others").arg(first);
            if (before >= 0 && model.isFolded() && !isUnfolded
                && isOneRun(lasts[std::size_t(before)], first))
                return QStringLiteral("%1 is not folded").arg(first);
            before = row;
        }
        if (rows != std::size_t(messages.count()) || rows + messages.foldedCount() != wanted
            || wanted + messages.hiddenCount() != decided || decided != messages.decidedRows())
            return QStringLiteral("%1 rows, %2 folded, %3 hidden of %4")
                .arg(rows)
                .arg(messages.foldedCount())
                .arg(messages.hiddenCount())
                .arg(decided);
        return {};
    }

private:
    [[nodiscard]] bool isInOneUnfolded(int row, int other) const
    {
        const auto run = model.unfoldedRun(row);
        return run && run->firstRow <= row && other < run->firstRow + run->rows;
    }
    [[nodiscard]] bool hasGap(quint64 first, quint64 last) const
    {
        return std::any_of(gaps.begin(), gaps.end(),
            [first, last](quint64 gap) { return first < gap && gap <= last; });
    }
    /** They are alike, and nothing is or was between them. */
    [[nodiscard]] bool isOneRun(quint64 last, quint64 next) const
    {
        return bodyOf(last) == bodyOf(next) && !hasGap(last, next) && isWhole(last, next);
    }
    /** Nothing between them has left. */
    [[nodiscard]] bool isWhole(quint64 first, quint64 last) const
    {
        return *store.rowOf(last) - *store.rowOf(first) == std::size_t(last - first);
    }

    quint64 looked = 0;
    quint64 delivered = 0;
    std::vector<bool> forgotten;
    std::vector<std::uint64_t> hits;
    std::vector<std::uint64_t> firsts;
    Stomp::RepeatFinder finder;

public:
    [[nodiscard]] quint64 lookedUpTo() const { return looked; }
};

} // namespace Testing
