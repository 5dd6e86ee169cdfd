#pragma once

#include "latesttask.h"

#include <stomp/payload/bodysearch.h>

#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;
class QToolButton;

namespace Ui {

/** What the search line looks through. */
struct SearchTarget
{
    std::string_view text;
    std::shared_ptr<const void> owner; //!< keeps text alive
    bool isJson = false; //!< look at keys and values instead of at the text
    QString scope; //!< which part of all it is; empty: all
    std::function<void(Stomp::SearchHits::Hit)> show;
};

/**
 * The line below a body that finds a text in it: counts what it finds, on a worker, and goes to the
 * next or the previous. Capital letters are as good as small ones.
 */
class InspectorSearch : public QWidget
{
    Q_OBJECT

public:
    /** More places are not listed; the line says so. */
    static constexpr std::size_t mostHits = 100'000;

    explicit InspectorSearch(QWidget* parent = nullptr);

    /** Shown, with the cursor in it. */
    void open();
    void close();
    /** Looks through another text for what is in the line, if it is open. */
    void setTarget(SearchTarget target);
    void next();
    void previous();
    [[nodiscard]] bool isSearching() const { return m_task.isRunning(); }

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void search();
    void take(const Stomp::SearchHits& found);
    void goTo(std::size_t hit);
    void updateCount();

    QLineEdit* m_needle;
    QLabel* m_count;
    QToolButton* m_previous;
    QToolButton* m_next;
    SearchTarget m_target;
    Stomp::SearchHits m_found;
    std::size_t m_current = 0;
    LatestTask m_task;
};

} // namespace Ui
