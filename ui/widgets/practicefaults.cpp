#include "practicefaults.h"

#include "icons.h"
#include "practicefaultform.h"
#include "tonedlabel.h"
#include "wording.h"

#include <QAction>
#include <QBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QToolBar>

namespace Ui {

PracticeFaults::PracticeFaults(PracticeBroker& broker, QWidget* parent)
    : QWidget(parent), m_broker(broker), m_parts(new QBoxLayout(QBoxLayout::TopToBottom, this)),
      m_none(new TonedLabel(Tone::Muted, this)), m_armed(new QListWidget(this)),
      m_form(new PracticeFaultForm(this)), m_totals(new TonedLabel(Tone::Muted, this)),
      m_remove(new QAction(icon(QLatin1StringView("edit-delete")), tr("Remove"), this)),
      m_removeAll(new QAction(icon(QLatin1StringView("edit-clear")), tr("Remove All"), this)),
      m_plan(broker.faults()), m_lastReported(m_plan.text())
{
    build();
    connect(m_remove, &QAction::triggered, this, &PracticeFaults::removeChosen);
    connect(m_removeAll, &QAction::triggered, this, [this] {
        m_plan.faults.clear();
        apply();
    });
    connect(m_armed, &QListWidget::currentRowChanged, m_remove,
        [this](int row) { m_remove->setEnabled(row >= 0); });
    showPlan({});
}

void PracticeFaults::build()
{
    m_armed->setObjectName(QStringLiteral("faultsArmed"));
    m_armed->setAccessibleName(tr("Faults in force"));
    m_armed->setFrameShape(QFrame::NoFrame);
    m_armed->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_armed->setMinimumHeight(Theme::grid * 7);
    m_armed->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    m_armed->setWordWrap(true);
    m_armed->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_armed->addActions({m_remove, m_removeAll});
    m_remove->setShortcut(QKeySequence::Delete);
    m_remove->setShortcutContext(Qt::WidgetShortcut);
    m_none->setObjectName(QStringLiteral("faultsNone"));
    m_none->setWordWrap(true);
    m_totals->setObjectName(QStringLiteral("faultTotals"));
    m_totals->setWordWrap(true);
    auto* tools = new QToolBar(this);
    tools->setIconSize({Theme::iconSize, Theme::iconSize});
    tools->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    tools->addActions({m_remove, m_removeAll});

    connect(m_form, &PracticeFaultForm::armRequested, this, &PracticeFaults::arm);
    auto* left = new QVBoxLayout;
    left->addWidget(m_form);
    auto* right = new QVBoxLayout;
    right->setSpacing(Theme::halfGrid);
    right->addWidget(m_none);
    right->addWidget(m_armed, 1);
    right->addWidget(m_totals);
    right->addWidget(tools);
    right->addStretch(0);
    m_parts->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    m_parts->setSpacing(Theme::grid * 2);
    m_parts->addLayout(left);
    m_parts->addLayout(right, 1);
}

void PracticeFaults::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_parts->setDirection(
        width() > Theme::grid * 80 ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void PracticeFaults::arm(const Stomp::Fault& fault, quint64 seed)
{
    m_plan.seed = seed;
    m_plan.faults.push_back(fault);
    apply();
    m_armed->setCurrentRow(m_armed->count() - 1);
}

void PracticeFaults::removeChosen()
{
    const int row = m_armed->currentRow();
    if (row < 0)
        return;
    m_plan.faults.erase(m_plan.faults.begin() + row);
    apply();
}

void PracticeFaults::apply()
{
    m_broker.setFaults(m_plan);
    showPlan({});
}

void PracticeFaults::show(const Stomp::FaultReport& report)
{
    if (report.plan != m_lastReported) {
        m_lastReported = report.plan;
        Stomp::FaultPlan inForce;
        if (!Stomp::FaultPlan::parse(report.plan, inForce))
            m_plan = std::move(inForce);
    }
    showPlan(report);
}

void PracticeFaults::showPlan(const Stomp::FaultReport& report)
{
    m_form->showSeed(m_plan.seed);
    const auto count = static_cast<int>(m_plan.faults.size());
    while (m_armed->count() > count)
        delete m_armed->takeItem(m_armed->count() - 1);
    while (m_armed->count() < count)
        m_armed->addItem(QString());
    for (int row = 0; row < count; ++row) {
        const auto index = static_cast<std::size_t>(row);
        const std::string fault = Stomp::textOf(m_plan.faults[index]);
        QString text = fromUtf8(fault);
        if (index < report.faults.size() && report.faults[index].fault == fault)
            text += tr(" · hit %1 of %2")
                        .arg(countText(report.faults[index].hits),
                            countText(report.faults[index].seen));
        m_armed->item(row)->setText(text);
    }
    m_none->setText(count > 0 ? tr("In force:")
                              : tr("The broker behaves well. Arm a fault to see what a client "
                                   "makes of it; the same seed does the same again."));
    m_armed->setVisible(count > 0);
    m_remove->setVisible(count > 0);
    m_removeAll->setVisible(count > 0);
    m_remove->setEnabled(count > 0 && m_armed->currentRow() >= 0);
    const Stomp::FaultTotals& totals = report.totals;
    QStringList all;
    const auto add = [&all](quint64 number, const QString& text) {
        if (number > 0)
            all.append(text.arg(countText(number)));
    };
    add(totals.messagesLost, tr("%1 messages lost on the way"));
    add(totals.messagesAdded, tr("%1 messages sent again"));
    add(totals.sendsLost, tr("%1 SEND frames not carried out"));
    add(totals.connectionsCut, tr("%1 connections cut"));
    m_totals->setText(all.join(QStringLiteral(" · ")));
    m_totals->setVisible(!all.isEmpty());
}

} // namespace Ui
