#pragma once

#include "latesttask.h"
#include "messageview.h"
#include "payloadanalysis.h"

#include <stomp/messages/messagefield.h>

#include <QWidget>

class QStackedWidget;
class QTabWidget;

namespace Ui {

class InspectorDiff;
class InspectorFrame;
class InspectorHeaders;
class InspectorPayload;
class InspectorSummary;

/**
 * Shows one received message: its payload as tree, text, raw and hex, its headers, its frame, and
 * how its payload differs from another one.
 * Keeps the message alive while it shows it. Large bodies are read on a worker, so the window goes
 * on meanwhile; showing another message drops what was under way.
 */
class Inspector : public QWidget
{
    Q_OBJECT

public:
    explicit Inspector(QWidget* parent = nullptr);

    using QWidget::show;
    void show(const MessageView& message);
    /** Shows the second, and how it differs from the first, which is kept for that. */
    void compare(const MessageView& before, const MessageView& after);
    void clear();
    [[nodiscard]] const MessageView& message() const { return m_message; }
    [[nodiscard]] bool isReading() const { return m_task.isRunning(); }

    [[nodiscard]] InspectorPayload* payload() const { return m_payload; }
    [[nodiscard]] InspectorDiff* diff() const { return m_diff; }

Q_SIGNALS:
    /** The message on show is read and shown whole. */
    void shown();
    /** Show this header, or place of the body, as a column of the message table. */
    void columnWanted(const Stomp::MessageField& field);

private:
    [[nodiscard]] QWidget* buildHeadersPage();
    void finish(const PayloadAnalysisPtr& analysis);

    QStackedWidget* m_stack;
    InspectorSummary* m_summary;
    QTabWidget* m_tabs;
    InspectorPayload* m_payload;
    InspectorHeaders* m_headers;
    InspectorFrame* m_frame;
    InspectorDiff* m_diff;
    MessageView m_message;
    LatestTask m_task;
};

} // namespace Ui
