#pragma once

#include "latesttask.h"

#include <ui/models/filterreading.h>

#include <QStringList>
#include <QWidget>

class QComboBox;
class QTimer;
class QToolButton;

namespace Ui {

class ExpressionEdit;
class FilterComplaint;
class FilterShelf;
class FilterStatus;
class MessagePump;

/**
 * The line above the message table in which its filter is typed: a condition in the console's
 * language, or a text. Applies it as it is typed, says what is wrong at its place, and shows how
 * much was found and how far the search is.
 */
class FilterLine : public QWidget
{
    Q_OBJECT

public:
    static constexpr qsizetype keptHistory = 30;

    explicit FilterLine(MessagePump& pump, QWidget* parent = nullptr);
    ~FilterLine() override;

    [[nodiscard]] QString text() const;
    [[nodiscard]] FilterMode mode() const;
    /** Applies it at once. */
    void setFilter(const QString& text, FilterMode mode);
    /** Narrows what is shown: the condition so far AND the term; a text gives way. */
    void addTerm(const QString& term);
    void clear();
    /** Puts the keyboard there, with the text selected. */
    void edit();
    [[nodiscard]] const QStringList& history() const { return m_history; }
    void setHistory(const QStringList& history);
    [[nodiscard]] FilterShelf& shelf() const { return *m_shelf; }
    /** Has the broker choose instead; what it does is somebody else's. */
    [[nodiscard]] QToolButton& selectorButton() const { return *m_selector; }
    /** Says why something cannot be done with the filter; the place is in its characters. */
    void complain(const QString& complaint, qsizetype at, qsizetype length);

Q_SIGNALS:
    /** The keyboard may go back to the table. */
    void left();
    void historyChanged();
    /** What it is read as. */
    void changed();

private:
    void textChanged();
    /** Reads what is typed, and applies it if that can be done. */
    void apply();
    [[nodiscard]] QPoint placeOfMistake() const;
    void enter();
    void escape();
    void remember();
    void gatherNames();
    void updateState();
    void toggleHalted();

    MessagePump& m_pump;
    QComboBox* m_mode;
    ExpressionEdit* m_edit;
    FilterStatus* m_status;
    QToolButton* m_halt;
    QToolButton* m_selector;
    FilterShelf* m_shelf;
    FilterComplaint* m_complaint;
    QTimer* m_pause;
    LatestTask m_names;
    QStringList m_history;
};

} // namespace Ui
