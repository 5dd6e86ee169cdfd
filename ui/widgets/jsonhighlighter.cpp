#include "jsonhighlighter.h"

#include "theme.h"

#include <QRegularExpression>

namespace Ui {

JsonHighlighter::JsonHighlighter(QTextDocument* document) : QSyntaxHighlighter(document) { }

void JsonHighlighter::setEnabled(bool enabled)
{
    if (m_enabled == enabled)
        return;
    m_enabled = enabled;
    rehighlight();
}

void JsonHighlighter::setPalette(const QPalette& palette)
{
    m_palette = palette;
    if (m_enabled)
        rehighlight();
}

void JsonHighlighter::highlightBlock(const QString& text)
{
    if (!m_enabled)
        return;
    static const QRegularExpression string(QStringLiteral(R"("(?:[^"\\]|\\.)*"(\s*:)?)"));
    QTextCharFormat key;
    key.setForeground(Theme::color(Tone::Accent, m_palette));
    auto matches = string.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        if (match.capturedLength(1) > 0)
            setFormat(static_cast<int>(match.capturedStart()),
                static_cast<int>(match.capturedLength() - match.capturedLength(1)), key);
    }
}

} // namespace Ui
