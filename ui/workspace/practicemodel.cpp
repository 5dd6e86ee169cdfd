#include "practicemodel.h"

#include <algorithm>
#include <utility>

namespace Ui {

namespace {

using Stomp::DestinationSnapshot;

bool isBefore(const DestinationSnapshot& one, const DestinationSnapshot& other)
{
    return one.name < other.name;
}

bool contains(const PracticeModel::Snapshots& all, const DestinationSnapshot& one)
{
    return std::binary_search(all.begin(), all.end(), one, isBefore);
}

/** Above so many runs of new or gone rows one reset costs less than all of them. */
constexpr int mostRuns = 64;

int runsMissing(const PracticeModel::Snapshots& from, const PracticeModel::Snapshots& in)
{
    int runs = 0;
    bool wasMissing = false;
    for (const DestinationSnapshot& one : from) {
        const bool isMissing = !contains(in, one);
        runs += isMissing && !wasMissing;
        wasMissing = isMissing;
    }
    return runs;
}

} // namespace

void PracticeModel::update(Snapshots destinations)
{
    m_deepest = 0;
    for (const DestinationSnapshot& one : destinations) {
        if (one.isQueue)
            m_deepest = std::max(m_deepest, one.waiting);
    }
    if (runsMissing(m_rows, destinations) + runsMissing(destinations, m_rows) > mostRuns) {
        beginResetModel();
        m_rows = std::move(destinations);
        endResetModel();
        return;
    }
    removeGone(destinations);
    insertNew(destinations);
    m_rows = std::move(destinations);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

void PracticeModel::removeGone(const Snapshots& destinations)
{
    for (auto last = m_rows.size(); last > 0;) {
        if (contains(destinations, m_rows[last - 1])) {
            --last;
            continue;
        }
        auto first = last - 1;
        while (first > 0 && !contains(destinations, m_rows[first - 1]))
            --first;
        beginRemoveRows({}, static_cast<int>(first), static_cast<int>(last - 1));
        m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(first),
            m_rows.begin() + static_cast<std::ptrdiff_t>(last));
        endRemoveRows();
        last = first;
    }
}

void PracticeModel::insertNew(Snapshots& destinations)
{
    // Both are ordered, and all that is here is there: what differs is new.
    for (std::size_t row = 0; row < destinations.size(); ++row) {
        std::size_t end = row;
        while (end < destinations.size()
            && (row >= m_rows.size() || destinations[end].name != m_rows[row].name))
            ++end;
        if (end == row)
            continue;
        beginInsertRows({}, static_cast<int>(row), static_cast<int>(end - 1));
        m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(row),
            destinations.begin() + static_cast<std::ptrdiff_t>(row),
            destinations.begin() + static_cast<std::ptrdiff_t>(end));
        endInsertRows();
        row = end - 1;
    }
}

const DestinationSnapshot* PracticeModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)] : nullptr;
}

const DestinationSnapshot* PracticeModel::find(const QString& name) const
{
    return at(rowOf(name));
}

int PracticeModel::rowOf(const QString& name) const
{
    DestinationSnapshot wanted;
    wanted.name = name.toStdString();
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), wanted, isBefore);
    return found != m_rows.end() && found->name == wanted.name
        ? static_cast<int>(found - m_rows.begin())
        : -1;
}

int PracticeModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PracticeModel::data(const QModelIndex& index, int role) const
{
    const DestinationSnapshot* const one = at(index.row());
    if (!one)
        return {};
    const QString name = QString::fromStdString(one->name);
    if (role == Qt::DisplayRole)
        return name;
    if (role != Qt::AccessibleTextRole && role != Qt::ToolTipRole)
        return {};
    const auto number = [](auto count) {
        return QString::number(count);
    };
    QString text = one->isQueue
        ? tr("%1: queue, %2 waiting, %3 in flight, %4 consumers")
              .arg(name, number(one->waiting), number(one->inFlight), number(one->consumers))
        : tr("%1: topic, %2 subscriptions, %3 copies waiting, %4 messages in")
              .arg(name, number(one->consumers), number(one->waiting), number(one->counters.in));
    if (one->isQueue && !one->addsUp())
        text += tr(". Its counters do not add up!");
    return text;
}

} // namespace Ui
