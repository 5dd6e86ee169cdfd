#include "productionframe.h"

#include "tonedlabel.h"
#include "unlockmenu.h"

#include <ui/workspace/connection.h>

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace Ui {
namespace {

constexpr int frameWidth = 3;

} // namespace

ProductionFrame::ProductionFrame(QWidget* parent)
    : QWidget(parent), m_column(new QVBoxLayout(this)), m_line(new QWidget(this)),
      m_text(new TonedLabel(Tone::Bad, m_line)), m_lock(new QToolButton(m_line))
{
    setObjectName(QStringLiteral("productionFrame"));
    m_text->setObjectName(QStringLiteral("productionText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    m_text->setFont(strong);
    m_lock->setObjectName(QStringLiteral("productionLock"));
    m_lock->setAutoRaise(true);
    auto* const line = new QHBoxLayout(m_line);
    line->setContentsMargins(Theme::grid, 2, Theme::halfGrid, 2);
    line->setSpacing(Theme::grid);
    line->addWidget(m_text, 1);
    line->addWidget(m_lock);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_line);
    m_line->hide();
    connect(m_lock, &QToolButton::clicked, this, &ProductionFrame::toggleLock);
}

void ProductionFrame::addWidget(QWidget* widget, int stretch)
{
    m_column->addWidget(widget, stretch);
}

void ProductionFrame::setConnection(Connection* connection)
{
    if (m_connection)
        m_connection->productionLock().disconnect(this);
    m_connection = connection;
    m_isProduction = connection && connection->productionLock().isProduction();
    if (m_isProduction) {
        const ProductionLock& lock = connection->productionLock();
        connect(&lock, &ProductionLock::lockedChanged, this, &ProductionFrame::showLock);
        connect(&lock, &ProductionLock::ticked, this, &ProductionFrame::showLock);
        showLock();
    }
    m_line->setVisible(m_isProduction);
    const int margin = m_isProduction ? frameWidth : 0;
    m_column->setContentsMargins(margin, margin, margin, margin);
    update();
}

QString ProductionFrame::text() const
{
    return m_isProduction ? m_text->text() : QString();
}

void ProductionFrame::showLock()
{
    if (!m_connection)
        return;
    const ProductionLock& lock = m_connection->productionLock();
    const int left = lock.secondsLeft();
    m_text->setText(lock.isLocked() ? tr("Production: %1 · locked").arg(m_connection->name())
                                    : tr("Production: %1 · unlocked, locks again in %2:%3")
                                          .arg(m_connection->name())
                                          .arg(left / 60)
                                          .arg(left % 60, 2, 10, QLatin1Char('0')));
    m_text->setToolTip(tr("Publishing, consuming, looking into queues and acknowledging by hand "
                          "are locked on this connection until you unlock them."));
    m_lock->setText(lock.isLocked() ? tr("Unlock …") : tr("Lock now"));
}

void ProductionFrame::toggleLock()
{
    if (!m_connection)
        return;
    ProductionLock& lock = m_connection->productionLock();
    if (lock.isLocked())
        makeUnlockMenu(lock, this)->popup(m_lock->mapToGlobal(m_lock->rect().bottomLeft()));
    else
        lock.lock();
}

void ProductionFrame::paintEvent(QPaintEvent*)
{
    if (!m_isProduction)
        return;
    QPainter painter(this);
    painter.fillRect(m_line->geometry(), Theme::tint(Tone::Bad, palette()));
    constexpr qreal half = frameWidth / 2.0;
    QPen pen(Theme::color(Tone::Bad, palette()), frameWidth);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.drawRect(QRectF(rect()).adjusted(half, half, -half, -half));
}

} // namespace Ui
