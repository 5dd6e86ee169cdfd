#include "lineoutput.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace App {

LineOutput::LineOutput(int fileDescriptor, QObject* parent) : QObject(parent), m_fd(fileDescriptor)
{
    struct stat status
    { };
    if (::fstat(m_fd, &status) != 0)
        return;
    m_isSocket = S_ISSOCK(status.st_mode);
    const bool isPipe = S_ISFIFO(status.st_mode);
    if (isPipe || ::isatty(m_fd) == 1) {
        // O_NONBLOCK belongs to the open file, which our parent shares: open it anew for us alone.
        const std::string self = "/proc/self/fd/" + std::to_string(m_fd);
        const int own = ::open(self.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
        if (own >= 0) {
            m_fd = own;
            m_ownsFd = true;
        }
    }
    if (m_isSocket || m_ownsFd) {
        m_writable = std::make_unique<QSocketNotifier>(m_fd, QSocketNotifier::Write);
        m_writable->setEnabled(false);
        connect(m_writable.get(), &QSocketNotifier::activated, this, &LineOutput::handleWritable);
    }
    if (isPipe) {
        m_exception = std::make_unique<QSocketNotifier>(m_fd, QSocketNotifier::Exception);
        connect(m_exception.get(), &QSocketNotifier::activated, this, &LineOutput::handleException);
    }
}

LineOutput::~LineOutput()
{
    m_writable.reset();
    m_exception.reset();
    if (m_ownsFd)
        ::close(m_fd);
}

void LineOutput::flush()
{
    while (!isEmpty() && m_error == 0) {
        const qint64 count = writeSome(m_buffer.data() + m_begin, m_buffer.size() - m_begin);
        if (count >= 0) {
            m_begin += static_cast<std::size_t>(count);
            m_written += static_cast<quint64>(count);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            if (!m_writable) {
                fail(errno); // somebody made our standard output non-blocking, and it is no pipe
                return;
            }
            m_writable->setEnabled(true);
            break;
        } else if (errno != EINTR) {
            fail(errno);
            return;
        }
    }
    if (isEmpty()) {
        m_buffer.clear();
        m_begin = 0;
    } else if (m_begin >= m_buffer.size() / 2) {
        m_buffer.erase(0, m_begin);
        m_begin = 0;
    }
}

qint64 LineOutput::writeSome(const char* data, std::size_t size) const
{
    if (m_isSocket)
        return ::send(m_fd, data, size, MSG_DONTWAIT | MSG_NOSIGNAL);
    return ::write(m_fd, data, size);
}

void LineOutput::fail(int error)
{
    if (m_error != 0)
        return;
    m_error = error;
    if (m_writable)
        m_writable->setEnabled(false);
    if (m_exception)
        m_exception->setEnabled(false);
    Q_EMIT failed();
}

void LineOutput::handleWritable()
{
    m_writable->setEnabled(false);
    flush();
    if (m_error == 0)
        Q_EMIT progressed();
}

void LineOutput::handleException()
{
    fail(EPIPE);
}

} // namespace App
