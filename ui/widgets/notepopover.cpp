#include "notepopover.h"

#include "theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>

#include <utility>

namespace Ui {

NotePopover::NotePopover(QWidget* parent) : QFrame(parent, Qt::Popup), m_note(new QLineEdit(this))
{
    setObjectName(QStringLiteral("notePopover"));
    setFrameShape(QFrame::StyledPanel);
    m_note->setObjectName(QStringLiteral("bookmarkNote"));
    m_note->setAccessibleName(tr("Note of the bookmark"));
    m_note->setPlaceholderText(tr("Note; Enter keeps it, Esc does not"));
    m_note->setMaxLength(mostCharacters);
    m_note->setMinimumWidth(Theme::grid * 45);
    auto* label = new QLabel(tr("&Bookmark"), this);
    label->setBuddy(m_note);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Theme::grid, Theme::grid, Theme::grid, Theme::grid);
    row->setSpacing(Theme::grid);
    row->addWidget(label);
    row->addWidget(m_note);
    connect(m_note, &QLineEdit::returnPressed, this, &QWidget::hide);
}

void NotePopover::open(const QString& note, const QPoint& below)
{
    m_isGivenUp = false;
    m_note->setText(note);
    m_note->selectAll();
    adjustSize();
    move(below);
    show();
    m_note->setFocus(Qt::PopupFocusReason);
}

void NotePopover::keyPressEvent(QKeyEvent* event)
{
    m_isGivenUp = m_isGivenUp || event->key() == Qt::Key_Escape;
    QFrame::keyPressEvent(event);
    if (event->key() == Qt::Key_Escape)
        hide();
}

void NotePopover::hideEvent(QHideEvent* event)
{
    QFrame::hideEvent(event);
    if (!std::exchange(m_isGivenUp, true))
        Q_EMIT kept(m_note->text().trimmed());
}

} // namespace Ui
