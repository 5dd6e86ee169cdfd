#include "elidedlabel.h"

#include <QPainter>

namespace Ui {

ElidedLabel::ElidedLabel(QWidget* parent, Qt::TextElideMode mode) : QFrame(parent), m_mode(mode)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setForms(const QStringList& forms)
{
    m_text = forms.constFirst();
    m_shorter = forms.sliced(1);
    setAccessibleName(m_text);
    updateToolTip();
    updateGeometry();
    update();
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 1, fontMetrics().height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 6, fontMetrics().height()};
}

QString ElidedLabel::shownText() const
{
    constexpr int fewest = 6; // less than that tells nothing
    const int room = contentsRect().width();
    if (m_shorter.isEmpty()) {
        const QString text = fontMetrics().elidedText(m_text, m_mode, room);
        return text != m_text && text.size() < fewest ? QString() : text;
    }
    for (const QString& form : QStringList(m_text) + m_shorter)
        if (fontMetrics().horizontalAdvance(form) <= room)
            return form;
    return {};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(
        contentsRect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shownText());
}

void ElidedLabel::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    updateToolTip();
}

void ElidedLabel::updateToolTip()
{
    const bool whole = fontMetrics().horizontalAdvance(m_text) <= contentsRect().width();
    setToolTip(whole ? QString() : m_text);
}

} // namespace Ui
