#pragma once

#include <stomp/trials/lessonreader.h>
#include <stomp/trials/lessonrun.h>

#include <QDir>
#include <QFile>
#include <QTest>

#include <memory>
#include <string>
#include <vector>

namespace Testing {

/** The lessons that ship, in their order. */
inline QStringList lessonFiles()
{
    const QDir folder(QStringLiteral(LESSONS_FOLDER));
    QStringList files;
    for (const QString& name :
        folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        files << folder.filePath(name);
    return files;
}

inline Stomp::LessonFile readLessonFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {{}, "cannot be opened"};
    return Stomp::readLesson(file.readAll().toStdString());
}

/** Goes through a lesson, step after step, as soon as the one before is done. */
class LessonWalk : public QObject
{
public:
    LessonWalk(const QString& path, const Stomp::ClientOptions& options)
        : m_file(readLessonFile(path)), run(m_file.lesson, options)
    {
        connect(&run, &Stomp::LessonRun::changed, this, [this](Stomp::LessonRun::State state) {
            if (state == Stomp::LessonRun::State::Ready)
                QMetaObject::invokeMethod(&run, &Stomp::LessonRun::step, Qt::QueuedConnection);
        });
    }

    [[nodiscard]] const std::string& error() const { return m_file.error; }
    [[nodiscard]] bool isOver() const
    {
        using State = Stomp::LessonRun::State;
        return run.state() != State::Connecting && run.state() != State::Ready
            && run.state() != State::Running;
    }
    /** What was not as the lesson expects, over all steps; empty when all was. */
    [[nodiscard]] QString complaint() const
    {
        QString text;
        for (std::size_t i = 0; i < run.record().outcomes.size(); ++i) {
            for (const std::string& one : run.record().outcomes[i].unmet) {
                text += QStringLiteral("%1, step %2: %3\n")
                            .arg(QString::fromStdString(run.lesson().id))
                            .arg(i + 1)
                            .arg(QString::fromStdString(one));
            }
        }
        return text;
    }

private:
    Stomp::LessonFile m_file;

public:
    Stomp::LessonRun run;
};

/** All of them at the same time, each on destinations of its own. */
inline std::vector<std::unique_ptr<LessonWalk>> walkThroughAll(const Stomp::ClientOptions& options)
{
    std::vector<std::unique_ptr<LessonWalk>> walks;
    for (const QString& path : lessonFiles()) {
        walks.push_back(std::make_unique<LessonWalk>(path, options));
        walks.back()->run.start();
    }
    return walks;
}

} // namespace Testing
