#include "noticearea.h"

#include "icons.h"
#include "problemview.h"

#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace Ui {

NoticeArea::NoticeArea(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(1);
    setVisible(false);
}

void NoticeArea::show(
    const QString& key, Tone tone, const Problem& problem, const NoticeAction& action)
{
    dismiss(key);
    auto* bar = new ProblemView(this);
    bar->setObjectName(QStringLiteral("notice"));
    bar->setCompact();
    bar->setProblem(tone, problem);
    if (!action.text.isEmpty()) {
        auto* button = new QPushButton(action.text, bar);
        connect(button, &QPushButton::clicked, this, [this, key, run = action.run] {
            dismiss(key);
            run();
        });
        bar->addWidget(button);
    }
    auto* close = new QToolButton(bar);
    close->setIcon(icon(QLatin1StringView("window-close")));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(close->toolTip());
    connect(close, &QToolButton::clicked, this, [this, key] { dismiss(key); });
    bar->addWidget(close);
    m_bars.insert(key, bar);
    m_layout->addWidget(bar);
    setVisible(true);
}

void NoticeArea::dismiss(const QString& key)
{
    if (QWidget* bar = m_bars.take(key)) {
        bar->hide();
        bar->deleteLater();
    }
    setVisible(!m_bars.isEmpty());
}

} // namespace Ui
