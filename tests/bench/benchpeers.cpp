#include "benchpeers.h"

#include "benchsupport.h"

#include <QProcess>

#include <cstdio>

namespace Bench {

namespace {

struct Peer
{
    const char* name;
    const char* member;
    const char* program;
    const char* script;
    std::uint64_t messages;
};

constexpr Peer peers[] = {
    {"stomp.py", "stomp_py_per_second", "/usr/bin/python3", "peer_stomppy.py", 40'000},
    {"stomp (Ruby)", "ruby_stomp_per_second", "/usr/bin/ruby", "peer_rubystomp.rb", 40'000},
    {"Net::Stomp", "net_stomp_per_second", "/usr/bin/perl", "peer_netstomp.pl", 40'000},
};

/** The script receives from the port and prints how many seconds the messages took. */
double run(const Peer& peer)
{
    Sender sender(peer.messages);
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QString::fromUtf8(peer.program),
        {QStringLiteral(BENCH_SCRIPTS "/") + QString::fromUtf8(peer.script),
            QString::number(sender.port()), QString::number(peer.messages)},
        QIODevice::ReadOnly);
    if (!process.waitForFinished(30'000) || process.exitCode() != 0) {
        std::fprintf(stderr, "%s failed\n", peer.name);
        process.kill();
        process.waitForFinished();
        return 0;
    }
    const double seconds = process.readAll().trimmed().toDouble();
    return seconds > 0 ? static_cast<double>(peer.messages) / seconds : 0;
}

} // namespace

std::vector<PeerResult> runPeers()
{
    std::vector<PeerResult> results;
    for (const Peer& peer : peers) {
        std::vector<double> rates;
        for (int i = 0; i < 3; ++i)
            rates.push_back(run(peer));
        results.push_back({peer.name, peer.member, median(rates)});
        if (results.back().perSecond <= 0)
            return {};
    }
    return results;
}

} // namespace Bench
