#include "segmentbutton.h"

#include "theme.h"

#include <QEvent>

namespace Ui {

SegmentButton::SegmentButton(const QString& text, QWidget* parent) : QToolButton(parent)
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setMinimumWidth(7 * Theme::grid);
    connect(this, &QToolButton::toggled, this, &SegmentButton::updateColours);
}

void SegmentButton::changeEvent(QEvent* event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_updating)
        updateColours();
}

void SegmentButton::updateColours()
{
    m_updating = true;
    QPalette colours;
    if (isChecked()) {
        const QPalette base = parentWidget() ? parentWidget()->palette() : QPalette();
        colours.setColor(QPalette::Active, QPalette::Button, base.color(QPalette::Highlight));
        colours.setColor(QPalette::Inactive, QPalette::Button, base.color(QPalette::Highlight));
        colours.setColor(
            QPalette::Active, QPalette::ButtonText, base.color(QPalette::HighlightedText));
        colours.setColor(
            QPalette::Inactive, QPalette::ButtonText, base.color(QPalette::HighlightedText));
    }
    setPalette(colours);
    m_updating = false;
}

} // namespace Ui
