#include "passwordedit.h"

#include "icons.h"

#include <QAction>
#include <QFocusEvent>

namespace Ui {

PasswordEdit::PasswordEdit(QWidget* parent)
    : QLineEdit(parent),
      m_reveal(addAction(icon(QLatin1StringView("view-visible")), TrailingPosition))
{
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    connect(m_reveal, &QAction::triggered, this, [this] { setRevealed(!isRevealed()); });
    setRevealed(false);
}

void PasswordEdit::focusOutEvent(QFocusEvent* event)
{
    setRevealed(false);
    QLineEdit::focusOutEvent(event);
}

void PasswordEdit::setRevealed(bool revealed)
{
    setEchoMode(revealed ? Normal : Password);
    m_reveal->setIcon(icon(QLatin1StringView(revealed ? "view-hidden" : "view-visible")));
    m_reveal->setText(revealed ? tr("Hide the password") : tr("Show the password"));
    m_reveal->setToolTip(m_reveal->text());
}

} // namespace Ui
