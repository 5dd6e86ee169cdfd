#include "iconmark.h"

#include "icons.h"

#include <QEvent>

namespace Ui {

IconMark::IconMark(QLatin1StringView name, Tone tone, QWidget* parent) : QLabel(parent)
{
    setIcon(name, tone);
}

void IconMark::setIcon(QLatin1StringView name, Tone tone)
{
    m_name = name;
    m_tone = tone;
    draw();
}

void IconMark::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        draw();
}

void IconMark::draw()
{
    if (m_name.isEmpty())
        return;
    const QByteArray name = m_name.toLatin1();
    setPixmap(icon(QLatin1StringView(name), m_tone)
                  .pixmap(QSize(Theme::iconSize, Theme::iconSize), devicePixelRatioF()));
}

} // namespace Ui
