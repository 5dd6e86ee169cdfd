#include "transactionline.h"

#include "iconmark.h"
#include "theme.h"
#include "wording.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace Ui {

TransactionLine::TransactionLine(QWidget* parent)
    : QFrame(parent), m_text(new QLabel(this)), m_commit(new QPushButton(tr("Commit"), this)),
      m_abort(new QPushButton(tr("Abort"), this))
{
    setObjectName(QStringLiteral("transaction"));
    m_commit->setObjectName(QStringLiteral("commitTransaction"));
    m_abort->setObjectName(QStringLiteral("abortTransaction"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    auto* mark = new IconMark(QLatin1StringView("dialog-information"), Tone::Accent, this);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::grid * 3 / 2, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    row->setSpacing(Theme::grid);
    row->addWidget(mark);
    row->addWidget(m_text, 1);
    row->addWidget(m_commit);
    row->addWidget(m_abort);
    connect(m_commit, &QPushButton::clicked, this,
        [this] { Q_EMIT endRequested(TransactionStep::Commit); });
    connect(m_abort, &QPushButton::clicked, this,
        [this] { Q_EMIT endRequested(TransactionStep::Abort); });
}

void TransactionLine::setContent(
    const QString& connection, const Transacting::Content& content, bool canEnd)
{
    m_text->setText(textOf(connection, content));
    setAccessibleName(m_text->text());
    const QString wait =
        content.sending > 0 ? tr("Messages are still being sent in it") : QString();
    for (QPushButton* button : {m_commit, m_abort}) {
        button->setEnabled(canEnd);
        button->setToolTip(wait);
    }
}

QString TransactionLine::text() const
{
    return m_text->text();
}

QString TransactionLine::textOf(const QString& connection, const Transacting::Content& content)
{
    switch (content.state) {
    case Transacting::State::Beginning:
        return tr("A transaction is begun on %1 …").arg(connection);
    case Transacting::State::Ending:
        return tr("The transaction on %1 is ended …").arg(connection);
    case Transacting::State::None:
    case Transacting::State::Open:
        break;
    }
    QString text =
        tr("Transaction on %1: what is published and acknowledged by hand on it goes in. "
           "So far %2 sent, %3 acknowledged or rejected.")
            .arg(connection, countText(content.sent), countText(content.settled));
    if (content.refused > 0)
        text += u' '
            + (content.refused == 1
                    ? tr("1 of the sent was refused.")
                    : tr("%1 of the sent were refused.").arg(countText(content.refused)));
    return text;
}

} // namespace Ui
