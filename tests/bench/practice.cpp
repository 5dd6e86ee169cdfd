// bench_practice [STORE]: the practice broker in a process of its own, with this file as its store
// if there is one. Says "port N"; at the end of standard input it says "sent COUNT", the messages
// that were sent to the benches' destination, and ends.

#include "benchframes.h"

#include <stomp/server/practiceserver.h>

#include <QCoreApplication>
#include <QSocketNotifier>

#include <unistd.h>

#include <cstdio>

namespace {

std::uint64_t sentTo(const Stomp::BrokerSnapshot& snapshot, std::string_view destination)
{
    for (const Stomp::DestinationSnapshot& one : snapshot.destinations) {
        if (one.name == destination)
            return one.counters.in;
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    Stomp::PracticeOptions options;
    if (argc > 1)
        options.storeFile = QString::fromLocal8Bit(argv[1]);
    Stomp::PracticeServer server(options);
    if (!server.start()) {
        std::fprintf(stderr, "bench_practice: %s\n", qPrintable(server.errorString()));
        return 1;
    }
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &application, [&server] {
        char byte;
        if (::read(STDIN_FILENO, &byte, 1) > 0)
            return;
        std::printf("sent %llu\n",
            static_cast<unsigned long long>(sentTo(server.snapshot(), Bench::destination)));
        QCoreApplication::quit();
    });
    std::printf("port %d\n", server.port());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
