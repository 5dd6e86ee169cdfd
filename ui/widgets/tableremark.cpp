#include "tableremark.h"

#include "theme.h"

#include <QAbstractScrollArea>
#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QTimer>

#include <algorithm>

namespace Ui {

namespace {

constexpr int pillRoom = Theme::grid * 16;

} // namespace

TableRemark::TableRemark(QAbstractScrollArea& table)
    : QFrame(&table), m_viewport(table.viewport()), m_text(new QLabel(this)),
      m_going(new QTimer(this))
{
    setObjectName(QStringLiteral("tableRemark"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setFont(Theme::tabular(font()));
    m_text->setWordWrap(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::grid, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    row->addWidget(m_text);
    m_going->setSingleShot(true);
    m_going->setInterval(shownMs);
    m_going->callOnTimeout(this, &TableRemark::take);
    m_viewport->installEventFilter(this);
    hide();
}

void TableRemark::say(const QString& text)
{
    put(text);
    m_going->start();
}

void TableRemark::sayUntilTaken(const QString& text)
{
    put(text);
    m_going->stop();
}

void TableRemark::take()
{
    m_going->stop();
    m_text->clear();
    hide();
}

QString TableRemark::text() const
{
    return m_text->text();
}

void TableRemark::put(const QString& text)
{
    m_text->setText(text);
    setAccessibleName(text);
    place();
    raise();
    show();
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void TableRemark::place()
{
    const QRect area = m_viewport->geometry();
    const int room = area.width() - Theme::grid * 4;
    const int wanted =
        m_text->fontMetrics().horizontalAdvance(m_text->text()) + Theme::grid * 2 + 1;
    const int width = std::min(wanted, room);
    const int height = std::min(heightForWidth(width), area.height());
    // On the right is the way to what is new.
    const int lift = wanted > room - pillRoom ? Theme::grid * 5 : 0;
    setGeometry(area.left() + Theme::grid * 2, area.bottom() - height - Theme::grid * 2 - lift,
        width, height);
}

bool TableRemark::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_viewport && isVisible()
        && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
        place();
    return QFrame::eventFilter(watched, event);
}

void TableRemark::paintEvent(QPaintEvent*)
{
    // Not by its own palette, which would stay as it was when the look changes.
    QPainter painter(this);
    painter.fillRect(rect(), Theme::tint(Tone::Accent, palette()));
    painter.setPen(Theme::color(Tone::Accent, palette()));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace Ui
