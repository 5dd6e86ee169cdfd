#include "inspectordiff.h"

#include "difftable.h"
#include "elidedlabel.h"
#include "segmentbutton.h"
#include "theme.h"
#include "wording.h"

#include <QButtonGroup>
#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>

#include <utility>

namespace Ui {

namespace {

QString nameOf(const MessageView& message)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(message.receivedUs / 1000);
    return InspectorDiff::tr("the message of %1, %2")
        .arg(time.toString(QStringLiteral("HH:mm:ss.zzz")), sizeText(message.body().size()));
}

} // namespace

InspectorDiff::InspectorDiff(QWidget* parent)
    : QWidget(parent), m_others(new QButtonGroup(this)), m_keep(new QPushButton(this)),
      m_what(new ElidedLabel(this, Qt::ElideRight)), m_outcome(new QLabel(this)),
      m_view(new DiffTable(this)), m_headersOutcome(new QLabel(this)),
      m_headers(new DiffTable(this))
{
    m_view->setAccessibleName(tr("Differences"));
    m_headers->setObjectName(QStringLiteral("headers"));
    m_headers->setAccessibleName(tr("Differences of the headers"));
    m_headers->horizontalHeader()->hide();
    m_headersOutcome->setObjectName(QStringLiteral("headersOutcome"));
    m_headersOutcome->setWordWrap(true);
    m_headersOutcome->setTextFormat(Qt::PlainText);
    m_headersOutcome->setContentsMargins(
        Theme::grid, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    m_what->setObjectName(QStringLiteral("what"));
    m_outcome->setObjectName(QStringLiteral("outcome"));
    m_outcome->setWordWrap(true);
    m_outcome->setTextFormat(Qt::PlainText);
    m_outcome->setTextInteractionFlags(Qt::TextSelectableByMouse);
    buildBar();
    choose(Other::Previous);
}

void InspectorDiff::buildBar()
{
    auto* const bar = new QHBoxLayout;
    bar->setSpacing(0);
    const QStringList names{tr("Previous"), tr("Kept")};
    const QStringList tips{tr("Compare with the message of this destination that came before"),
        tr("Compare with the message that you have kept")};
    for (int i = 0; i < names.size(); ++i) {
        auto* const choice = new SegmentButton(names[i], this);
        choice->setToolTip(tips[i]);
        m_others->addButton(choice, i);
        bar->addWidget(choice);
    }
    m_keep->setText(tr("Keep this one"));
    m_keep->setObjectName(QStringLiteral("keep"));
    m_keep->setToolTip(tr("Compare other messages with this one"));
    bar->addStretch(1);
    bar->addWidget(m_keep);
    auto* const top = new QVBoxLayout;
    top->setContentsMargins(Theme::grid, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    top->setSpacing(Theme::halfGrid);
    top->addLayout(bar);
    top->addWidget(m_what);
    top->addWidget(m_outcome);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_headersOutcome);
    layout->addWidget(m_headers);
    connect(m_others, &QButtonGroup::idClicked, this, [this](int id) { choose(Other(id)); });
    connect(m_keep, &QPushButton::clicked, this, [this] { keep(); });
}

void InspectorDiff::setMessage(const MessageView& message)
{
    m_message = message;
    m_keep->setEnabled(!message.isEmpty());
    compare();
}

void InspectorDiff::keep()
{
    keep(m_message);
}

void InspectorDiff::keep(const MessageView& message)
{
    m_kept = message;
    choose(Other::Kept);
}

void InspectorDiff::choose(Other other)
{
    m_chosen = other;
    m_others->button(static_cast<int>(other))->setChecked(true);
    compare();
}

void InspectorDiff::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_isDue)
        compare();
}

void InspectorDiff::say(const QString& what, const QString& outcome)
{
    m_what->setText(what);
    m_outcome->setText(outcome);
    showHeaders({});
}

void InspectorDiff::showHeaders(const HeaderComparison& comparison)
{
    m_headers->setRows(comparison.rows);
    m_headersOutcome->setText(comparison.summary);
    m_headersOutcome->setVisible(!comparison.summary.isEmpty());
    const int lines = m_headers->model()->rowCount();
    m_headers->setVisible(lines > 0);
    m_headers->setFixedHeight(
        qMin(lines, headerLines) * m_headers->verticalHeader()->defaultSectionSize());
}

void InspectorDiff::compare()
{
    m_task.cancel();
    m_view->setRows({});
    m_isDue = !isVisible();
    if (m_isDue || m_message.isEmpty()) {
        say({}, {});
        return;
    }
    MessageView other = m_kept;
    QString whyNot = tr("No message is kept. Open one and press “Keep this one”.");
    if (m_chosen == Other::Previous) {
        Previous previous = m_findPrevious ? m_findPrevious(m_message) : Previous();
        other = std::move(previous.message);
        whyNot = previous.whyNot;
    }
    if (other.isEmpty()) {
        say({}, whyNot);
        return;
    }
    if (other.frame.data() == m_message.frame.data()) {
        say({}, tr("This is the message that you have kept: open another one to compare."));
        return;
    }
    say(tr("Compared with %1").arg(nameOf(other)), tr("comparing…"));
    m_task.start([this, other, message = m_message]() -> LatestTask::Finish {
        return [this, bodies = BodyComparison::of(other, message),
                   headers = HeaderComparison::of(other, message)] {
            m_view->setRows(bodies.rows);
            m_outcome->setText(bodies.summary);
            showHeaders(headers);
        };
    });
}

} // namespace Ui
