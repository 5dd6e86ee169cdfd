#include "publishpanel.h"

#include "icons.h"
#include "lintview.h"
#include "offercompleter.h"
#include "publishbody.h"
#include "publishheaders.h"
#include "publishkind.h"
#include "publishreply.h"
#include "publishresult.h"
#include "theme.h"
#include "wording.h"

#include <stomp/dialect/destination.h>
#include <stomp/framelog/framerecord.h>
#include <stomp/payload/contenttype.h>

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>

// What the panel looks like; what it does stands in publishpanel.cpp.

namespace Ui {

void PublishPanel::buildFields()
{
    m_destination->setObjectName(QStringLiteral("destination"));
    m_destination->setAccessibleName(tr("Destination"));
    m_destination->setEditable(true);
    m_destination->setInsertPolicy(QComboBox::NoInsert);
    m_destination->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_destination->setMinimumContentsLength(12);
    m_destination->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_destination->lineEdit()->setPlaceholderText(tr("Destination, such as /queue/orders"));
    m_destination->setCompleter(m_offers);
    m_target->setObjectName(QStringLiteral("target"));
    m_target->setAccessibleName(tr("Connection"));
    m_target->setToolTip(tr("The connection to publish on"));
    m_target->hide();
    m_contentType->setObjectName(QStringLiteral("contentType"));
    m_contentType->setAccessibleName(tr("Content type"));
    m_contentType->setEditable(true);
    m_contentType->setInsertPolicy(QComboBox::NoInsert);
    m_contentType->addItems({QStringLiteral("application/json"), QStringLiteral("text/plain"),
        QStringLiteral("text/plain;charset=utf-8"), QStringLiteral("application/xml"),
        QStringLiteral("application/octet-stream")});
    m_contentType->lineEdit()->setPlaceholderText(tr("no content-type"));
    m_contentType->setMinimumContentsLength(18);
    m_contentType->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_persistent->setToolTip(
        tr("persistent:true, so that the message survives a broker's restart"));
    m_trace->setObjectName(QStringLiteral("trace"));
    m_trace->setToolTip(tr("Adds a header %1 with a value of its own, so that the frame log can "
                           "link the SEND to the MESSAGE that comes of it: STOMP itself does not")
                            .arg(fromUtf8(Stomp::traceHeader)));
    m_count->setObjectName(QStringLiteral("count"));
    m_count->setAccessibleName(tr("How many"));
    m_count->setRange(1, mostMessages);
    m_count->setGroupSeparatorShown(true);
    m_count->setSuffix(tr(" ×"));
    m_count->setToolTip(tr("How many messages to send. With more than one, ${n} in header values "
                           "and in the body is replaced by the number, from 1 on."));
    m_send->setObjectName(QStringLiteral("send"));
    m_send->setIcon(icon(QLatin1StringView("document-send")));
    m_send->setToolTip(tr("Send (Ctrl+Return)"));
    m_send->setAutoDefault(false);
}

void PublishPanel::buildLayout()
{
    auto* const address = new QHBoxLayout;
    address->setSpacing(Theme::grid);
    address->addWidget(m_mark);
    address->addWidget(m_destination, 2);
    address->addWidget(m_target);
    address->addWidget(m_contentType, 1);

    auto* const parts = new QSplitter(Qt::Horizontal, this);
    parts->setChildrenCollapsible(false);
    parts->setHandleWidth(Theme::grid);
    parts->addWidget(m_headers);
    parts->addWidget(m_body);
    parts->setStretchFactor(0, 2);
    parts->setStretchFactor(1, 3);

    auto* const options = new QHBoxLayout;
    options->setSpacing(Theme::grid);
    options->addWidget(m_kind, 1);
    options->addWidget(m_persistent);
    options->addWidget(m_trace);
    options->addWidget(m_reply);
    options->addWidget(m_count);

    auto* const end = new QHBoxLayout;
    end->setSpacing(Theme::grid);
    end->addWidget(m_result, 1);
    end->addWidget(m_lint, 2);
    end->addWidget(m_send);
    m_lint->setObjectName(QStringLiteral("lint"));

    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    layout->setSpacing(Theme::grid);
    layout->addLayout(address);
    layout->addWidget(parts, 1);
    layout->addLayout(options);
    layout->addLayout(end);
    setFocusProxy(m_destination);
    setTabOrder(m_destination, m_target);
    setTabOrder(m_target, m_contentType);
}

void PublishPanel::updateMark()
{
    const PublishTarget* const chosen = currentTarget();
    const QByteArray destination = m_destination->currentText().toUtf8();
    const Stomp::DestinationKind kind =
        Stomp::kindOf(chosen ? chosen->dialect : Stomp::Dialect::Generic,
            {destination.constData(), static_cast<std::size_t>(destination.size())});
    QIcon mark = icon(QLatin1StringView("destination-other"), Tone::Muted);
    QString name = tr("Neither a queue nor a topic by its name");
    if (kind == Stomp::DestinationKind::Queue || kind == Stomp::DestinationKind::TempQueue) {
        mark = icon(QLatin1StringView("destination-queue"), Tone::Queue);
        name = tr("A queue: one consumer gets the message");
    } else if (kind == Stomp::DestinationKind::Topic || kind == Stomp::DestinationKind::TempTopic) {
        mark = icon(QLatin1StringView("destination-topic"), Tone::Topic);
        name = tr("A topic: every subscriber gets a copy");
    }
    m_mark->setPixmap(mark.pixmap(Theme::iconSize));
    m_mark->setToolTip(name);
    m_mark->setAccessibleName(name);
}

void PublishPanel::update()
{
    updateMark();
    updateLint();
    const std::string type = m_contentType->currentText().toStdString();
    m_reply->setTarget(currentTarget());
    const bool isRequest = m_reply->isWanted();
    m_count->setVisible(!isRequest); // a request is one; its time-out takes the place
    const bool isMany = !isRequest && m_count->value() > 1;
    m_body->setJson(Stomp::ContentType::parse(type).isJson(), isMany);
    m_kind->explain(currentTarget(), m_body->body());
    const QString why = obstacle();
    m_send->setEnabled(why.isEmpty());
    m_send->setText(m_sendAnyway ? tr("Send anyway")
            : isRequest          ? tr("Send request")
            : isMany             ? tr("Send all")
                                 : tr("Send"));
    m_send->setToolTip(why.isEmpty() ? tr("Send (Ctrl+Return)") : why);
}

void PublishPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateMark();
}

} // namespace Ui
