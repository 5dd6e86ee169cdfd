#include "inspectortext.h"

#include "jsonhighlighter.h"
#include "theme.h"
#include "wording.h"

#include <ui/models/visibletext.h>

#include <stomp/payload/utf8.h>

#include <QMimeData>
#include <QTextBlock>
#include <QTimerEvent>

#include <algorithm>

namespace Ui {

namespace {

/** Bytes of the character (or of what is none) at the beginning. */
std::size_t characterLength(std::string_view text)
{
    return std::max<std::size_t>(1, Stomp::utf8SequenceLength(text.substr(0, 4)));
}

/** Characters that QTextDocument takes for its own marks, and those that cannot be seen. */
QChar shown(QChar c)
{
    const char16_t unit = c.unicode();
    if (unit == u'\t')
        return c;
    if (unit == 0x2028 || unit == 0x2029)
        return QChar(u'\u21b5');
    if (unit == 0xFDD0 || unit == 0xFDD1 || unit == 0xFFFC)
        return QChar(QChar::ReplacementCharacter);
    return symbolOf(unit);
}

void appendShown(std::string_view line, QString& out)
{
    const qsizetype begin = out.size();
    if (!Stomp::firstBadUtf8(line)) {
        out += fromUtf8(line);
    } else {
        while (!line.empty()) {
            const std::size_t length = Stomp::utf8SequenceLength(line.substr(0, 4));
            if (length == 0)
                out += QChar(QChar::ReplacementCharacter);
            else
                out += fromUtf8(line.substr(0, length));
            line.remove_prefix(std::max<std::size_t>(1, length));
        }
    }
    for (qsizetype i = begin; i < out.size(); ++i)
        out[i] = shown(out[i]);
}

} // namespace

InspectorText::InspectorText(QWidget* parent)
    : QPlainTextEdit(parent), m_highlighter(new JsonHighlighter(document()))
{
    m_highlighter->setPalette(palette());
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setFont(Theme::monospaced());
    document()->setDocumentMargin(Theme::grid);
    setFrameShape(QFrame::NoFrame);
}

void InspectorText::setSource(std::string_view utf8, std::shared_ptr<const void> owner)
{
    m_timer.stop();
    m_target.reset();
    m_lines.clear();
    m_next = 0;
    m_source = utf8;
    m_owner = std::move(owner);
    setExtraSelections({});
    clear();
    m_highlighter->setEnabled(m_isJson && m_source.size() <= longestColoured);
    fill();
    moveCursor(QTextCursor::Start);
}

void InspectorText::setJson(bool isJson)
{
    m_isJson = isJson;
    m_highlighter->setEnabled(m_isJson && m_source.size() <= longestColoured);
}

void InspectorText::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter)
        m_highlighter->setPalette(palette());
}

InspectorText::Line InspectorText::lineAt(std::size_t offset) const
{
    Line line;
    line.begin = offset;
    const std::string_view rest = m_source.substr(offset);
    const std::string_view part = rest.substr(0, longestLine);
    const std::size_t end = part.find_first_of("\r\n");
    if (end == std::string_view::npos) {
        line.end = offset + std::max<std::size_t>(1, Stomp::utf8CutBefore(rest, longestLine));
        line.end = std::min(line.end, m_source.size());
        line.next = line.end;
        // A line that is exactly as long as allowed ends with its own line end, if there is one.
        if (line.end >= m_source.size()
            || (m_source[line.end] != '\n' && m_source[line.end] != '\r'))
            return line;
    } else {
        line.end = offset + end;
    }
    line.next = line.end + (m_source.substr(line.end, 2) == "\r\n" ? 2 : 1);
    return line;
}

void InspectorText::fill()
{
    const std::size_t stop = std::min(m_source.size(), m_next + slice);
    QString text;
    text.reserve(static_cast<qsizetype>(slice + slice / 8));
    bool ended = m_source.empty();
    const std::size_t lastLine = m_lines.size() + sliceLines;
    while (m_next < stop && m_lines.size() < lastLine) {
        const Line line = lineAt(m_next);
        if (!m_lines.empty())
            text += QChar(u'\n');
        m_lines.push_back(line.begin);
        appendShown(m_source.substr(line.begin, line.end - line.begin), text);
        m_next = line.next;
        ended = line.next > line.end;
    }
    // The empty line behind a line end at the very end.
    if (m_next >= m_source.size() && ended) {
        if (!m_lines.empty())
            text += QChar(u'\n');
        m_lines.push_back(m_source.size());
    }
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(text);
    if (m_next < m_source.size())
        m_timer.start(0, this);
    else
        m_timer.stop();
    if (m_target && (*m_target < m_next || !isFilling()))
        mark(*std::exchange(m_target, std::nullopt), m_targetLength);
    Q_EMIT progressed();
}

void InspectorText::timerEvent(QTimerEvent* event)
{
    if (event->timerId() == m_timer.timerId())
        fill();
    else
        QPlainTextEdit::timerEvent(event);
}

void InspectorText::goTo(std::size_t offset)
{
    showHit(offset, 0);
}

void InspectorText::showHit(std::size_t offset, std::size_t length)
{
    m_target.reset();
    m_targetLength = length;
    if (offset + length >= m_next && isFilling())
        m_target = offset;
    else
        mark(offset, length);
}

void InspectorText::mark(std::size_t offset, std::size_t length)
{
    QTextCursor cursor(document());
    cursor.setPosition(positionOf(offset));
    setTextCursor(cursor);
    centerCursor();
    if (length > 0)
        cursor.setPosition(positionOf(offset + length), QTextCursor::KeepAnchor);
    else if (!cursor.atBlockEnd())
        cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
    else if (!cursor.atBlockStart())
        cursor.movePosition(QTextCursor::PreviousCharacter, QTextCursor::KeepAnchor);
    QTextEdit::ExtraSelection place;
    place.cursor = cursor;
    if (length > 0) {
        place.format.setForeground(palette().color(QPalette::HighlightedText));
        place.format.setBackground(palette().color(QPalette::Highlight));
    } else {
        place.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        place.format.setUnderlineColor(Theme::color(Tone::Bad, palette()));
        place.format.setBackground(Theme::tint(Tone::Bad, palette()));
    }
    setExtraSelections({place});
}

std::size_t InspectorText::offsetOf(int position) const
{
    const QTextBlock block = document()->findBlock(position);
    const auto number = static_cast<std::size_t>(std::max(0, block.blockNumber()));
    if (!block.isValid() || number >= m_lines.size())
        return m_source.size();
    const Line line = lineAt(m_lines[number]);
    std::size_t offset = line.begin;
    for (int left = position - block.position(); left > 0 && offset < line.end;) {
        const std::size_t length = characterLength(m_source.substr(offset));
        left -= length == 4 ? 2 : 1;
        offset += length;
    }
    return offset;
}

int InspectorText::positionOf(std::size_t offset) const
{
    if (m_lines.empty())
        return 0;
    const auto after = std::upper_bound(m_lines.begin(), m_lines.end(), offset);
    const auto number = std::max<std::ptrdiff_t>(0, after - m_lines.begin() - 1);
    const QTextBlock block = document()->findBlockByNumber(static_cast<int>(number));
    const Line line = lineAt(m_lines[static_cast<std::size_t>(number)]);
    int position = block.position();
    for (std::size_t at = line.begin; at < std::min(offset, line.end);) {
        const std::size_t length = characterLength(m_source.substr(at));
        at += length;
        if (at <= offset)
            position += length == 4 ? 2 : 1;
    }
    return position;
}

QMimeData* InspectorText::createMimeDataFromSelection() const
{
    const QTextCursor cursor = textCursor();
    const std::size_t begin = offsetOf(cursor.selectionStart());
    const std::size_t end = offsetOf(cursor.selectionEnd());
    auto* const copied = new QMimeData;
    copied->setText(fromUtf8(m_source.substr(begin, end - begin)));
    return copied;
}

} // namespace Ui
