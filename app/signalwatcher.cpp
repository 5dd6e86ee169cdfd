#include "signalwatcher.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

namespace App {

namespace {

constexpr std::array watched{SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ};

// A signal handler reaches nothing but globals.
std::array<int, 2> s_pipe{-1, -1};
std::array<struct sigaction, watched.size()> s_before{};

extern "C" void handleSignal(int /*number*/)
{
    const int error = errno;
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(s_pipe[1], &byte, 1);
    errno = error;
}

} // namespace

SignalWatcher::SignalWatcher(QObject* parent) : QObject(parent)
{
    Q_ASSERT(s_pipe[0] < 0);
    if (::pipe2(s_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        qFatal("stomp-console: no file descriptors left");
    m_notifier = new QSocketNotifier(s_pipe[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &SignalWatcher::drain);
    for (std::size_t i = 0; i < watched.size(); ++i) {
        struct sigaction action
        { };
        sigemptyset(&action.sa_mask);
        // What cannot be written is an error where it is written.
        const bool isOfWriting = watched[i] == SIGPIPE || watched[i] == SIGXFSZ;
        action.sa_handler = isOfWriting ? SIG_IGN : handleSignal;
        ::sigaction(watched[i], &action, &s_before[i]);
        // nohup means it. (Shells also ignore SIGINT for background jobs; who sends it, means it.)
        if (watched[i] == SIGHUP && s_before[i].sa_handler == SIG_IGN)
            ::sigaction(watched[i], &s_before[i], nullptr);
    }
}

SignalWatcher::~SignalWatcher()
{
    for (std::size_t i = 0; i < watched.size(); ++i)
        ::sigaction(watched[i], &s_before[i], nullptr);
    delete m_notifier;
    ::close(s_pipe[0]);
    ::close(s_pipe[1]);
    s_pipe = {-1, -1};
}

int SignalWatcher::pending()
{
    return s_pipe[0];
}

void SignalWatcher::drain()
{
    std::array<char, 16> bytes{};
    ssize_t count = 0;
    while (true) {
        const ssize_t got = ::read(s_pipe[0], bytes.data(), bytes.size());
        if (got <= 0)
            break;
        count += got;
    }
    for (ssize_t i = 0; i < count; ++i)
        Q_EMIT interrupted();
}

} // namespace App
