#include "tonedlabel.h"

#include <QEvent>
#include <QScopedValueRollback>

namespace Ui {

TonedLabel::TonedLabel(Tone tone, QWidget* parent) : QLabel(parent), m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    applyTone();
}

TonedLabel* TonedLabel::forText(Tone tone, const char* name, QWidget* parent)
{
    auto* label = new TonedLabel(tone, parent);
    label->setObjectName(QLatin1StringView(name));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

void TonedLabel::setTone(Tone tone)
{
    m_tone = tone;
    applyTone();
}

void TonedLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_isApplying)
        applyTone();
}

void TonedLabel::applyTone()
{
    const QScopedValueRollback guard(m_isApplying, true);
    // Only the text's roles: everything else goes on following the parent.
    QPalette own;
    if (m_tone == Tone::Text) { // the parent's own: what is set here would outlive its theme
        setPalette(own);
        return;
    }
    const QColor text = Theme::color(m_tone, palette());
    own.setColor(QPalette::WindowText, text);
    own.setColor(QPalette::Text, text);
    setPalette(own);
}

} // namespace Ui
