#pragma once

#include <QPalette>
#include <QSyntaxHighlighter>

namespace Ui {

/** Sets the keys of JSON text apart. Looks at each line alone and takes any string before a colon
 * for a key, which is enough for the eye. */
class JsonHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit JsonHighlighter(QTextDocument* document);

    void setEnabled(bool enabled);
    void setPalette(const QPalette& palette);

protected:
    void highlightBlock(const QString& text) override;

private:
    QPalette m_palette;
    bool m_enabled = false;
};

} // namespace Ui
