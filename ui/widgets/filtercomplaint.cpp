#include "filtercomplaint.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace Ui {

FilterComplaint::FilterComplaint(QWidget* parent)
    : QFrame(parent), m_text(new QLabel(this)),
      m_search(new QPushButton(tr("Search as Text"), this))
{
    setObjectName(QStringLiteral("filterComplaint"));
    setFrameShape(QFrame::StyledPanel);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::grid, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    row->setSpacing(Theme::grid);
    row->addWidget(m_text, 1);
    row->addWidget(m_search);
    connect(m_search, &QPushButton::clicked, this, &FilterComplaint::textSearchWanted);
    hide();
}

void FilterComplaint::say(const QString& complaint, bool isMistake, const QPoint& point)
{
    m_tone = isMistake ? Tone::Bad : Tone::Warn;
    m_text->setText(complaint);
    m_search->setVisible(isMistake);
    setAccessibleName(complaint);
    const int margins = Theme::grid * 2 + frameWidth() * 2;
    const int button = isMistake ? m_search->sizeHint().width() + Theme::grid : 0;
    const int most = std::min(parentWidget()->width() - Theme::grid * 2, Theme::grid * 80);
    const int wanted = m_text->fontMetrics().horizontalAdvance(complaint) + Theme::grid;
    const int textWidth = std::max(Theme::grid * 10, std::min(wanted, most - margins - button));
    m_text->setFixedWidth(textWidth);
    const int height =
        std::max(m_text->heightForWidth(textWidth), isMistake ? m_search->sizeHint().height() : 0);
    resize(textWidth + button + margins, height + Theme::grid + frameWidth() * 2);
    const int right = parentWidget()->width() - width() - Theme::grid;
    move(std::max(0, std::min(point.x(), right)), point.y());
    raise();
    show();
}

void FilterComplaint::paintEvent(QPaintEvent*)
{
    // Not by its own palette, which would stay as it was when the look changes.
    QPainter painter(this);
    painter.fillRect(rect(), Theme::tint(m_tone, palette()));
    painter.setPen(Theme::color(m_tone, palette()));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace Ui
