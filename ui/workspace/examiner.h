#pragma once

#include <QList>
#include <QObject>
#include <QString>

#include <vector>

namespace Stomp {
class Examination;
struct ClientOptions;
struct Findings;
} // namespace Stomp

namespace Ui {

class IoThread;

/** One line of a checklist: a step on the way to a session, and what was seen there. */
struct CheckLine
{
    enum class Outcome : quint8
    {
        Passed,
        Doubtful, //!< passed, with something that the reader should know
        Failed,
        NotReached,
        NotNeeded,
    };

    Outcome outcome = Outcome::NotReached;
    QString title;
    QString finding;
    QString cause;
    QString remedy;
};

/** What an examination of one address has come to. */
struct Checkup
{
    QString address;
    QList<CheckLine> lines;
    bool hasPassed = false;
    QString supportText; //!< all of it in English, to send to somebody who helps; without secrets
};

/**
 * Tries a connection's way to its broker step by step, beside the connection itself and without
 * touching it: Stomp::Examination on the I/O thread. Lives on the window's thread; never blocks;
 * can be run again. Keeps the connection's password in memory as long as it lives.
 */
class Examiner : public QObject
{
    Q_OBJECT

public:
    /** The addresses of a failover: URL are examined one after the other. */
    Examiner(IoThread& thread, const Stomp::ClientOptions& options, QObject* parent = nullptr);
    ~Examiner() override;

    void start();
    void stop();
    [[nodiscard]] bool isRunning() const { return m_examination != nullptr; }
    [[nodiscard]] const QList<Checkup>& checkups() const { return m_checkups; }

Q_SIGNALS:
    /** What goes on now. */
    void progressed(const QString& step);
    /** Another address is done; finished() follows the last. */
    void examined();
    void finished();

private:
    void examineNext();
    void take(const Stomp::Findings& findings);

    IoThread& m_thread;
    std::vector<Stomp::ClientOptions> m_addresses;
    std::size_t m_next = 0;
    Stomp::Examination* m_examination = nullptr; //!< on the I/O thread
    QList<Checkup> m_checkups;
};

} // namespace Ui
