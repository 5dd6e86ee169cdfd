#include "fileopening.h"

#include <stomp/client/client.h>
#include <stomp/messages/backgroundthread.h>
#include <stomp/messages/gunzipdevice.h>

#include <QFile>

#include <optional>
#include <utility>

namespace Ui {

namespace {

/** The window takes half of it at once, beside what comes from brokers. */
constexpr MessageFeed::Limits feedLimits{32 * 1024 * 1024, 60'000};
/** Published at once. */
constexpr quint64 mostFresh = 1024;
constexpr std::size_t mostFreshBytes = 1024 * 1024;

} // namespace

FileOpening::FileOpening(const QString& path, quint32 firstNumber,
    std::shared_ptr<Stomp::SegmentPool> pool, QObject* parent)
    : QObject(parent), m_path(path), m_firstNumber(firstNumber), m_feed(std::move(pool), feedLimits)
{
    m_feed.setResume([this] {
        const std::lock_guard lock(m_mutex);
        m_hasRoom = true;
        m_changed.notify_one();
    });
    m_timer.callOnTimeout(this, &FileOpening::progressed);
}

FileOpening::~FileOpening()
{
    stop();
    if (m_thread.joinable())
        m_thread.join();
}

void FileOpening::start()
{
    m_timer.start(tickMs);
    m_thread = Stomp::backgroundThread([this] {
        const Report report = read();
        QMetaObject::invokeMethod(
            this,
            [this, report] {
                m_timer.stop();
                m_hasEnded = true;
                Q_EMIT ended(report);
            },
            Qt::QueuedConnection);
    });
}

void FileOpening::stop()
{
    const std::lock_guard lock(m_mutex);
    m_isStopped = true;
    m_changed.notify_one();
}

std::vector<FileSource> FileOpening::takeSources()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_sources, {});
}

FileOpening::Report FileOpening::read()
{
    Report report;
    QFile file(m_path);
    // A folder can be opened for reading, and gives nothing.
    if (!file.open(QIODevice::ReadOnly) || file.isSequential()) {
        report.end = End::Failed;
        report.problem = file.isOpen() ? QStringLiteral("not a file") : file.errorString();
        return report;
    }
    m_size = static_cast<quint64>(file.size());
    std::optional<Stomp::GunzipDevice> unpacked;
    if (Stomp::Gunzip::isGzip(file.peek(2).toStdString()))
        unpacked.emplace(file);
    QIODevice* const device = unpacked ? static_cast<QIODevice*>(&*unpacked) : &file;
    Stomp::MessageFileReader reader(*device);
    while (const auto* message = m_isStopped ? nullptr : reader.next()) {
        if (!take(*message)) {
            report.end = End::BadLine;
            report.problem = QStringLiteral("the file has more than %1 connections, which is as "
                                            "many as the console tells apart")
                                 .arg(mostConnections);
            break;
        }
        m_bytes = unpacked ? static_cast<quint64>(file.pos()) : reader.bytes();
    }
    publish();
    report.messages = m_messages;
    report.unlisted = m_unlisted;
    report.line = reader.line();
    if (report.end == End::BadLine)
        return report;
    switch (reader.end()) {
    case Stomp::MessageFileReader::End::NotYet:
        report.end = End::Stopped;
        break;
    case Stomp::MessageFileReader::End::Complete:
        break;
    case Stomp::MessageFileReader::End::CutOff:
        report.end = End::CutOff;
        break;
    case Stomp::MessageFileReader::End::BadLine:
        report.end = End::BadLine;
        report.problem = QString::fromStdString(reader.error());
        break;
    case Stomp::MessageFileReader::End::Failed:
        report.end = unpacked && !unpacked->hasReadFailed() ? End::Damaged : End::Failed;
        report.problem = device->errorString();
        break;
    }
    return report;
}

bool FileOpening::take(const Stomp::MessageLineReader::Message& message)
{
    ReadConnection* const connection = connectionOf(message.connection);
    if (!connection)
        return false;
    Stomp::MessageRow row;
    row.receivedUs = message.receivedUs;
    row.bodyOffset = message.bodyOffset;
    row.subscription = keyOf(*connection, message.connection, message.destination);
    row.connection = connection->number;
    row.version = message.version;
    if (message.isRedelivered)
        row.flags |= Stomp::RedeliveredFlag;
    if (row.subscription == 0)
        ++m_unlisted;
    const bool hasRoom = m_feed.append(message.frame, row);
    ++m_fresh;
    m_freshBytes += message.frame.size();
    ++m_messages;
    if (!hasRoom)
        waitForRoom();
    else if (m_fresh >= mostFresh || m_freshBytes >= mostFreshBytes)
        publish();
    return true;
}

void FileOpening::publish()
{
    m_feed.publish(std::exchange(m_fresh, 0));
    m_freshBytes = 0;
}

void FileOpening::waitForRoom()
{
    {
        const std::lock_guard lock(m_mutex);
        m_hasRoom = false;
    }
    publish(); // may find that there is room again
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_hasRoom || m_isStopped; });
}

FileOpening::ReadConnection* FileOpening::connectionOf(std::string_view name)
{
    if (m_last && m_lastName == name)
        return m_last;
    auto found = m_connections.find(name);
    if (found == m_connections.end()) {
        if (m_connections.size() == mostConnections)
            return nullptr;
        const auto number = m_firstNumber + static_cast<quint32>(m_connections.size());
        found = m_connections.emplace(std::string(name), ReadConnection{number, {}}).first;
    }
    m_last = &found->second;
    m_lastName = name;
    return m_last;
}

Stomp::SubscriptionKey FileOpening::keyOf(
    ReadConnection& connection, std::string_view connectionName, std::string_view destination)
{
    m_destination.assign(destination);
    const auto known = connection.keys.find(m_destination);
    if (known != connection.keys.end())
        return known->second;
    // Its connection is known by the first one, so that must always be one.
    if (m_destinations >= mostDestinations && !connection.keys.empty())
        return 0;
    ++m_destinations;
    const Stomp::SubscriptionKey key = Stomp::Client::newSubscriptionKey();
    connection.keys.emplace(m_destination, key);
    const std::lock_guard lock(m_mutex);
    m_sources.push_back(
        {connection.number, std::string(connectionName), std::string(destination), key});
    return key;
}

} // namespace Ui
