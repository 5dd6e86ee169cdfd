#pragma once

#include <QWidget>

class QChart;
class QChartView;
class QDateTimeAxis;
class QValueAxis;

namespace Ui {

/**
 * Rates over the last minute, ten minutes or hour as lines, told apart by colour and by dash. Draws
 * what it is given; keeps nothing.
 */
class RatesChart : public QWidget
{
    Q_OBJECT

public:
    /** More lines than this cannot be told apart. */
    static constexpr int mostLines = 6;

    explicit RatesChart(QWidget* parent = nullptr);

    struct Line
    {
        QString name;
        QList<QPointF> points; //!< UTC in ms, messages a second
    };
    void setLines(const QList<Line>& lines, qint64 fromMs, qint64 toMs);
    [[nodiscard]] QChart* chart() const { return m_chart; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    /** For the legend, which cuts the ends that tell them apart: where not all fits, these alone;
     * where they are alike or do not fit either, without their middles. */
    [[nodiscard]] QStringList namesOf(const QList<Line>& lines) const;
    /** The most that a name may have for all to fit: what shorter ones leave goes to longer ones.
     */
    [[nodiscard]] int roomOfEach(const QStringList& names, int room) const;
    void setLook();

    QChart* m_chart;
    QChartView* m_view;
    QDateTimeAxis* m_time;
    QValueAxis* m_rate;
};

} // namespace Ui
