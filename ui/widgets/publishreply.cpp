#include "publishreply.h"

#include "theme.h"
#include "wording.h"

#include <stomp/dialect/dialectfacts.h>

#include <QCheckBox>
#include <QHBoxLayout>
#include <QSpinBox>

namespace Ui {

PublishReply::PublishReply(QWidget* parent)
    : QWidget(parent), m_wanted(new QCheckBox(tr("Request"), this)), m_seconds(new QSpinBox(this))
{
    m_wanted->setObjectName(QStringLiteral("wantsReply"));
    m_wanted->setAccessibleName(tr("Request: wait for a reply"));
    m_seconds->setObjectName(QStringLiteral("replySeconds"));
    m_seconds->setAccessibleName(tr("How long to wait for the reply"));
    m_seconds->setRange(1, mostSeconds);
    m_seconds->setValue(30);
    m_seconds->setSuffix(tr(" s"));
    m_seconds->setToolTip(tr("How long to wait for the reply"));
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::grid);
    layout->addWidget(m_wanted);
    layout->addWidget(m_seconds);
    connect(m_wanted, &QCheckBox::toggled, this, [this] {
        update();
        Q_EMIT changed();
    });
    connect(m_seconds, &QSpinBox::valueChanged, this, &PublishReply::changed);
    setTarget(nullptr);
}

void PublishReply::setTarget(const PublishTarget* target)
{
    m_way = target ? Stomp::replyWayOf(target->dialect) : Stomp::ReplyWay::None;
    QString tip;
    switch (m_way) {
    case Stomp::ReplyWay::None:
        tip = !target ? tr("Connect to a broker to publish")
            : target->dialect == Stomp::Dialect::Generic
            ? tr("No request and reply here: it is not known whether this broker has temporary "
                 "queues, which a reply needs. If you know what it is, say so in the "
                 "connection's menu: Treat the broker as.")
            : tr("No request and reply here: %1 has no temporary queues over STOMP, which a "
                 "reply needs.")
                  .arg(fromUtf8(Stomp::factsOf(target->dialect).displayName));
        break;
    case Stomp::ReplyWay::OwnSubscription:
        tip = tr("Request: wait for a reply. Sent with a correlation-id (yours, if the headers "
                 "have one) and with reply-to, a temporary queue of this connection that is "
                 "subscribed to for it.");
        break;
    case Stomp::ReplyWay::ByBroker:
        tip = tr("Request: wait for a reply. Sent with a correlation-id (yours, if the headers "
                 "have one) and with reply-to, a temporary queue that the broker makes and "
                 "subscribes this connection to.");
        break;
    }
    m_wanted->setToolTip(tip);
    setToolTip(tip);
    update();
}

void PublishReply::update()
{
    m_wanted->setEnabled(m_way != Stomp::ReplyWay::None);
    m_seconds->setVisible(isWanted());
}

bool PublishReply::isWanted() const
{
    return m_way != Stomp::ReplyWay::None && m_wanted->isChecked();
}

void PublishReply::setWanted(bool wanted)
{
    m_wanted->setChecked(wanted);
}

ReplyWish PublishReply::wish() const
{
    ReplyWish wish;
    if (isWanted())
        wish.way = m_way;
    wish.timeoutMs = static_cast<quint32>(m_seconds->value()) * 1000;
    return wish;
}

} // namespace Ui
