// Plays every lesson, and free play, on a practice broker and saves a picture of the dialog at each
// question and each verdict: make_lesson_pictures FOLDER light|dark|present [SKIN]. For looking at
// them as a teacher would.

#include "lessonstage.h"

#include <ui/widgets/theme.h>

#include <QApplication>
#include <QDir>
#include <QPixmap>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <utility>
#include <vector>

using namespace Ui;

namespace {

/** Goes through one entry of the list, and takes pictures on its way. */
class Pupil : public QObject
{
    Q_OBJECT

public:
    /** changes: the lesson's consumers, by hand. */
    Pupil(Connection& connection, int row, bool presents, bool changes, const QDir& folder)
        : m_dialog(connection), m_row(row), m_folder(folder), m_changes(changes)
    {
        m_dialog.findChild<QListWidget*>(QStringLiteral("lessonList"))->setCurrentRow(row);
        m_dialog.show();
        if (presents) {
            m_dialog.setPresenting(true);
            m_dialog.showNormal(); // the offscreen screen is small
            m_dialog.resize(1440, 900);
        }
        connect(&m_dialog, &LessonDialog::changed, this,
            [this] { QTimer::singleShot(0, this, &Pupil::goOn); });
        step();
    }
    [[nodiscard]] bool isDone() const { return m_isDone; }

Q_SIGNALS:
    void done();

private:
    void step() { m_dialog.findChild<QPushButton*>(QStringLiteral("lessonStep"))->click(); }
    /** All that is left of the lesson's step. */
    void finishStep()
    {
        auto* rest = m_dialog.findChild<QPushButton*>(QStringLiteral("lessonRest"));
        if (rest->isEnabled())
            rest->click();
        else
            step();
    }
    void press(const char* name)
    {
        m_dialog.findChild<QToolButton*>(QLatin1StringView(name))->click();
    }

    void goOn()
    {
        using State = LessonLook::State;
        const LessonLook& look = m_dialog.look();
        const bool isOver = look.state == State::Complete || look.state == State::NotOffered
            || look.state == State::Failed;
        if (isOver && !m_isDone) {
            grab(m_changes ? QStringLiteral("end-changed") : QStringLiteral("end"));
            finish();
        } else if (look.state == State::Ready && look.isFreePlay) {
            play(look);
        } else if (m_changes && look.state == State::Ready && look.step >= 2) {
            change(look);
        } else if (look.state == State::Ready && look.step != m_step) {
            m_step = look.step;
            m_next.clear();
            grab(QStringLiteral("step%1%2")
                     .arg(m_step + 1)
                     .arg(look.question.isEmpty() ? QString() : QStringLiteral("-question")));
            answer();
            step();
        } else if (look.state == State::Ready && look.isBegun && look.next != m_next) {
            // One thing by itself, then the rest.
            const bool isFirst = m_next.isEmpty();
            m_next = look.next;
            if (!isFirst)
                return;
            grab(QStringLiteral("step%1-within").arg(m_step + 1));
            answer();
            finishStep();
        }
    }

    /** A sleeps, B is killed, C is added; the lesson goes on. */
    void change(const LessonLook& look)
    {
        for (const LessonLaneLook& lane : look.lanes) {
            if (lane.isBusy)
                return;
        }
        if (!std::exchange(m_hasAdded, true)) {
            m_dialog.findChild<QCheckBox*>(QStringLiteral("lessonByHand"))->setChecked(true);
            press("lessonAsleep0");
            press("lessonKill1");
            press("lessonAdd");
        } else if (look.lanes.size() == 4 && look.step != m_step) {
            m_step = look.step;
            QTimer::singleShot(200, this, [this] { // once what is new is laid out
                grab(QStringLiteral("step%1-changed").arg(m_step + 1));
                answer();
                finishStep();
            });
        }
    }

    /** A sleeps, C is added and slow, six messages, B goes; then all are asked about the next. */
    void play(const LessonLook& look)
    {
        for (const LessonLaneLook& lane : look.lanes) {
            if (lane.isBusy)
                return;
        }
        if (!m_hasAdded && look.lanes[1].isConnected) {
            m_hasAdded = true;
            press("lessonAsleep0");
            press("lessonAdd");
        } else if (look.lanes.size() == 3 && look.lanes[2].isConnected && look.step < 6) {
            if (look.lanes[2].pace == LessonLaneLook::Pace::Quick) {
                press("lessonSlow2");
            } else if (look.step != m_step) {
                m_step = look.step;
                answer();
                step();
            }
        } else if (look.step == 6 && look.lanes[1].isConnected) {
            press("lessonKill0");
            press("lessonPresence1");
        } else if (look.step == 6 && !m_isDone) {
            m_isDone = true;
            QTimer::singleShot(200, this, [this] { // once the new answers are laid out
                grab(QStringLiteral("hands"));
                Q_EMIT done();
            });
        }
    }

    void answer()
    {
        const QList<QRadioButton*> answers = m_dialog.findChildren<QRadioButton*>();
        if (!answers.isEmpty())
            answers.constFirst()->click();
    }
    void finish()
    {
        m_isDone = true;
        QTimer::singleShot(0, this, &Pupil::done);
    }
    void grab(const QString& name)
    {
        const QString path = m_folder.filePath(
            QStringLiteral("%1-%2.png").arg(m_row + 1, 2, 10, QLatin1Char('0')).arg(name));
        if (!m_dialog.grab().save(path))
            std::fprintf(stderr, "cannot write %s\n", qUtf8Printable(path));
    }

    LessonDialog m_dialog;
    int m_row;
    QDir m_folder;
    bool m_changes;
    int m_step = -1;
    QString m_next; //!< within it
    bool m_hasAdded = false;
    bool m_isDone = false;
};

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 3 || !QDir(arguments.at(1)).exists()) {
        std::fprintf(stderr, "usage: make_lesson_pictures FOLDER light|dark|present [SKIN]\n");
        return 2;
    }
    const QString look = arguments.at(2);
    Theme::apply(
        application, look == QStringLiteral("light") ? ThemeChoice::Light : ThemeChoice::Dark);
    using Kind = Stomp::BrokerSkin::Kind;
    const QString skin = arguments.value(3);
    LessonStage stage(skin == QStringLiteral("activemq") ? Kind::ActiveMq
            : skin == QStringLiteral("rabbitmq")         ? Kind::RabbitMq
            : skin == QStringLiteral("spring")           ? Kind::Spring
                                                         : Kind::Plain);
    std::vector<std::unique_ptr<Pupil>> pupils;
    const int rows = stage.find<QListWidget>(QStringLiteral("lessonList"))->count();
    for (int row = 0; row <= rows; ++row) { // the first one once more, changed by hand
        const bool changes = row == rows;
        auto& pupil = pupils.emplace_back(std::make_unique<Pupil>(*stage.connection,
            changes ? 0 : row, look == QStringLiteral("present"), changes, QDir(arguments.at(1))));
        QObject::connect(pupil.get(), &Pupil::done, &application, [&pupils] {
            if (std::ranges::all_of(pupils, [](const auto& one) { return one->isDone(); }))
                QCoreApplication::quit();
        });
    }
    return QApplication::exec();
}

#include "make_lesson_pictures.moc"
