#pragma once

#include "messagefeed.h"

#include <stomp/messages/messagefilereader.h>
#include <stomp/session/sessiontypes.h>

#include <QObject>
#include <QString>
#include <QTimer>

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace Ui {

/** One destination that a file has messages of, as it came over one connection. */
struct FileSource
{
    quint32 number = 0; //!< of that connection
    std::string connection; //!< as the file calls it
    std::string destination;
    Stomp::SubscriptionKey key = 0;
};

/**
 * Reads a file of messages, packed with gzip or not, into a feed of its own, on a thread of its
 * own, which waits when the feed has enough: nothing is dropped, whatever the size of the file.
 * Window's thread; its end waits for the message under way.
 */
class FileOpening : public QObject
{
    Q_OBJECT

public:
    static constexpr int tickMs = 100;
    /** Of one file; more are an error. */
    static constexpr quint32 mostConnections = 1000;
    /** Of one file; messages of further ones belong to none. */
    static constexpr std::size_t mostDestinations = 500;

    enum class End : quint8
    {
        Complete,
        CutOff, //!< the last line is not whole
        BadLine,
        Failed, //!< the system could not read it
        Damaged, //!< what is packed in it could not be unpacked to its end
        Stopped,
    };
    struct Report
    {
        End end = End::Complete;
        quint64 messages = 0;
        quint64 unlisted = 0; //!< of these, of destinations beyond mostDestinations
        quint64 line = 0; //!< the last one
        QString problem; //!< what is wrong with that line or with the file, or the system's words
    };

    /** The connections of the file get the numbers from firstNumber on. */
    FileOpening(const QString& path, quint32 firstNumber, std::shared_ptr<Stomp::SegmentPool> pool,
        QObject* parent = nullptr);
    ~FileOpening() override;

    /** Once the feed has its taker. */
    void start();
    /** What has been read stays. */
    void stop();

    [[nodiscard]] const QString& path() const { return m_path; }
    [[nodiscard]] MessageFeed& feed() { return m_feed; }
    [[nodiscard]] quint64 messages() const { return m_messages; }
    [[nodiscard]] quint64 bytes() const { return m_bytes; } //!< of size()
    [[nodiscard]] quint64 size() const { return m_size; }
    [[nodiscard]] bool hasEnded() const { return m_hasEnded; }
    /** Sources that were met since: of all messages that the feed has given out. */
    [[nodiscard]] std::vector<FileSource> takeSources();

Q_SIGNALS:
    void progressed();
    void ended(const Ui::FileOpening::Report& report);

private:
    struct ReadConnection
    {
        quint32 number = 0;
        std::unordered_map<std::string, Stomp::SubscriptionKey> keys;
    };

    // The reading thread's.
    [[nodiscard]] Report read();
    [[nodiscard]] bool take(const Stomp::MessageLineReader::Message& message);
    /** Null: there are too many. */
    [[nodiscard]] ReadConnection* connectionOf(std::string_view name);
    [[nodiscard]] Stomp::SubscriptionKey keyOf(
        ReadConnection& connection, std::string_view connectionName, std::string_view destination);
    void publish();
    void waitForRoom();

    const QString m_path;
    const quint32 m_firstNumber;
    MessageFeed m_feed;
    std::atomic<quint64> m_messages = 0;
    std::atomic<quint64> m_bytes = 0;
    std::atomic<quint64> m_size = 0;
    std::atomic<bool> m_isStopped = false;
    bool m_hasEnded = false;
    QTimer m_timer{this};

    std::map<std::string, ReadConnection, std::less<>> m_connections;
    ReadConnection* m_last = nullptr;
    std::string m_lastName;
    std::string m_destination; //!< a key's text: finding it must not allocate each time
    std::size_t m_destinations = 0;
    quint64 m_unlisted = 0;
    quint64 m_fresh = 0; //!< not published yet
    std::size_t m_freshBytes = 0;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_hasRoom = true;
    std::vector<FileSource> m_sources;
    std::thread m_thread; // begins when the rest is there
};

} // namespace Ui
