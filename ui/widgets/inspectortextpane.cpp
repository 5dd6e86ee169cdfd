#include "inspectortextpane.h"

#include "inspectortext.h"
#include "payloadanalysis.h"
#include "theme.h"
#include "wording.h"

#include <stomp/payload/utf8.h>

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace Ui {

InspectorTextPane::InspectorTextPane(QWidget* parent)
    : QWidget(parent), m_text(new InspectorText(this)), m_line(new QWidget(this)),
      m_note(new QLabel(m_line)), m_all(new QPushButton(tr("Show all"), m_line)),
      m_save(new QPushButton(tr("Save body…"), m_line))
{
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setWordWrap(true);
    m_all->setObjectName(QStringLiteral("showAll"));
    m_save->setObjectName(QStringLiteral("save"));
    auto* const line = new QHBoxLayout(m_line);
    line->setContentsMargins(Theme::grid, Theme::halfGrid, Theme::grid, Theme::halfGrid);
    line->setSpacing(Theme::grid);
    line->addWidget(m_note, 1);
    line->addWidget(m_all);
    line->addWidget(m_save);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_line);
    m_line->hide();
    setFocusProxy(m_text);
    connect(m_text, &InspectorText::progressed, this, &InspectorTextPane::updateLine);
    connect(m_all, &QPushButton::clicked, this, &InspectorTextPane::showAll);
    connect(m_save, &QPushButton::clicked, this, &InspectorTextPane::saveWanted);
}

void InspectorTextPane::setContent(
    std::string_view utf8, std::shared_ptr<const void> owner, bool isCut, std::size_t whole)
{
    m_source = utf8;
    m_owner = std::move(owner);
    m_isCut = isCut;
    m_isMost = false;
    m_whole = whole;
    m_progress.clear();
    showPart(0, Stomp::utf8CutBefore(m_source, PayloadAnalysis::shownText));
    Q_EMIT sourceChanged();
}

void InspectorTextPane::clear()
{
    setContent({}, {}, false, 0);
}

void InspectorTextPane::showPart(std::size_t first, std::size_t last)
{
    m_first = first;
    m_last = last;
    m_text->setSource(m_source.substr(first, last - first), m_owner);
    updateLine();
}

void InspectorTextPane::goTo(std::size_t offset)
{
    offset = std::min(offset, m_source.size());
    bringUp(offset);
    m_text->goTo(offset - m_first);
}

void InspectorTextPane::showHit(std::size_t offset, std::size_t length)
{
    bringUp(std::min(offset + length, m_source.size()));
    bringUp(offset);
    m_text->showHit(offset - m_first, length);
}

void InspectorTextPane::bringUp(std::size_t offset)
{
    if (offset < m_first || offset > m_last) {
        const std::size_t half = PayloadAnalysis::shownText / 2;
        const std::size_t from = offset > half ? offset - half : 0;
        showPart(Stomp::utf8CutBefore(m_source, from),
            Stomp::utf8CutBefore(m_source, from + PayloadAnalysis::shownText));
    }
}

void InspectorTextPane::showAll()
{
    if (m_isCut) {
        Q_EMIT wholeWanted();
        return;
    }
    showMost();
}

void InspectorTextPane::showMost()
{
    m_isMost = true;
    showPart(0, mostShown());
}

std::size_t InspectorTextPane::mostShown() const
{
    const std::size_t most = Stomp::utf8CutBefore(m_source, PayloadAnalysis::mostText);
    std::size_t at = 0;
    for (std::size_t line = 0; line < PayloadAnalysis::mostLines; ++line) {
        const std::size_t end = m_source.find('\n', at);
        if (end == std::string_view::npos || end >= most)
            return most;
        at = end + 1;
    }
    return at;
}

void InspectorTextPane::setProgress(const QString& text)
{
    m_progress = text;
    updateLine();
}

void InspectorTextPane::updateLine()
{
    const bool isPart = m_isCut || m_last - m_first < m_source.size();
    QString note;
    if (!m_progress.isEmpty()) {
        note = m_progress;
    } else if (m_text->isFilling() && m_last - m_first > PayloadAnalysis::shownText) {
        note =
            tr("Laying out: %1 of %2").arg(sizeText(m_text->filled()), sizeText(m_last - m_first));
    } else if (isPart && m_first > 0) {
        note = tr("Showing %1 of %2, from byte %3 on")
                   .arg(sizeText(m_last - m_first), sizeText(m_whole), countText(m_first));
    } else if (isPart) {
        note = tr("Showing %1 of %2").arg(sizeText(m_last - m_first), sizeText(m_whole));
        if (m_isMost)
            note += tr(": no more than %1 or %2 lines as text")
                        .arg(sizeText(PayloadAnalysis::mostText),
                            countText(PayloadAnalysis::mostLines));
    }
    m_note->setText(note);
    m_all->setVisible(isPart && m_progress.isEmpty() && !m_isMost);
    m_save->setVisible(isPart);
    m_line->setVisible(!note.isEmpty());
}

} // namespace Ui
