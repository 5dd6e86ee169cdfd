#pragma once

#include <QCoreApplication>
#include <QStringList>

namespace Ui {

struct LessonLook;

/** "Who will receive message 3?": the question, and what came of it. Pure. */
class MessageForecast
{
    Q_DECLARE_TR_FUNCTIONS(Ui::MessageForecast)

public:
    /** Adds it to a look: its answers are the consumers who are there, each of them, nobody.
     * destination: where the message is sent; empty when there is but one. */
    static void ask(LessonLook& look, int number, const QString& destination = {});

    /** The message is sent now: these are the answers. */
    void note(const LessonLook& look);
    /** Which of the answers came true; -1: none. who: in the order of the lanes. */
    [[nodiscard]] int cameTrue(const QStringList& who) const;

    /** "A received message 3." */
    [[nodiscard]] static QString tell(int number, const QStringList& who);

private:
    QStringList m_asked; //!< names of the consumers who were there
};

} // namespace Ui
