#include "benchsupport.h"

#include <QCoreApplication>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace Bench {

namespace {

QStringList arguments()
{
    return QCoreApplication::arguments();
}

} // namespace

int connectTo(quint16 port)
{
    const int client = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (client < 0 || ::connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address) < 0)
        return -1;
    return client;
}

double bareLoop(std::uint64_t messages)
{
    Sender sender(messages, Sender::bare());
    const int client = sender.port() ? connectTo(sender.port()) : -1;
    if (client < 0)
        return 0;
    std::vector<char> chunk(256 * 1024);
    std::uint64_t seen = 0;
    double started = 0;
    while (seen < messages) {
        const ssize_t size = ::recv(client, chunk.data(), chunk.size(), 0);
        if (size <= 0)
            break;
        if (started == 0)
            started = secondsNow();
        const char* at = chunk.data();
        const char* const end = at + size;
        while ((at = static_cast<const char*>(
                    std::memchr(at, 0, static_cast<std::size_t>(end - at))))) {
            ++seen;
            ++at;
        }
    }
    const double took = secondsNow() - started;
    ::close(client);
    return seen == messages && took > 0 ? static_cast<double>(messages) / took : 0;
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double secondsNow()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

QString textArgument(const QString& name)
{
    const qsizetype at = arguments().indexOf(QStringLiteral("--") + name);
    return at >= 0 ? arguments().value(at + 1) : QString();
}

std::uint64_t argument(const QString& name, std::uint64_t otherwise)
{
    const qsizetype at = arguments().indexOf(QStringLiteral("--") + name);
    const std::uint64_t value = at >= 0 ? arguments().value(at + 1).toULongLong() : otherwise;
    return std::max<std::uint64_t>(value, 1);
}

bool hasArgument(const QString& name)
{
    return arguments().contains(QStringLiteral("--") + name);
}

bool isSwitchedOn(const QString& name)
{
    const qsizetype at = arguments().indexOf(QStringLiteral("--") + name);
    const QString word = at >= 0 ? arguments().value(at + 1) : QStringLiteral("off");
    if (word != QStringLiteral("on") && word != QStringLiteral("off")) {
        std::fprintf(stderr, "--%s takes on or off\n", qPrintable(name));
        std::exit(2);
    }
    return word == QStringLiteral("on");
}

void printResult(const Result& members)
{
    QString line;
    for (const auto& [name, value] : members)
        line += (line.isEmpty() ? QStringLiteral("{\"") : QStringLiteral(",\""))
            + QLatin1StringView(name) + QStringLiteral("\":") + value;
    std::puts(qPrintable(line + QStringLiteral("}")));
}

QString number(double value, int decimals)
{
    return QString::number(value, 'f', decimals);
}

} // namespace Bench
