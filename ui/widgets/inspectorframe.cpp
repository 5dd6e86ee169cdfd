#include "inspectorframe.h"

#include "framehighlighter.h"
#include "theme.h"
#include "wording.h"

#include <QEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <utility>

namespace Ui {

InspectorFrame::InspectorFrame(QWidget* parent)
    : QWidget(parent), m_text(new QPlainTextEdit(this)),
      m_highlighter(new FrameHighlighter(m_text->document())), m_note(new QLabel(this))
{
    m_text->setObjectName(QStringLiteral("frame"));
    m_text->setAccessibleName(tr("Frame as received"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setUndoRedoEnabled(false);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setFont(Theme::monospaced());
    m_text->document()->setDocumentMargin(Theme::grid);
    m_text->setFrameShape(QFrame::NoFrame);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(Theme::grid, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    m_note->hide();
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_note);
}

void InspectorFrame::setMessage(const MessageView& message)
{
    m_due = message;
    if (message.isEmpty() || (message.frame.size() > atOnce && !isVisible())) {
        m_text->clear();
        m_note->hide();
        return;
    }
    layOut();
}

void InspectorFrame::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_due.isEmpty())
        layOut();
}

void InspectorFrame::layOut()
{
    const MessageView message = std::exchange(m_due, {});
    FrameText frame = FrameText::of(message.frame, message.bodyOffset, shownBody, symbols());
    const bool cut = frame.shownBytes < message.frame.size();
    m_note->setVisible(cut);
    if (cut)
        m_note->setText(tr("Showing %1 of %2; the whole body is under Payload.")
                            .arg(sizeText(frame.shownBytes), sizeText(message.frame.size())));
    m_highlighter->setMarks(std::move(frame.marks), palette());
    m_text->setPlainText(frame.text);
}

FrameText::Symbols InspectorFrame::symbols() const
{
    return QFontMetrics(m_text->font()).inFontUcs4(0x2400) ? FrameText::Symbols::Pictures
                                                           : FrameText::Symbols::Names;
}

void InspectorFrame::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_highlighter->setPalette(palette());
}

} // namespace Ui
