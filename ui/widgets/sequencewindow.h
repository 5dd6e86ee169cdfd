#pragma once

#include <ui/models/sequencelayout.h>

#include <stomp/framelog/framelinks.h>

#include <QDialog>
#include <QTimer>

#include <optional>

class QAction;
class QToolBar;

namespace Ui {

class ElidedLabel;
class FrameDetail;
class FrameLog;
class FrameLogModel;
class SequenceFile;
class SequenceView;

/**
 * The frame log as a sequence, in a window beside it: what its filter shows, drawn, with the chosen
 * frame beside. Owns no frame and chooses none by itself: the frame log does, and tells. Goes on
 * with the log, at most every 100 ms; where the reader has scrolled away it keeps what is in view.
 */
class SequenceWindow : public QDialog
{
    Q_OBJECT

public:
    SequenceWindow(FrameLog& log, SequenceLayout::PartyOf partyOf, QWidget* parent = nullptr);
    ~SequenceWindow() override;

    [[nodiscard]] SequenceView* view() const { return m_view; }
    /** The frame log has another one, 0 for none. */
    void setCurrent(quint64 serial);
    void setChain(const Stomp::FrameChain& chain);
    /** .svg, .png or .txt. */
    void saveTo(const QString& path);

Q_SIGNALS:
    void frameChosen(quint64 serial);
    void frameOpened(quint64 serial);

private:
    void makeActions();
    void build();
    void wire();
    void refresh();
    void updateStatus();
    void copy();
    void save();

    FrameLog& m_log;
    FrameLogModel& m_model;
    SequenceLayout::PartyOf m_partyOf;
    QToolBar* m_tools;
    SequenceView* m_view;
    FrameDetail* m_detail;
    ElidedLabel* m_status;
    SequenceFile* m_file;
    QTimer m_due;
    quint64 m_current = 0;
    /** Where the sequence begins while it does not follow. */
    std::optional<quint64> m_from;
    QString m_said; //!< stands in the status line until something else is done
    QAction* m_save = nullptr;
    QAction* m_copy = nullptr;
    QAction* m_follow = nullptr;
    QAction* m_larger = nullptr;
    QAction* m_smaller = nullptr;
    QAction* m_usual = nullptr;
};

} // namespace Ui
