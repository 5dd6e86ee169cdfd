#include "practicestatus.h"

#include "elidedlabel.h"
#include "icons.h"
#include "wording.h"

#include <ui/workspace/practicebroker.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QToolButton>

namespace Ui {

PracticeStatus::PracticeStatus(PracticeBroker& broker, QWidget* parent)
    : QWidget(parent), m_broker(broker), m_lines(new QBoxLayout(QBoxLayout::LeftToRight, this)),
      m_numbers(new ElidedLabel(this, Qt::ElideRight)),
      m_address(new ElidedLabel(this, Qt::ElideLeft)), m_copy(new QToolButton(this))
{
    m_numbers->setObjectName(QStringLiteral("practiceStatus"));
    m_numbers->setFont(Theme::tabular(font()));
    m_address->setObjectName(QStringLiteral("practiceUrl"));
    m_copy->setObjectName(QStringLiteral("practiceCopy"));
    m_copy->setIcon(icon(QLatin1StringView("edit-copy")));
    m_copy->setAutoRaise(true);
    m_copy->setFocusPolicy(Qt::StrongFocus);
    m_copy->setToolTip(tr("Copy the URL"));
    m_copy->setAccessibleName(tr("Copy the URL"));
    m_lines->setContentsMargins(Theme::grid, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    m_lines->setSpacing(Theme::halfGrid);
    auto* address = new QHBoxLayout;
    address->setSpacing(Theme::grid);
    address->addWidget(m_address, 1);
    address->addWidget(m_copy);
    m_lines->addWidget(m_numbers, 1);
    m_lines->addLayout(address);

    connect(m_copy, &QToolButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_broker.url()); });
    connect(&m_broker, &PracticeBroker::started, this, &PracticeStatus::showAddress);
    connect(&m_broker, &PracticeBroker::stopped, this, &PracticeStatus::showAddress);
    connect(&m_broker, &PracticeBroker::failed, m_address, &ElidedLabel::setText);
    showAddress();
}

void PracticeStatus::setWide(bool wide)
{
    m_lines->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::BottomToTop);
}

void PracticeStatus::showAddress()
{
    const bool runs = m_broker.isRunning();
    m_address->setText(runs ? tr("For other programs: %1").arg(m_broker.url()) : QString());
    m_copy->setEnabled(runs);
}

void PracticeStatus::show(const PracticeLook& look)
{
    if (!m_broker.isRunning()) {
        m_numbers->setText({});
        return;
    }
    const Stomp::BrokerSnapshot& broker = look.broker;
    QString text = tr("connections: %1 · messages taken: %2 · kept: %3")
                       .arg(countText(broker.sessions), countText(broker.messagesIn),
                           sizeText(broker.storedBytes));
    quint64 wrong = 0;
    for (const Stomp::DestinationSnapshot& one : broker.destinations)
        wrong += one.isQueue && !one.addsUp();
    // What must not be missed stands first.
    if (broker.heldBackProducers > 0)
        text.prepend(tr("producers held back: %1 · ").arg(countText(broker.heldBackProducers)));
    if (wrong > 0)
        text.prepend(tr("queues that do not add up: %1! · ").arg(countText(wrong)));
    m_numbers->setText(text);
}

} // namespace Ui
