#pragma once

#include <stomp/broker/brokersnapshot.h>

#include <QAbstractListModel>

#include <vector>

namespace Ui {

/**
 * The destinations of the practice broker, by name. Takes over a new snapshot with as few changes
 * as there are, so that what is chosen stays chosen; owns its copy.
 */
class PracticeModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using Snapshots = std::vector<Stomp::DestinationSnapshot>;

    using QAbstractListModel::QAbstractListModel;

    void update(Snapshots destinations);

    /** Null when there is no such row. */
    [[nodiscard]] const Stomp::DestinationSnapshot* at(int row) const;
    [[nodiscard]] const Stomp::DestinationSnapshot* find(const QString& name) const;
    /** -1 when it is not there. */
    [[nodiscard]] int rowOf(const QString& name) const;
    /** The longest queue's depth: what lanes are drawn to. */
    [[nodiscard]] std::size_t deepest() const { return m_deepest; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    /** The name, and in words what the row shows. */
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    void removeGone(const Snapshots& destinations);
    void insertNew(Snapshots& destinations);

    Snapshots m_rows;
    std::size_t m_deepest = 0;
};

} // namespace Ui
