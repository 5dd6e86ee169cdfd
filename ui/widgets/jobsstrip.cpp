#include "jobsstrip.h"

#include "elidedlabel.h"
#include "icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QScopedValueRollback>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace Ui {

namespace {
/** Of the bar; its value is an int. */
constexpr int whole = 1000;
} // namespace

JobLine::JobLine(QWidget* parent)
    : QFrame(parent), m_mark(new QLabel(this)), m_text(new ElidedLabel(this, Qt::ElideRight)),
      m_progress(new QProgressBar(this)), m_action(new QToolButton(this)),
      m_close(new QToolButton(this))
{
    setAutoFillBackground(true);
    m_text->setObjectName(QStringLiteral("jobText"));
    m_text->setFont(Theme::tabular(font()));
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_progress->setObjectName(QStringLiteral("jobProgress"));
    m_progress->setRange(0, whole);
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(Theme::grid * 20, Theme::grid);
    m_progress->hide();
    m_action->setObjectName(QStringLiteral("jobAction"));
    m_action->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_action->setFocusPolicy(Qt::StrongFocus);
    m_action->hide();
    m_close->setObjectName(QStringLiteral("jobClose"));
    m_close->setIcon(icon(QLatin1StringView("window-close")));
    m_close->setAutoRaise(true);
    m_close->setFocusPolicy(Qt::StrongFocus);
    m_close->setToolTip(tr("Close this line"));
    m_close->setAccessibleName(m_close->toolTip());
    m_close->hide();
    auto* const row = new QHBoxLayout(this);
    row->setContentsMargins(
        Theme::grid * 3 / 2, Theme::halfGrid, Theme::grid * 3 / 2, Theme::halfGrid);
    row->setSpacing(Theme::grid);
    row->addWidget(m_mark);
    row->addWidget(m_text, 1);
    row->addWidget(m_progress);
    row->addWidget(m_action);
    row->addWidget(m_close);
    connect(m_action, &QToolButton::clicked, this, [this] {
        if (const auto run = m_run)
            run();
    });
    connect(m_close, &QToolButton::clicked, this, &JobLine::leave);
}

void JobLine::setState(Tone tone, QLatin1StringView iconName)
{
    m_tone = tone;
    m_icon = iconName;
    applyTone();
}

void JobLine::setText(const QString& text)
{
    m_text->setText(text);
    setAccessibleName(text);
}

QString JobLine::text() const
{
    return m_text->text();
}

void JobLine::setProgress(std::optional<double> part)
{
    m_progress->setVisible(part.has_value());
    if (part)
        m_progress->setValue(qBound(0, static_cast<int>(*part * whole), whole));
}

void JobLine::setAction(const QString& text, const QString& toolTip, std::function<void()> run)
{
    m_run = std::move(run);
    m_action->setText(text);
    m_action->setToolTip(toolTip);
    m_action->setVisible(!text.isEmpty());
}

void JobLine::setClosable()
{
    m_close->show();
}

void JobLine::leave()
{
    hide();
    deleteLater();
    Q_EMIT closed();
}

void JobLine::applyTone()
{
    const QScopedValueRollback guard(m_isApplying, true);
    const QPalette base = parentWidget() ? parentWidget()->palette() : palette();
    QPalette own;
    own.setColor(QPalette::Window, Theme::tint(m_tone, base));
    setPalette(own);
    m_mark->setPixmap(
        icon(m_icon, m_tone).pixmap(QSize(Theme::iconSize, Theme::iconSize), devicePixelRatioF()));
}

void JobLine::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    const bool isOther =
        event->type() == QEvent::PaletteChange || event->type() == QEvent::ParentChange;
    if (isOther && !m_isApplying && !m_icon.isEmpty())
        applyTone();
}

JobsStrip::JobsStrip(QWidget* parent) : QWidget(parent), m_lines(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("jobs"));
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(1);
    hide();
}

JobLine* JobsStrip::add()
{
    auto* const line = new JobLine(this);
    m_lines->addWidget(line);
    connect(line, &JobLine::closed, this, [this] { setVisible(--m_count > 0); });
    ++m_count;
    show();
    return line;
}

} // namespace Ui
