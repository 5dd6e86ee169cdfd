#include "terminal.h"

#include "signalwatcher.h"

#include <stomp/messages/messageline.h>

#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>

namespace App {

using namespace Qt::StringLiterals;

namespace {

bool s_progressShown = false;

void writeToError(std::string_view text)
{
    // Where nobody reads standard error there is nobody to tell.
    while (!text.empty()) {
        const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

/** Like MessageLine's plain form, but backslashes are left alone: this is for reading only. */
std::string printable(const QString& line)
{
    std::string out;
    for (const QString& part : line.split(u'\\')) {
        std::string escaped;
        Stomp::MessageLine::appendPlain(part.toStdString(), escaped);
        escaped.back() = '\\';
        out += escaped;
    }
    out.pop_back();
    return out;
}

/** False when a signal came instead; also one that came before this call. */
bool waitForInput()
{
    std::array<pollfd, 2> wanted{
        {{STDIN_FILENO, POLLIN, 0}, {SignalWatcher::pending(), POLLIN, 0}}};
    while (::poll(wanted.data(), wanted.size(), -1) < 0) {
        if (errno != EINTR)
            return false;
    }
    return (wanted[1].revents & POLLIN) == 0;
}

/** A line; empty when a signal or the end came instead. */
std::optional<std::string> readAnswer()
{
    std::string line;
    char c = 0;
    ssize_t got = -1;
    // One byte at a time: what follows the line is not ours.
    while (waitForInput() && (got = ::read(STDIN_FILENO, &c, 1)) == 1 && c != '\n') {
        line.push_back(c);
        got = -1;
    }
    if (got < 0 || (got == 0 && line.empty()))
        return std::nullopt;
    return line;
}

/** Echo off as long as it lives. */
class SilentTerminal
{
public:
    SilentTerminal()
    {
        ::tcgetattr(STDIN_FILENO, &m_before);
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        silent.c_lflag |= ICANON | ISIG;
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~SilentTerminal() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before); }
    Q_DISABLE_COPY_MOVE(SilentTerminal)

private:
    termios m_before{};
};

} // namespace

void say(const QString& line)
{
    endProgress();
    writeToError(printable(line) + '\n');
}

void say(const Stomp::Diagnosis& diagnosis)
{
    say(diagnosis.what);
    if (!diagnosis.cause.isEmpty())
        say(u"Likely cause: "_s + diagnosis.cause);
    if (!diagnosis.remedy.isEmpty())
        say(u"What to do: "_s + diagnosis.remedy);
    if (!diagnosis.details.isEmpty())
        say(u"Details: "_s + QString(diagnosis.details).replace(u'\n', u"; "_s));
}

void showProgress(const QString& line)
{
    if (!isTerminal(STDERR_FILENO))
        return;
    s_progressShown = true;
    writeToError('\r' + printable(line) + "\x1B[K");
}

void endProgress()
{
    if (s_progressShown)
        writeToError("\r\x1B[K");
    s_progressShown = false;
}

std::optional<std::string> askPassword(const QString& question)
{
    const SilentTerminal silent;
    writeToError(printable(question));
    std::optional<std::string> password = readAnswer();
    writeToError("\n");
    return password;
}

bool askYesNo(const QString& question)
{
    writeToError(printable(question + u" [y/N] "_s));
    const std::optional<std::string> answer = readAnswer();
    return answer && !answer->empty() && (answer->front() == 'y' || answer->front() == 'Y');
}

bool isTerminal(int fileDescriptor)
{
    return ::isatty(fileDescriptor) == 1;
}

} // namespace App
