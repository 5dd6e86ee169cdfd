#include "rateschart.h"

#include "theme.h"

#include <QChart>
#include <QChartView>
#include <QDateTime>
#include <QDateTimeAxis>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLegend>
#include <QLineSeries>
#include <QSet>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <array>

namespace Ui {

namespace {

/** Okabe and Ito's colours, which people with any colour vision tell apart; legible on both looks.
 */
constexpr std::array<QRgb, RatesChart::mostLines> colors{
    0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9};
constexpr std::array<Qt::PenStyle, RatesChart::mostLines> dashes{
    Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine, Qt::SolidLine};

/** The next of 1, 2, 4 or 8 times a power of ten: quarters of it are short numbers. */
double roundedUp(double rate)
{
    double power = 1;
    while (power * 8 < rate)
        power *= 10;
    for (const double step : {1.0, 2.0, 4.0}) {
        if (power * step >= rate)
            return power * step;
    }
    return power * 8;
}

} // namespace

RatesChart::RatesChart(QWidget* parent)
    : QWidget(parent), m_chart(new QChart), m_view(new QChartView(m_chart, this)),
      m_time(new QDateTimeAxis(m_chart)), m_rate(new QValueAxis(m_chart))
{
    // Room for half a time at the right edge.
    m_chart->setMargins({0, Theme::halfGrid, Theme::grid * 3, 0});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setBackgroundRoundness(0);
    m_chart->setAnimationOptions(QChart::NoAnimation);
    m_chart->legend()->setAlignment(Qt::AlignBottom);
    m_chart->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_rate, Qt::AlignLeft);
    m_time->setFormat(QStringLiteral("HH:mm:ss"));
    // Without a range before its first layout the axis stays away for good (Qt Charts 6.4).
    m_time->setRange(QDateTime::fromMSecsSinceEpoch(0), QDateTime::fromMSecsSinceEpoch(60'000));
    m_rate->setTitleText(tr("messages/s"));
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setObjectName(QStringLiteral("ratesChart"));
    m_view->setAccessibleName(tr("Messages a second over time"));
    m_view->setMinimumHeight(Theme::grid * 16);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_view);
    setLook();
}

void RatesChart::setLines(const QList<Line>& lines, qint64 fromMs, qint64 toMs)
{
    const int count = std::min<int>(int(lines.size()), mostLines);
    while (m_chart->series().size() > count)
        delete m_chart->series().constLast();
    const QStringList names = namesOf(lines.first(count));
    double highest = 0;
    for (int i = 0; i < count; ++i) {
        QLineSeries* series = nullptr;
        if (i < m_chart->series().size()) {
            series = qobject_cast<QLineSeries*>(m_chart->series().at(i));
        } else {
            series = new QLineSeries(m_chart);
            const auto at = static_cast<std::size_t>(i);
            QPen pen{QColor(colors[at]), 2};
            pen.setStyle(dashes[at]);
            series->setPen(pen);
            m_chart->addSeries(series);
            series->attachAxis(m_time);
            series->attachAxis(m_rate);
        }
        series->setName(names.at(i));
        series->replace(lines.at(i).points);
        for (const QPointF& point : lines.at(i).points)
            highest = std::max(highest, point.y());
    }
    m_time->setRange(QDateTime::fromMSecsSinceEpoch(fromMs), QDateTime::fromMSecsSinceEpoch(toMs));
    const double top = roundedUp(highest);
    m_rate->setRange(0, top);
    m_rate->setTickCount(height() < Theme::grid * 30 ? 3 : 5);
    m_rate->setLabelFormat(top < 4 ? QStringLiteral("%.1f") : QStringLiteral("%.0f"));
}

int RatesChart::roomOfEach(const QStringList& names, int room) const
{
    QList<int> widths;
    for (const QString& name : names)
        widths << fontMetrics().horizontalAdvance(name);
    std::sort(widths.begin(), widths.end());
    int left = int(widths.size());
    for (const int width : widths) {
        if (width * left > room)
            break;
        room -= width;
        --left;
    }
    return std::max(left > 0 ? room / left : widths.constLast(), Theme::grid * 3);
}

QStringList RatesChart::namesOf(const QList<Line>& lines) const
{
    constexpr int besides = Theme::grid * 5; // a name's marker and its distance to the next
    const int all = width() - Theme::grid * 5; // within the chart's margins
    const auto fits = [this, all](const QStringList& names) {
        int needed = 0;
        for (const QString& name : names)
            needed += fontMetrics().horizontalAdvance(name) + besides;
        return needed <= all;
    };
    QStringList names;
    QStringList ends;
    for (const Line& line : lines) {
        names << line.name;
        ends << line.name.section(u'/', -1, -1, QString::SectionSkipEmpty);
    }
    if (fits(names))
        return names;
    const QSet<QString> different(ends.cbegin(), ends.cend());
    if (different.size() == ends.size() && !different.contains(QString()))
        names = ends;
    if (fits(names))
        return names;
    const int room = roomOfEach(names, all - besides * int(names.size()));
    for (QString& name : names)
        name = fontMetrics().elidedText(name, Qt::ElideMiddle, room);
    return names;
}

void RatesChart::resizeEvent(QResizeEvent* event)
{
    // Where labels do not fit the chart leaves out all of them.
    const int label = fontMetrics().horizontalAdvance(QStringLiteral("00:00:00"));
    m_time->setTickCount(std::clamp((width() - Theme::grid * 6) / (label * 3 / 2), 2, 7));
    QWidget::resizeEvent(event);
}

void RatesChart::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        setLook();
    QWidget::changeEvent(event);
}

void RatesChart::setLook()
{
    const QColor text = palette().color(QPalette::Text);
    QColor lines = text;
    lines.setAlpha(40);
    m_chart->setBackgroundBrush(palette().color(QPalette::Base));
    m_chart->legend()->setLabelColor(text);
    m_chart->legend()->setFont(font());
    for (QAbstractAxis* axis : m_chart->axes()) {
        axis->setLabelsColor(text);
        axis->setLabelsFont(font());
        axis->setTitleBrush(text);
        axis->setTitleFont(font());
        axis->setGridLineColor(lines);
        axis->setLinePenColor(lines);
    }
}

} // namespace Ui
