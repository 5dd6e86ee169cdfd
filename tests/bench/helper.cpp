#include "helper.h"

#include "machinewatch.h"

namespace Bench {

namespace {

constexpr int patienceMs = 30'000;

} // namespace

Helper::Helper(const QString& program, const QStringList& arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program, arguments);
    m_port = answer(QStringLiteral("port")).value(0).toUShort();
}

Helper::~Helper()
{
    m_process.closeWriteChannel();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(1000))
        m_process.kill();
    m_process.waitForFinished(patienceMs);
}

std::uint64_t Helper::residentBytes() const
{
    return Bench::residentBytes(QString::number(m_process.processId()));
}

QStringList Helper::answer(const QString& word)
{
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(patienceMs))
            return {};
    }
    QStringList words = QString::fromUtf8(m_process.readLine()).trimmed().split(u' ');
    return words.takeFirst() == word ? words : QStringList();
}

Sender::Sender(std::uint64_t messages, const QStringList& how)
    : Helper(QStringLiteral(BENCH_SENDER), QStringList(QString::number(messages)) + how)
{ }

QStringList Sender::subscriptions(std::uint64_t count)
{
    return {QStringLiteral("subscriptions"), QString::number(count)};
}

QStringList Sender::paced(std::uint64_t rate)
{
    return {QStringLiteral("subscriptions"), QStringLiteral("1"), QString::number(rate)};
}

QStringList Sender::connections(std::uint64_t count)
{
    return {QStringLiteral("connections"), QString::number(count)};
}

void Sender::go()
{
    m_process.write("\n");
    m_process.waitForBytesWritten(patienceMs);
}

std::optional<std::uint64_t> Sender::expectedHash()
{
    bool ok = false;
    const std::uint64_t hash = answer(QStringLiteral("hash")).value(0).toULongLong(&ok, 16);
    return ok ? std::optional(hash) : std::nullopt;
}

Sink::Sink() : Helper(QStringLiteral(BENCH_SINK), {}) { }

std::optional<Sink::Sent> Sink::sent()
{
    const QStringList words = answer(QStringLiteral("sent"));
    if (words.size() != 3)
        return std::nullopt;
    return Sent{words[0].toULongLong(), words[1].toULongLong(nullptr, 16), words[2].toDouble()};
}

PracticeBroker::PracticeBroker(const QString& storeFile)
    : Helper(QStringLiteral(BENCH_PRACTICE),
        storeFile.isEmpty() ? QStringList() : QStringList(storeFile))
{ }

std::optional<std::uint64_t> PracticeBroker::sent()
{
    m_process.closeWriteChannel();
    const QStringList words = answer(QStringLiteral("sent"));
    return words.size() == 1 ? std::optional<std::uint64_t>(words[0].toULongLong()) : std::nullopt;
}

} // namespace Bench
