#pragma once

#include "filesaver.h"

#include <stomp/framelog/framelinks.h>

#include <QWidget>

#include <cstdint>
#include <string_view>

class QAction;
class QSplitter;
class QTimer;
class QToolBar;

namespace Ui {

class ElidedLabel;
class FrameDelegate;
class FrameDetail;
class FrameLog;
class FrameLogFilter;
class FrameLogModel;
class MessageTableView;
class TonedLabel;

/**
 * The frame log: every frame of every connection in a table that follows the newest, filtered, with
 * the chosen one and its chain beside it. Owns no frame. What is recorded when, and what is not
 * kept any more, stands below the table.
 */
class FrameLogPanel : public QWidget
{
    Q_OBJECT

public:
    explicit FrameLogPanel(FrameLog& log, QWidget* parent = nullptr);
    ~FrameLogPanel() override;

    [[nodiscard]] MessageTableView* view() const { return m_view; }
    [[nodiscard]] FrameDetail* detail() const { return m_detail; }
    [[nodiscard]] QList<QAction*> logActions() const;

    /** It came into view, or left it. */
    void setShown(bool shown);
    /** Another view of the log is open, or no longer: it is recorded as if this one were in view.
     */
    void setWatched(bool watched);
    void addTool(QAction* action);
    [[nodiscard]] quint64 current() const { return m_current; }
    /** Selects a received message's frame, or says why it is not there. */
    void showMessage(quint32 connection, std::string_view frame, std::uint32_t bodyOffset);
    /** Selects this frame; a filter that hides it is taken off. */
    void showFrame(quint64 serial);
    void saveTo(const QString& path);

Q_SIGNALS:
    /** The frame on show, 0 for none. */
    void currentChanged(quint64 serial);
    /** More came to the chain of the frame on show. */
    void chainChanged(const Stomp::FrameChain& chain);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeActions();
    void build();
    void wire();
    void setUpColumns();
    void showCurrent();
    void refreshChain();
    void updateStatus();
    void updatePaused();
    void updateConnections();
    void copy();
    void save();
    [[nodiscard]] QList<int> selectedRows() const;

    FrameLog& m_log;
    FrameLogModel& m_model;
    QToolBar* m_tools;
    FrameLogFilter* m_filter;
    QSplitter* m_parts;
    MessageTableView* m_view;
    FrameDelegate* m_delegate;
    FrameDetail* m_detail;
    ElidedLabel* m_status;
    TonedLabel* m_recording;
    FileSaver m_saver;
    QTimer* m_chainDue;
    bool m_isShown = false;
    bool m_isWatched = false;
    quint64 m_current = 0; //!< serial of the frame on show, 0 for none
    QString m_said; //!< stands in the status line until the log moves on
    QAction* m_keep = nullptr;
    QAction* m_pause = nullptr;
    QAction* m_follow = nullptr;
    QAction* m_clear = nullptr;
    QAction* m_copy = nullptr;
    QAction* m_save = nullptr;
};

} // namespace Ui
