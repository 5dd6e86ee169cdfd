#include "rowsearch.h"

#include <QAbstractItemModel>
#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace Ui {

RowSearch::RowSearch(const QAbstractItemModel& model, QObject* parent)
    : QObject(parent), m_model(model), m_slices(new QTimer(this))
{
    m_slices->callOnTimeout(this, &RowSearch::look);
    connect(&model, &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex&, int first, int last) { rowsCame(first, last); });
    connect(&model, &QAbstractItemModel::rowsRemoved, this,
        [this](const QModelIndex&, int first, int last) { rowsWent(first, last); });
    connect(&model, &QAbstractItemModel::modelReset, this, &RowSearch::endEarly);
    connect(&model, &QAbstractItemModel::layoutChanged, this, &RowSearch::endEarly);
}

void RowSearch::start(int row, bool forwards, IsWanted isWanted)
{
    m_isWanted = std::move(isWanted);
    m_isForwards = forwards;
    m_hasWrapped = false;
    m_from = row;
    m_at = row;
    m_looked = 0;
    m_slices->start(0);
    look();
}

void RowSearch::stop()
{
    m_isWanted = nullptr;
    m_slices->stop();
}

void RowSearch::endEarly()
{
    if (!isRunning())
        return;
    stop();
    Q_EMIT ended();
}

bool RowSearch::step()
{
    m_at += m_isForwards ? 1 : -1;
    if (!m_hasWrapped && (m_at < 0 || m_at >= m_model.rowCount())) {
        m_hasWrapped = true;
        m_at = m_isForwards ? 0 : m_model.rowCount() - 1;
    }
    return !m_hasWrapped || (m_isForwards ? m_at < m_from : m_at > m_from);
}

void RowSearch::look()
{
    if (!isRunning())
        return;
    QElapsedTimer clock;
    clock.start();
    do {
        if (!step()) {
            stop();
            Q_EMIT notFound();
            return;
        }
        ++m_looked;
        if (m_isWanted(m_at)) {
            const int row = m_at;
            stop();
            Q_EMIT found(row, m_hasWrapped);
            return;
        }
    } while (clock.elapsed() < sliceMs);
    Q_EMIT wentOn(m_looked, std::max(m_looked, m_model.rowCount()));
}

void RowSearch::rowsCame(int first, int last)
{
    for (int* row : {&m_from, &m_at})
        if (*row >= first)
            *row += last - first + 1;
}

void RowSearch::rowsWent(int first, int last)
{
    // What stood on a row that has gone goes on with the one behind it.
    for (int* row : {&m_from, &m_at}) {
        if (*row > last)
            *row -= last - first + 1;
        else if (*row >= first)
            *row = m_isForwards ? first - 1 : first;
    }
}

} // namespace Ui
