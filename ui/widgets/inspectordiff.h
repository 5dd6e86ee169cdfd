#pragma once

#include "headercomparison.h"
#include "latesttask.h"
#include "messageview.h"

#include <ui/models/diffmodel.h>

#include <QWidget>

#include <functional>

class QButtonGroup;
class QLabel;
class QPushButton;

namespace Ui {

class DiffTable;
class ElidedLabel;

/** What is compared, and what came of it; made on a worker. */
struct BodyComparison
{
    DiffModel::Rows rows;
    QString
        summary; //!< "2 added, 1 changed", or that the bodies are the same, and what was left out

    [[nodiscard]] static BodyComparison of(const MessageView& before, const MessageView& after);
};

/**
 * The body on show beside another one: the previous message of the same destination, or one that
 * the reader has kept for it. JSON by structure, text and XML by lines, anything else by its hex
 * dump; below it the headers. Looks for the other message only while it is visible.
 */
class InspectorDiff : public QWidget
{
    Q_OBJECT

public:
    enum class Other : quint8
    {
        Previous,
        Kept
    };
    /** The message of the same destination that came before; empty with the reason. */
    struct Previous
    {
        MessageView message;
        QString whyNot;
    };
    using FindPrevious = std::function<Previous(const MessageView&)>;

    explicit InspectorDiff(QWidget* parent = nullptr);

    void setFindPrevious(FindPrevious find) { m_findPrevious = std::move(find); }
    /** Empty: none. */
    void setMessage(const MessageView& message);
    /** Keeps the message on show, to compare others with it. */
    void keep();
    void keep(const MessageView& message);
    void choose(Other other);
    [[nodiscard]] Other chosen() const { return m_chosen; }
    [[nodiscard]] bool isComparing() const { return m_task.isRunning(); }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildBar();
    void compare();
    void say(const QString& what, const QString& outcome);
    void showHeaders(const HeaderComparison& comparison);

    /** Of the headers that differ, in view at once. */
    static constexpr int headerLines = 6;

    FindPrevious m_findPrevious;
    QButtonGroup* m_others;
    QPushButton* m_keep;
    ElidedLabel* m_what;
    QLabel* m_outcome;
    DiffTable* m_view;
    QLabel* m_headersOutcome;
    DiffTable* m_headers;
    MessageView m_message;
    MessageView m_kept;
    Other m_chosen = Other::Previous;
    bool m_isDue = false; //!< when it is visible
    LatestTask m_task;
};

} // namespace Ui
