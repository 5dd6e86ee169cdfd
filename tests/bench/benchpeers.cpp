#include "benchpeers.h"

#include "benchframes.h"
#include "benchsupport.h"

#include <QProcess>
#include <QTemporaryFile>

#include <algorithm>
#include <cstdio>
#include <optional>

namespace Bench {

namespace {

constexpr int patienceMs = 40'000;
constexpr int notInstalled = 77;

QString nameOf(PeerTask task)
{
    switch (task) {
    case PeerTask::Receive:
        return QStringLiteral("receive");
    case PeerTask::Publish:
        return QStringLiteral("publish");
    case PeerTask::Pipelined:
        return QStringLiteral("pipelined");
    case PeerTask::OneByOne:
        break;
    }
    return QStringLiteral("one-by-one");
}

/** A file of all the bodies, one behind the other, which lives as long as the program. */
QString bodiesFile()
{
    static QTemporaryFile file;
    if (!file.isOpen() && file.open()) {
        for (unsigned i = 0; i < distinctFrames; ++i)
            file.write(QByteArray::fromStdString(orderBody(i)));
        file.flush();
    }
    return file.fileName();
}

struct Outcome
{
    bool isMissing = false;
    bool isRight = false;
    QByteArray output;
};

Outcome runScript(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("NODE_PATH"), QStringLiteral(BENCH_PEERS "/node_modules"));
    process.setProcessEnvironment(environment);
    process.start(program, arguments, QIODevice::ReadOnly);
    const bool finished = process.waitForFinished(patienceMs);
    if (!finished && process.error() == QProcess::FailedToStart)
        return {true, false, {}};
    if (!finished) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    const bool ended = process.exitStatus() == QProcess::NormalExit;
    return {ended && process.exitCode() == notInstalled, ended && process.exitCode() == 0,
        process.readAll()};
}

} // namespace

PeerRace::PeerRace(PeerTask task, std::uint64_t messages, const char* suffix)
    : m_task(task), m_messages(messages), m_timesMember("times_fastest_peer"),
      m_lanes{
          {"stomp.py", "stomp_py_", "/usr/bin/python3", "stomppy.py", {}, false, {}},
          {"stompit", "stompit_", "node", "stompit.js", {}, false, {}},
          {"Net::Stomp", "net_stomp_", "/usr/bin/perl", "netstomp.pl", {}, false, {}},
          {"stomp (Ruby)", "ruby_stomp_", "/usr/bin/ruby", "rubystomp.rb", {}, false, {}},
      }
{
    for (Lane& lane : m_lanes)
        lane.resultMember = std::string(lane.member) + suffix;
    if (task == PeerTask::Pipelined)
        m_timesMember += "_pipelined";
    else if (task == PeerTask::OneByOne)
        m_timesMember += "_one_by_one";
}

bool PeerRace::run()
{
    return std::all_of(m_lanes.begin(), m_lanes.end(), [this](Lane& lane) { return runOne(lane); });
}

bool PeerRace::runOne(Lane& lane)
{
    if (lane.isMissing)
        return true;
    std::optional<Sender> sender;
    std::optional<Sink> sink;
    const bool receives = m_task == PeerTask::Receive;
    const quint16 port = receives ? sender.emplace(m_messages).port() : sink.emplace().port();
    const Outcome outcome = runScript(QString::fromUtf8(lane.program),
        {QStringLiteral(BENCH_SCRIPTS "/") + QString::fromUtf8(lane.script), QString::number(port),
            QString::number(m_messages), nameOf(m_task), receives ? QString() : bodiesFile()});
    if (outcome.isMissing) {
        std::printf("%s is not installed (tests/bench/peers/install): not measured\n", lane.name);
        lane.isMissing = true;
        return true;
    }
    double seconds = 0;
    if (outcome.isRight && receives) {
        seconds = outcome.output.trimmed().toDouble();
    } else if (outcome.isRight) {
        static const FrameSet set = FrameSet::makeSends();
        const auto sent = sink->sent();
        if (sent && sent->count == m_messages && sent->hash == set.hashOfFirst(m_messages))
            seconds = sent->seconds;
    }
    if (seconds <= 0) {
        std::fprintf(stderr, "%s failed to %s\n", lane.name, qPrintable(nameOf(m_task)));
        return false;
    }
    lane.rates.push_back(static_cast<double>(m_messages) / seconds);
    return true;
}

void PeerRace::report(std::vector<std::pair<const char*, QString>>& result, double ours)
{
    double fastest = 0;
    for (const Lane& lane : m_lanes) {
        const double rate = median(lane.rates);
        fastest = std::max(fastest, rate);
        if (!lane.isMissing)
            std::printf("%s, %s: %.0f messages/s\n", lane.name, qPrintable(nameOf(m_task)), rate);
        result.emplace_back(
            lane.resultMember.c_str(), lane.isMissing ? QStringLiteral("null") : number(rate, 0));
    }
    result.emplace_back(
        m_timesMember.c_str(), fastest > 0 ? number(ours / fastest, 1) : QStringLiteral("null"));
}

} // namespace Bench
