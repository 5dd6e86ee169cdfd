#include "tablepill.h"

#include "messagetableview.h"
#include "theme.h"

#include <QEvent>

namespace Ui {

TablePill::TablePill(MessageTableView& view) : QPushButton(&view), m_view(view)
{
    setFocusPolicy(Qt::NoFocus);
    setStyleSheet(QStringLiteral(
        "QPushButton { background: palette(highlight); color: palette(highlighted-text);"
        " border: none; border-radius: 12px; padding: 4px 12px; min-height: 16px; }"));
    hide();
    view.viewport()->installEventFilter(this);
}

void TablePill::say(const QString& words, const QString& toolTip)
{
    setText(words);
    setToolTip(toolTip);
    setVisible(!words.isEmpty());
    place();
}

void TablePill::place()
{
    adjustSize();
    const QRect area = m_view.viewport()->geometry();
    move(area.right() - width() - Theme::grid * 2, area.bottom() - height() - Theme::grid * 2);
}

bool TablePill::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move)
        place();
    return QPushButton::eventFilter(watched, event);
}

} // namespace Ui
