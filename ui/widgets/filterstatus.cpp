#include "filterstatus.h"

#include "theme.h"
#include "wording.h"

#include <QPainter>

namespace Ui {

FilterStatus::FilterStatus(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFont(Theme::tabular(font()));
}

void FilterStatus::setState(const State& state)
{
    if (state == m_state)
        return;
    m_state = state;
    const QString all = text();
    setToolTip(all);
    setAccessibleName(all);
    update();
}

QString FilterStatus::text() const
{
    if (!m_state.isActive)
        return {};
    const QString found = tr("%1 of %2").arg(countText(m_state.found), countText(m_state.looked));
    const quint64 left = m_state.of - m_state.looked;
    if (left == 0 || !(m_state.isSearching || m_state.isHalted))
        return found;
    if (m_state.isHalted)
        return tr("%1 · stopped, %2 not searched").arg(found, countText(left));
    return tr("%1 · %2 %").arg(found).arg(m_state.looked * 100 / m_state.of);
}

QSize FilterStatus::sizeHint() const
{
    return {
        fontMetrics().horizontalAdvance(
            tr("%1 of %2").arg(QStringLiteral("1,000,000"), QStringLiteral("1,000,000 · 100 %"))),
        fontMetrics().height() + Theme::grid};
}

QSize FilterStatus::minimumSizeHint() const
{
    return {Theme::grid * 12, sizeHint().height()};
}

void FilterStatus::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(Theme::color(m_state.isHalted ? Tone::Warn : Tone::Text, palette()));
    painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine,
        fontMetrics().elidedText(text(), Qt::ElideRight, width()));
    if (!m_state.isActive || m_state.of == m_state.looked || !m_state.isSearching)
        return;
    const QRect bar(0, height() - 2, width(), 2);
    painter.fillRect(bar, palette().brush(QPalette::Mid));
    const double part = static_cast<double>(m_state.looked) / static_cast<double>(m_state.of);
    painter.fillRect(QRect(bar.topLeft(), QSize(static_cast<int>(bar.width() * part), 2)),
        Theme::color(Tone::Accent, palette()));
}

} // namespace Ui
