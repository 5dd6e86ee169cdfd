#include "readingchoice.h"

#include "theme.h"

#include <ui/models/headernote.h>

#include <stomp/dialect/dialectways.h>

#include <QHBoxLayout>
#include <QLabel>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace Ui {

using Stomp::Dialect;
using Stomp::Matter;

namespace {

constexpr int mostToPeek = 1000;

} // namespace

ReadingChoice::ReadingChoice(QWidget* parent)
    : QWidget(parent), m_browse(new QRadioButton(tr("&Browse"), this)),
      m_peek(new QRadioButton(tr("&Peek at"), this)),
      m_consume(new QRadioButton(tr("Cons&ume"), this)), m_count(new QSpinBox(this))
{
    setAccessibleName(tr("How to read the queue"));
    m_browse->setObjectName(QStringLiteral("browse"));
    m_peek->setObjectName(QStringLiteral("peek"));
    m_consume->setObjectName(QStringLiteral("consume"));
    m_count->setObjectName(QStringLiteral("peekCount"));
    m_count->setRange(1, mostToPeek);
    m_count->setValue(usualPeek);
    m_count->setSuffix(tr(" messages, and give them back"));
    m_count->setAccessibleName(tr("How many messages to peek at"));
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::halfGrid / 2);
    m_browseText = addWay(m_browse);
    m_peekText = addWay(m_peek, m_count);
    m_consumeText = addWay(m_consume);
    for (QRadioButton* const button : {m_browse, m_peek, m_consume}) {
        connect(button, &QRadioButton::clicked, this, [this] { m_isChosen = true; });
        connect(button, &QRadioButton::toggled, this, [this](bool on) {
            if (on)
                Q_EMIT changed();
        });
    }
    setBroker(Dialect::Generic, Stomp::Version::V12, Stomp::DestinationKind::Queue, {});
}

QLabel* ReadingChoice::addWay(QRadioButton* button, QWidget* beside)
{
    auto* const head = new QHBoxLayout;
    head->setSpacing(Theme::grid);
    head->addWidget(button);
    if (beside)
        head->addWidget(beside);
    head->addStretch(1);
    auto* const text = new QLabel(this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setForegroundRole(QPalette::PlaceholderText);
    text->setContentsMargins(Theme::grid * 3, 0, 0, Theme::halfGrid);
    auto* const all = qobject_cast<QVBoxLayout*>(layout());
    all->addLayout(head);
    all->addWidget(text);
    return text;
}

bool ReadingChoice::offers(Reading reading) const
{
    switch (reading) {
    case Reading::Browse:
        return !Stomp::factsOf(m_dialect).browseHeader.value.empty()
            && m_version != Stomp::Version::V10;
    case Reading::Peek:
        return m_dialect != Dialect::Spring;
    case Reading::Consume:
        break;
    }
    return true;
}

void ReadingChoice::setBroker(
    Dialect dialect, Stomp::Version version, Stomp::DestinationKind kind, const QString& consuming)
{
    m_dialect = dialect;
    m_version = version;
    const bool browsable = offers(Reading::Browse);
    m_browse->setEnabled(browsable);
    m_browseText->setText(!browsable && !Stomp::factsOf(dialect).browseHeader.value.empty()
            ? tr("Not offered: browsing needs STOMP 1.1 or later.")
            : behaviourNote(dialect, Matter::Browsing));
    m_peek->setEnabled(offers(Reading::Peek));
    m_count->setEnabled(m_peek->isEnabled());
    m_peekText->setText(behaviourNote(dialect, Matter::Peeking));
    m_consumeText->setText(consuming);
    m_browse->setAccessibleDescription(m_browseText->text());
    m_peek->setAccessibleDescription(m_peekText->text());
    m_consume->setAccessibleDescription(consuming);
    if (m_isChosen && offers(reading()))
        return;
    // On the practice broker nobody's messages are lost: there, a subscription is what is wanted.
    const bool isQueue = Stomp::consumesMessages(kind) && dialect != Dialect::Practice;
    QRadioButton* const gentlest = isQueue && browsable ? m_browse
        : isQueue && m_peek->isEnabled()                ? m_peek
                                                        : m_consume;
    gentlest->setChecked(true);
}

Reading ReadingChoice::reading() const
{
    return m_browse->isChecked() ? Reading::Browse
        : m_peek->isChecked()    ? Reading::Peek
                                 : Reading::Consume;
}

int ReadingChoice::count() const
{
    return m_count->value();
}

} // namespace Ui
