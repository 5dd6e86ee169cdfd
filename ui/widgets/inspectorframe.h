#pragma once

#include "frametext.h"
#include "messageview.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace Ui {

class FrameHighlighter;

/** The frame as it was on the wire, with what cannot be seen made visible; read-only. */
class InspectorFrame : public QWidget
{
    Q_OBJECT

public:
    /** Bytes of a body that are shown. */
    static constexpr std::size_t shownBody = 64 * 1000;
    /** Longer frames are laid out when they are looked at. */
    static constexpr std::size_t atOnce = 8 * 1000;

    explicit InspectorFrame(QWidget* parent = nullptr);

    void setMessage(const MessageView& message);
    [[nodiscard]] FrameText::Symbols symbols() const;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void layOut();

    QPlainTextEdit* m_text;
    FrameHighlighter* m_highlighter;
    QLabel* m_note;
    MessageView m_due; //!< to be laid out when it is visible
};

} // namespace Ui
