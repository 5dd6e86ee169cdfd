#include "publishkind.h"

#include "elidedlabel.h"
#include "segmentbutton.h"
#include "theme.h"

#include <stomp/dialect/dialectfacts.h>

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>

namespace Ui {

using Stomp::BodyKind;

PublishKind::PublishKind(QWidget* parent)
    : QWidget(parent), m_choice(new QButtonGroup(this)),
      m_hint(new ElidedLabel(this, Qt::ElideRight))
{
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* const label = new QLabel(tr("Send as"), this);
    label->setContentsMargins(0, 0, Theme::grid, 0);
    layout->addWidget(label);
    const QStringList names{tr("Auto"), tr("Text"), tr("Bytes")};
    const QStringList tips{tr("As suits the broker and the body"),
        tr("Without content-length: ActiveMQ and Artemis make it a TextMessage for JMS consumers"),
        tr("With content-length: ActiveMQ and Artemis make it a BytesMessage for JMS consumers")};
    for (int i = 0; i < names.size(); ++i) {
        auto* const button = new SegmentButton(names[i], this);
        button->setToolTip(tips[i]);
        button->setAccessibleName(tr("Send as: %1").arg(names[i]));
        m_choice->addButton(button, i);
        layout->addWidget(button);
    }
    m_choice->button(static_cast<int>(BodyKind::Auto))->setChecked(true);
    m_hint->setObjectName(QStringLiteral("kindHint"));
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    layout->addSpacing(Theme::grid);
    layout->addWidget(m_hint, 1);
    m_hint->setMinimumWidth(1); // in a narrow window it is the first to go
    connect(m_choice, &QButtonGroup::idClicked, this, &PublishKind::changed);
}

void PublishKind::setKind(BodyKind kind)
{
    m_choice->button(static_cast<int>(kind))->setChecked(true);
}

BodyKind PublishKind::kind() const
{
    return BodyKind(m_choice->checkedId());
}

void PublishKind::explain(const PublishTarget* target, std::string_view body)
{
    const Stomp::Dialect dialect = target ? target->dialect : Stomp::Dialect::Generic;
    const bool written =
        Stomp::contentLengthFor(dialect, kind(), body) == Stomp::ContentLength::Write;
    const QString header =
        written ? tr("content-length:%1").arg(body.size()) : tr("no content-length");
    const bool decides =
        Stomp::factsOf(dialect).contentLength.value == Stomp::ContentLengthMeaning::TextOrBytes;
    QString meaning;
    if (written && kind() == BodyKind::Text)
        meaning = tr("the body has a NUL");
    if (decides)
        meaning += (meaning.isEmpty() ? QString() : QStringLiteral(", "))
            + (written ? tr("a BytesMessage for JMS") : tr("a TextMessage for JMS"));
    const QString shortest = written ? tr("length %1").arg(body.size()) : tr("no length");
    const QStringList shorter{header, shortest};
    m_hint->setForms(meaning.isEmpty()
            ? shorter
            : QStringList(header + QStringLiteral(": ") + meaning) + shorter);
}

} // namespace Ui
