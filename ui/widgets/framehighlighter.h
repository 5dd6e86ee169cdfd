#pragma once

#include "frametext.h"

#include <QPalette>
#include <QSyntaxHighlighter>

namespace Ui {

/** Colours the marks of a FrameText, in the palette of the moment. */
class FrameHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit FrameHighlighter(QTextDocument* document);

    void setMarks(std::vector<FrameText::Mark> marks, const QPalette& palette);
    void setPalette(const QPalette& palette);

protected:
    void highlightBlock(const QString& text) override;

private:
    std::vector<FrameText::Mark> m_marks;
    QPalette m_palette;
};

} // namespace Ui
