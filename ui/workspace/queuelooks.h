#pragma once

#include <stomp/trials/queuelook.h>

#include <QHash>
#include <QObject>
#include <QString>

namespace Ui {

class IoThread;
class LookWorker;
class MessageFeed;

/** What to look at, and how. */
struct LookWish
{
    QString destination;
    QString selector;
    Stomp::LookRequest::Way way = Stomp::LookRequest::Way::Peek;
    quint32 count = 10; //!< of a peek
};

/** What came of a look; the messages themselves are in the table. */
struct LookReport
{
    quint32 number = 0; //!< what its messages carry as their connection
    LookWish wish;
    Stomp::QueueLook::End end = Stomp::QueueLook::End::Complete;
    quint32 messages = 0;
    QString reason; //!< of a failure, in the other side's words
};

/**
 * The looks into queues that are under way: each on a connection of its own, on the I/O thread, its
 * messages in the same feed as all others. Everything is given back as soon as it has come. Lives
 * on the window's thread.
 */
class QueueLooks : public QObject
{
    Q_OBJECT

public:
    QueueLooks(IoThread& thread, MessageFeed& feed, QObject* parent = nullptr);
    ~QueueLooks() override;

    /** number: as a connection's, for its messages. */
    void start(quint32 number, const Stomp::ClientOptions& options, const LookWish& wish);
    [[nodiscard]] qsizetype count() const { return m_workers.size(); }
    /** The feed has room again. */
    void resumeReading();

Q_SIGNALS:
    void ended(const Ui::LookReport& report);

private:
    IoThread& m_thread;
    MessageFeed& m_feed;
    QHash<quint32, LookWorker*> m_workers;
};

} // namespace Ui
