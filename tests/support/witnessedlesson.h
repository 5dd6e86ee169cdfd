#pragma once

#include "wirelesson.h"

#include <ui/widgets/lessondialog.h>
#include <ui/widgets/lessonlanes.h>
#include <ui/workspace/connection.h>

#include <stomp/trials/lessonreader.h>

#include <QCheckBox>
#include <QFile>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

#include <memory>
#include <vector>

namespace Testing {

/**
 * A lesson gone through in its dialog on a connection that leads through a record of what it
 * carries. The next step is begun as soon as all that is shown equals what the line carried, and
 * not before: who waits for isDone() has compared every lane at each pause.
 */
class WitnessedLesson
{
public:
    using Look = Ui::LessonLook;

    /** connection: made through the record, and of nobody else. */
    WitnessedLesson(const WireRecord& record, Ui::Connection& connection, int row)
        : dialog(connection), m_record(record), m_connection(connection)
    {
        auto* list = dialog.findChild<QListWidget*>(QStringLiteral("lessonList"));
        list->setCurrentRow(row);
        QFile file(list->item(row)->data(Qt::UserRole).toString());
        if (!file.open(QIODevice::ReadOnly))
            qFatal("no lesson %d", row);
        m_lesson = Stomp::readLesson(file.readAll().toStdString()).lesson;
        dialog.findChild<QCheckBox*>(QStringLiteral("lessonPredict"))->setChecked(false);
        dialog.show();
    }

    void start() { step(); }

    /** Presses Step where it is time to. */
    void goOn()
    {
        const Look& look = dialog.look();
        const bool isPause = look.state == Look::State::Ready && button("lessonStep")->isEnabled();
        if (isPause && differences().isEmpty())
            step();
    }
    [[nodiscard]] bool isOver() const
    {
        const Look::State state = dialog.look().state;
        return state == Look::State::Complete || state == Look::State::NotOffered
            || state == Look::State::Failed;
    }
    /** One that went wrong says so itself. */
    [[nodiscard]] bool isDone() const
    {
        const Look& look = dialog.look();
        return look.state == Look::State::Failed || look.notAsExpected > 0
            || (isOver() && differences().isEmpty());
    }
    /** Between what is shown now and what the line has carried; empty: none. */
    [[nodiscard]] QString differences() const
    {
        const Look& look = dialog.look();
        const WireLesson line(m_record, m_lesson, m_connection.dialect(), isOver());
        QStringList all;
        const QString shown = dialog.findChild<Ui::LessonLanes*>()->accessibleDescription();
        const QString carried = line.description(look.places);
        if (shown != carried)
            all << u"shown:\n" + shown + u"\ncarried:\n" + carried;
        for (const Ui::LessonPlaceLook& place : look.places) {
            QList<std::pair<int, Ui::LessonToken::State>> tokens;
            for (const Ui::LessonToken& token : place.tokens)
                tokens.append({token.number, token.state});
            if (tokens != line.waitingAt(place.name.toUtf8()))
                all << u"what became of the messages at " + place.name;
        }
        all << verdictDifference(line);
        if (isOver() && !line.isAllClosed())
            all << QStringLiteral("a connection is still open");
        all.removeAll(QString());
        return all.isEmpty() ? QString() : look.title + u'\n' + all.join(u'\n');
    }

    Ui::LessonDialog dialog;

private:
    [[nodiscard]] QPushButton* button(const char* name) const
    {
        return dialog.findChild<QPushButton*>(QLatin1StringView(name));
    }
    /** Starts, or does all of a step. */
    void step()
    {
        m_begins.emplace_back(m_record.frames(), static_cast<std::size_t>(dialog.look().step));
        button(button("lessonRest")->isEnabled() ? "lessonRest" : "lessonStep")->click();
    }
    /** The step before is as expected by what the line carried, or is not. */
    [[nodiscard]] QString verdictDifference(const WireLesson& line) const
    {
        const Look& look = dialog.look();
        if (look.step == 0 || look.isBegun || look.state == Look::State::Failed)
            return {};
        const auto step = static_cast<std::size_t>(look.step) - 1;
        const auto& expectations = expectationsFor(m_lesson.steps[step], m_connection.dialect());
        const auto stepOf = [this](int frame) {
            std::size_t found = 0;
            for (const auto& [first, begun] : m_begins)
                found = first <= frame ? begun : found;
            return found;
        };
        const auto expected = expectations.empty()           ? Look::Outcome::None
            : line.unmet(expectations, step, stepOf).empty() ? Look::Outcome::AsExpected
                                                             : Look::Outcome::NotAsExpected;
        return look.outcome == expected ? QString()
                                        : QStringLiteral("the verdict over step %1").arg(look.step);
    }

    const WireRecord& m_record;
    Ui::Connection& m_connection;
    Stomp::Lesson m_lesson;
    std::vector<std::pair<int, std::size_t>> m_begins; //!< the line's first frame of each step
};

/** Lessons at the same time, each on a line of its own. */
class WitnessedLessons
{
public:
    /** connect: makes a connection through that port. */
    WitnessedLessons(
        quint16 broker, int count, const std::function<Ui::Connection*(quint16)>& connect)
    {
        for (int row = 0; row < count; ++row) {
            m_records.push_back(std::make_unique<WireRecord>(broker));
            m_connections.push_back(connect(m_records.back()->port()));
        }
    }
    /** To their ends; empty, or what stood in the way. */
    [[nodiscard]] QString run(int patienceMs)
    {
        const auto isConnected = [this] {
            return std::ranges::all_of(m_connections, &Ui::Connection::isConnected);
        };
        if (!QTest::qWaitFor(isConnected, patienceMs))
            return QStringLiteral("not all are connected");
        for (std::size_t i = 0; i < m_records.size(); ++i)
            lessons.push_back(std::make_unique<WitnessedLesson>(
                *m_records[i], *m_connections[i], static_cast<int>(i)));
        for (const auto& lesson : lessons)
            lesson->start();
        const auto isDone = [this] {
            for (const auto& lesson : lessons)
                lesson->goOn();
            return std::ranges::all_of(lessons, &WitnessedLesson::isDone);
        };
        if (QTest::qWaitFor(isDone, patienceMs))
            return {};
        QStringList all;
        for (const auto& lesson : lessons) {
            if (!lesson->isDone())
                all << QStringLiteral("not over: ") + lesson->dialog.look().title
                    << lesson->differences();
        }
        return all.join(u'\n');
    }

private:
    std::vector<std::unique_ptr<WireRecord>> m_records;
    std::vector<Ui::Connection*> m_connections;

public:
    std::vector<std::unique_ptr<WitnessedLesson>> lessons;
};

} // namespace Testing
