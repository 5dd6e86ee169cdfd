#pragma once

#include <stomp/framelog/framelinks.h>

#include <QTabWidget>

class QLabel;
class QTreeWidget;

namespace Ui {

class FrameLogModel;
class InspectorFrame;
class InspectorHeaders;
class InspectorHex;

/**
 * One frame of the log: the chain it belongs to with the times between its steps, its headers, and
 * its bytes, readable and in hex. Keeps a copy, so that it stays when the log drops the frame.
 */
class FrameDetail : public QTabWidget
{
    Q_OBJECT

public:
    explicit FrameDetail(QWidget* parent = nullptr);

    void show(const FrameLogModel& model, quint64 serial);
    /** The chain anew: its frames may have come since. */
    void showChain(const FrameLogModel& model, const Stomp::FrameChain& chain);
    void clear();
    /** More may still come. */
    [[nodiscard]] bool isOpenEnded() const { return m_isOpenEnded; }

    using QTabWidget::show;

Q_SIGNALS:
    void stepChosen(quint64 serial);

private:
    QTreeWidget* m_steps;
    QLabel* m_gaps;
    InspectorHeaders* m_headers;
    InspectorFrame* m_frame;
    InspectorHex* m_hex;
    bool m_isOpenEnded = false;
};

} // namespace Ui
