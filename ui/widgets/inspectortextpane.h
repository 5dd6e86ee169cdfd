#pragma once

#include <QWidget>

#include <cstddef>
#include <memory>
#include <string_view>

class QLabel;
class QPushButton;

namespace Ui {

class InspectorText;

/**
 * A text with a line below it that says what part of it is shown and how far it has got. Shows the
 * first part of a long text, or the part around a place that is gone to, until all is asked for.
 */
class InspectorTextPane : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorTextPane(QWidget* parent = nullptr);

    /** utf8 is all of the text, or its beginning if isCut; whole is the size in bytes of what it
     * stands for. */
    void setContent(
        std::string_view utf8, std::shared_ptr<const void> owner, bool isCut, std::size_t whole);
    void clear();
    /** Shows the part around this byte, with the cursor on it. */
    void goTo(std::size_t offset);
    /** The same, for something that was found. */
    void showHit(std::size_t offset, std::size_t length);
    /** All that can be shown of the text without asking for more. */
    [[nodiscard]] std::string_view source() const { return m_source; }
    [[nodiscard]] const std::shared_ptr<const void>& owner() const { return m_owner; }
    /** source() is only the beginning. */
    [[nodiscard]] bool isCut() const { return m_isCut; }
    void showAll();
    /** As much of the given text as can be shown. */
    void showMost();
    /** A word on what is being waited for, in place of the usual line; empty: none. */
    void setProgress(const QString& text);

    [[nodiscard]] InspectorText* text() const { return m_text; }

Q_SIGNALS:
    /** source() is another one. */
    void sourceChanged();
    /** All is asked for, and more is needed than setContent() gave. */
    void wholeWanted();
    void saveWanted();

private:
    void bringUp(std::size_t offset);
    void showPart(std::size_t first, std::size_t last);
    /** What can be shown at most, from the beginning. */
    [[nodiscard]] std::size_t mostShown() const;
    void updateLine();

    InspectorText* m_text;
    QWidget* m_line;
    QLabel* m_note;
    QPushButton* m_all;
    QPushButton* m_save;
    std::string_view m_source;
    std::shared_ptr<const void> m_owner;
    bool m_isCut = false;
    bool m_isMost = false; //!< all was asked for
    std::size_t m_whole = 0;
    std::size_t m_first = 0; //!< the part that is shown
    std::size_t m_last = 0;
    QString m_progress;
};

} // namespace Ui
