#pragma once

#include <ui/workspace/freeplayrunner.h>
#include <ui/workspace/lessonrunner.h>

#include <QDialog>
#include <QPointer>
#include <QTimer>

#include <memory>

class QCheckBox;
class QListWidget;
class QListWidgetItem;
class QPushButton;
class QSpinBox;

namespace Ui {

class Connection;
class LessonChange;
class LessonHands;
class LessonLanes;
class LessonQuestion;
class LessonResult;
class TonedLabel;

/**
 * The lessons: chosen from a list or opened from a file, gone through step by step on the broker of
 * a connection, with real frames on connections of its own. Asks for a prediction where the lesson
 * has a question. Consumers can be added, sent away, slowed, put to sleep and killed by hand; from
 * then on a lesson has no verdict. Two entries of the list are free play, without a lesson. Owns
 * the runners; does not block the window.
 */
class LessonDialog : public QDialog
{
    Q_OBJECT

public:
    explicit LessonDialog(Connection& connection, QWidget* parent = nullptr);
    ~LessonDialog() override;

    [[nodiscard]] const LessonLook& look() const { return m_player->look(); }
    /** Large type on the whole screen, and back. */
    void setPresenting(bool presenting);

Q_SIGNALS:
    /** look() has changed. */
    void changed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fillList();
    void buildButtons();
    void layOut();
    void openFile();
    void choose(const QListWidgetItem& item);
    void read(const QString& path);
    void playFreely(Stomp::DestinationKind kind);
    void change(LessonPlayer& player);
    void goOn();
    void finishStep();
    void notePrediction();
    void forgetPredictions();
    void startOver();
    void play(bool on);
    void playOn();
    void showLook();
    void updateButtons();
    [[nodiscard]] bool mayBegin() const;
    [[nodiscard]] bool canStep() const;
    [[nodiscard]] bool canFinishStep() const;
    void showQuestion(const LessonLook& look);

    QPointer<Connection> m_connection;
    std::unique_ptr<LessonRunner> m_runner;
    std::unique_ptr<FreePlayRunner> m_freePlay;
    LessonPlayer* m_player; //!< the one of them that is shown
    QListWidget* m_list;
    TonedLabel* m_title;
    TonedLabel* m_say;
    LessonQuestion* m_question;
    LessonLanes* m_lanes;
    LessonHands* m_hands;
    LessonChange* m_change;
    LessonResult* m_result;
    TonedLabel* m_complaint; //!< a file that is no lesson, or a lesson that cannot be started
    QCheckBox* m_predict;
    QCheckBox* m_byHand; //!< the consumers of a lesson can be changed
    QSpinBox* m_pace; //!< seconds between two steps
    QPushButton* m_step; //!< "Start", "Step", "Start Again"
    QPushButton* m_rest; //!< the rest of the step at once
    QPushButton* m_play;
    QPushButton* m_stop;
    QPushButton* m_present;
    QPushButton* m_openFile;
    QTimer m_playTimer;
    QString m_fileError;
    int m_askedFor = -1; //!< the step whose question is shown
    QStringList m_answers; //!< of it
    bool m_wasAnsweredByKey = false; //!< the next question takes the focus
    QFont m_font;
};

} // namespace Ui
