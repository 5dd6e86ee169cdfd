#pragma once

#include <ui/workspace/lessonlook.h>

#include <QList>
#include <QWidget>

class QToolButton;

namespace Ui {

class LessonLanes;

/**
 * The learner's hands in free play, and in a lesson that is to be changed: beside each lane the
 * buttons that send its consumer away and back, kill it, make it slow or put it to sleep, and one
 * that adds a consumer. Each says in its tool tip what it does on the wire. Stands right of the
 * lanes, in the same rows; owns nothing of what they show.
 */
class LessonHands : public QWidget
{
    Q_OBJECT

public:
    explicit LessonHands(const LessonLanes& lanes, QWidget* parent = nullptr);

    /** Hidden unless it is free play, or the lesson is to be changed. */
    void show(const LessonLook& look, bool changes);

    [[nodiscard]] QSize sizeHint() const override { return minimumSizeHint(); }
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void addRequested(int place);
    void joinRequested(int lane);
    void leaveRequested(int lane);
    void killRequested(int lane);
    void paceRequested(int lane, Ui::LessonLaneLook::Pace pace);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Row
    {
        QToolButton* presence; //!< "Leave", or "Join" when it is away
        QToolButton* kill;
        QToolButton* slow; //!< "Slow", or "Quick"
        QToolButton* asleep; //!< "Sleep", or "Wake"
    };

    void addRow();
    void showRow(int lane, const LessonLook& look);
    void offerPlaces(const LessonLook& look);
    void place();
    [[nodiscard]] QToolButton* button(const char* name, int lane);
    [[nodiscard]] QSize buttonSize() const;

    const LessonLanes& m_lanes;
    QList<Row> m_rows;
    QToolButton* m_add;
    QList<int> m_joinable; //!< places
    QStringList m_placeNames; //!< of its menu
    QList<LessonLaneLook::Pace> m_paces; //!< by lane
    int m_shown = 0; //!< rows
};

} // namespace Ui
