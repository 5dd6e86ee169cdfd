#pragma once

#include <QBasicTimer>
#include <QPlainTextEdit>

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace Ui {

class JsonHighlighter;

/**
 * Shows UTF-8 of any size, read-only, without holding up the window: it is filled in slices between
 * events, and lines are broken after some thousand characters, as one of megabytes would take
 * seconds to lay out. Knows where each character stands in the source, so that places are given in
 * bytes and what is copied is exactly the source's text, without those breaks. Control characters
 * are shown as symbols, bytes that are not UTF-8 as U+FFFD.
 */
class InspectorText : public QPlainTextEdit
{
    Q_OBJECT

public:
    /** Bytes of a line after which it goes on in a new one. */
    static constexpr std::size_t longestLine = 2000;
    /** Bytes filled in at once, before anything else may happen. */
    static constexpr std::size_t slice = 32 * 1024;
    /** The same in lines, which are what costs. */
    static constexpr std::size_t sliceLines = 400;
    /** Longer texts are not coloured. */
    static constexpr std::size_t longestColoured = 1000 * 1000;

    explicit InspectorText(QWidget* parent = nullptr);

    /** Sets keys apart, unless the text is long. */
    void setJson(bool isJson);
    /** owner keeps the text alive. */
    void setSource(std::string_view utf8, std::shared_ptr<const void> owner);
    [[nodiscard]] std::string_view source() const { return m_source; }
    [[nodiscard]] bool isFilling() const { return m_timer.isActive(); }
    /** Bytes shown so far. */
    [[nodiscard]] std::size_t filled() const { return m_next; }

    /** Moves the cursor to a byte of the source and marks it; at once or when it is filled in. */
    void goTo(std::size_t offset);
    /** The same for something that was found. */
    void showHit(std::size_t offset, std::size_t length);
    /** The byte of the source that stands at a position of the document, and back. */
    [[nodiscard]] std::size_t offsetOf(int position) const;
    [[nodiscard]] int positionOf(std::size_t offset) const;

Q_SIGNALS:
    /** After each slice; the last when filled() is the source's size. */
    void progressed();

protected:
    [[nodiscard]] QMimeData* createMimeDataFromSelection() const override;
    void timerEvent(QTimerEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Line
    {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t next = 0; //!< behind the line end
    };

    [[nodiscard]] Line lineAt(std::size_t offset) const;
    void fill();
    void mark(std::size_t offset, std::size_t length);

    std::string_view m_source;
    std::shared_ptr<const void> m_owner;
    std::vector<std::size_t> m_lines; //!< where each block of the document begins in the source
    std::size_t m_next = 0;
    std::optional<std::size_t> m_target;
    std::size_t m_targetLength = 0; //!< of a hit; 0: a place that is wrong
    QBasicTimer m_timer;
    JsonHighlighter* m_highlighter = nullptr;
    bool m_isJson = false;
};

} // namespace Ui
