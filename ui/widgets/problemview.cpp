#include "problemview.h"

#include "icons.h"
#include "tonedlabel.h"

#include <ui/workspace/problem.h>

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QScopedValueRollback>

namespace Ui {
namespace {

void makeWrapping(QLabel* label)
{
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setFocusPolicy(Qt::NoFocus);
}

QLabel* wrappingLabel(QWidget* parent)
{
    auto* label = new QLabel(parent);
    makeWrapping(label);
    return label;
}

} // namespace

ProblemView::ProblemView(QWidget* parent)
    : QFrame(parent), m_layout(new QHBoxLayout(this)), m_mark(new QLabel(this)),
      m_what(wrappingLabel(this)), m_advice(wrappingLabel(this)),
      m_detail(new TonedLabel(Tone::Muted, this))
{
    setAutoFillBackground(true);
    m_mark->setAlignment(Qt::AlignTop);
    m_mark->setContentsMargins(0, 1, 0, 0);
    QFont strong = font();
    strong.setWeight(QFont::DemiBold);
    m_what->setFont(strong);
    makeWrapping(m_detail);
    m_detail->setFont(Theme::monospaced());

    auto* texts = new QVBoxLayout;
    texts->setSpacing(Theme::halfGrid / 2);
    for (QLabel* label : std::initializer_list<QLabel*>{m_what, m_advice, m_detail})
        texts->addWidget(label);
    m_layout->setContentsMargins(
        Theme::grid * 3 / 2, Theme::grid, Theme::grid * 3 / 2, Theme::grid);
    m_layout->setSpacing(Theme::grid);
    m_layout->addWidget(m_mark);
    m_layout->addLayout(texts, 1);
}

void ProblemView::setProblem(Tone tone, const Problem& problem)
{
    m_tone = tone;
    m_what->setText(problem.what);
    QString advice = problem.cause;
    if (!problem.remedy.isEmpty())
        advice += (advice.isEmpty() ? QString() : QStringLiteral(" ")) + problem.remedy;
    m_advice->setText(advice);
    m_advice->setVisible(!advice.isEmpty());
    const QString detail = problem.detail.simplified();
    m_detail->setText(detail.size() > m_shownDetail ? detail.first(m_shownDetail) + u'…' : detail);
    m_detail->setToolTip(detail.size() > m_shownDetail ? problem.detail : QString());
    m_detail->setVisible(!detail.isEmpty() && detail != problem.what);
    setAccessibleName(text());
    applyTone();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString ProblemView::text() const
{
    QStringList all;
    for (const QLabel* label : std::initializer_list<const QLabel*>{m_what, m_advice, m_detail}) {
        if (!label->text().isEmpty())
            all.append(label->text());
    }
    return all.join(u'\n');
}

void ProblemView::addWidget(QWidget* widget)
{
    m_layout->addWidget(widget, 0, Qt::AlignTop);
}

void ProblemView::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    const bool isOther =
        event->type() == QEvent::PaletteChange || event->type() == QEvent::ParentChange;
    if (isOther && !m_isApplying)
        applyTone();
}

void ProblemView::applyTone()
{
    const QScopedValueRollback guard(m_isApplying, true);
    const QPalette base = parentWidget() ? parentWidget()->palette() : palette();
    QPalette own;
    own.setColor(QPalette::Window, Theme::tint(m_tone, base));
    setPalette(own);
    const auto name = m_tone == Tone::Warn ? QLatin1StringView("dialog-warning")
        : m_tone == Tone::Bad              ? QLatin1StringView("dialog-error")
                                           : QLatin1StringView("dialog-information");
    m_mark->setPixmap(icon(name, m_tone).pixmap(QSize(16, 16), devicePixelRatioF()));
}

} // namespace Ui
