#pragma once

#include <QObject>

#include <functional>

class QAbstractItemModel;
class QTimer;

namespace Ui {

/**
 * Goes through the rows of a model for the next one that is wanted, in slices between events, so
 * that nothing waits for it; from the last row on it goes to the first. Rows may come and go
 * meanwhile; when their order changes, it ends.
 */
class RowSearch : public QObject
{
    Q_OBJECT

public:
    static constexpr int sliceMs = 8;

    using IsWanted = std::function<bool(int row)>;

    explicit RowSearch(const QAbstractItemModel& model, QObject* parent = nullptr);

    /** The first slice at once. The row it begins at is not looked at. */
    void start(int row, bool forwards, IsWanted isWanted);
    void stop();
    [[nodiscard]] bool isRunning() const { return m_isWanted != nullptr; }

Q_SIGNALS:
    void found(int row, bool hasWrapped);
    void notFound();
    /** Before it came to an end, by what happened to the model. */
    void ended();
    /** After each slice without one. */
    void wentOn(int looked, int of);

private:
    void look();
    void endEarly();
    /** The next row; false behind the last one. */
    bool step();
    void rowsCame(int first, int last);
    void rowsWent(int first, int last);

    const QAbstractItemModel& m_model;
    QTimer* m_slices;
    IsWanted m_isWanted;
    bool m_isForwards = true;
    bool m_hasWrapped = false;
    int m_from = 0;
    int m_at = 0;
    int m_looked = 0;
};

} // namespace Ui
