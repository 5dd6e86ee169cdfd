#pragma once

#include <ui/workspace/practicewatch.h>

#include <QWidget>

class QListView;
class QPlainTextEdit;
class QSplitter;
class QTabWidget;

namespace Ui {

class PracticeBroker;
class PracticeDetail;
class PracticeFaults;
class PracticeList;
class PracticeSettings;
class PracticeStatus;

/**
 * The glass walls of the practice broker: its destinations, the inside of the chosen one, what
 * happened last, and its switches. Looks only while it is in view; owns none of the broker.
 */
class PracticePanel : public QWidget
{
    Q_OBJECT

public:
    explicit PracticePanel(PracticeBroker& broker, QWidget* parent = nullptr);

    [[nodiscard]] QListView* view() const;
    /** It came into view, or left it. */
    void setShown(bool shown);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void showLook();
    void showChosen();
    void appendEvents();

    PracticeBroker& m_broker;
    PracticeWatch m_watch;
    PracticeSettings* m_settings;
    QSplitter* m_parts;
    PracticeList* m_list;
    PracticeDetail* m_detail;
    PracticeFaults* m_faults;
    QPlainTextEdit* m_events;
    QTabWidget* m_pages;
    PracticeStatus* m_status;
};

} // namespace Ui
