#pragma once

#include "filesaver.h"

#include <ui/models/countsmodel.h>

#include <QSortFilterProxyModel>
#include <QWidget>

class QButtonGroup;
class QSplitter;
class QTableView;
class QTimer;

namespace Ui {

class RatesChart;
class TonedLabel;
class Workspace;

/**
 * What came from each destination, in numbers, and the rates of the chosen ones over time. Looks
 * twice a second while it is in view; the chart is made when it is first seen. Counts nothing
 * itself.
 */
class CountsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit CountsPanel(Workspace& workspace, QWidget* parent = nullptr);
    ~CountsPanel() override;

    [[nodiscard]] QTableView* view() const { return m_view; }
    /** Null until the panel was in view. */
    [[nodiscard]] RatesChart* chart() const { return m_chart; }
    /** It came into view, or left it. */
    void setShown(bool shown);
    void refresh();
    void saveTo(const QString& path);

private:
    void build();
    void setUpColumns();
    void updateChart();
    [[nodiscard]] QList<int> chartedRows() const;
    void reset();
    [[nodiscard]] std::shared_ptr<const std::string> exported() const;

    Workspace& m_workspace;
    CountsModel m_model;
    QSortFilterProxyModel m_sorted;
    QTableView* m_view;
    QSplitter* m_parts;
    QButtonGroup* m_spans;
    TonedLabel* m_status;
    RatesChart* m_chart = nullptr;
    QTimer* m_timer;
    FileSaver m_saver;
};

} // namespace Ui
