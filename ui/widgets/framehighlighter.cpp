#include "framehighlighter.h"

#include "theme.h"

#include <algorithm>

namespace Ui {

FrameHighlighter::FrameHighlighter(QTextDocument* document) : QSyntaxHighlighter(document) { }

void FrameHighlighter::setMarks(std::vector<FrameText::Mark> marks, const QPalette& palette)
{
    m_marks = std::move(marks);
    m_palette = palette;
}

void FrameHighlighter::setPalette(const QPalette& palette)
{
    m_palette = palette;
    rehighlight();
}

void FrameHighlighter::highlightBlock(const QString&)
{
    const int line = currentBlock().blockNumber();
    auto mark = std::lower_bound(m_marks.begin(), m_marks.end(), line,
        [](const FrameText::Mark& m, int number) { return m.line < number; });
    for (; mark != m_marks.end() && mark->line == line; ++mark) {
        QTextCharFormat format;
        switch (mark->kind) {
        case FrameText::Kind::Symbol:
        case FrameText::Kind::Masked:
            format.setForeground(Theme::color(Tone::Muted, m_palette));
            break;
        case FrameText::Kind::Escape:
            format.setForeground(Theme::color(Tone::Warn, m_palette));
            break;
        case FrameText::Kind::Command:
            format.setFontWeight(QFont::Bold);
            break;
        case FrameText::Kind::Name:
            format.setForeground(Theme::color(Tone::Accent, m_palette));
            break;
        }
        setFormat(mark->column, mark->length, format);
    }
}

} // namespace Ui
