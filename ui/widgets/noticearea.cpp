#include "noticearea.h"

#include "icons.h"
#include "problemview.h"

#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace Ui {

NoticeArea::NoticeArea(QWidget* parent)
    : QWidget(parent), m_layout(new QVBoxLayout(this)), m_earlier(new QToolButton(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(1);
    m_earlier->setObjectName(QStringLiteral("earlierNotices"));
    m_earlier->setAutoRaise(true);
    m_earlier->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_layout->addWidget(m_earlier);
    connect(m_earlier, &QToolButton::clicked, this, [this] {
        m_showsAll = !m_showsAll;
        fold();
    });
    setVisible(false);
}

void NoticeArea::fold()
{
    const auto folded = m_keys.size() - mostOpen;
    m_showsAll = m_showsAll && folded > 0;
    for (qsizetype i = 0; i < m_keys.size(); ++i)
        m_bars.value(m_keys.at(i))->setVisible(m_showsAll || i >= folded);
    if (m_showsAll)
        m_earlier->setText(tr("Show the newest messages only"));
    else
        m_earlier->setText(folded == 1 ? tr("Show the earlier message")
                                       : tr("Show %1 earlier messages").arg(folded));
    m_earlier->setVisible(folded > 0);
    setVisible(!m_keys.isEmpty());
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
    m_keys.append(key);
    m_layout->addWidget(bar);
    fold();
}

void NoticeArea::dismiss(const QString& key)
{
    if (QWidget* bar = m_bars.take(key)) {
        bar->hide();
        bar->deleteLater();
        m_keys.removeOne(key);
    }
    fold();
}

} // namespace Ui
