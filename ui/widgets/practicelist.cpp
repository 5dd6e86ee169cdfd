#include "practicelist.h"

#include "emptytext.h"
#include "practicedelegate.h"

#include <ui/workspace/practicemodel.h>

#include <QPainter>

namespace Ui {

PracticeList::PracticeList(PracticeModel& model, QWidget* parent) : QListView(parent)
{
    setObjectName(QStringLiteral("practiceDestinations"));
    setAccessibleName(tr("Destinations of the practice broker"));
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new PracticeDelegate(this));
    setModel(&model);
    setMinimumWidth(26 * Theme::grid);
}

void PracticeList::setEmptyText(const QString& headline, const QString& hint)
{
    if (headline == m_headline && hint == m_hint)
        return;
    m_headline = headline;
    m_hint = hint;
    setAccessibleDescription(headline + QStringLiteral(". ") + hint);
    viewport()->update();
}

QString PracticeList::chosen() const
{
    return currentIndex().data(Qt::DisplayRole).toString();
}

void PracticeList::paintEvent(QPaintEvent* event)
{
    QListView::paintEvent(event);
    if (model()->rowCount() > 0)
        return;
    QPainter painter(viewport());
    paintEmptyText(painter, *viewport(), m_headline, m_hint);
}

} // namespace Ui
