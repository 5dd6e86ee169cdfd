#include "bodysource.h"

#include <QFile>

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace App {

using namespace Qt::StringLiterals;
using Body = PublishArguments::Body;

namespace {

constexpr std::size_t chunk = 256 * 1024;

} // namespace

BodySource::BodySource(const PublishArguments& arguments, QObject* parent)
    : QObject(parent), m_kind(arguments.body), m_file(arguments.file), m_buffer(arguments.text)
{ }

bool BodySource::open()
{
    if (m_kind == Body::File && !readFile())
        return false;
    if (m_kind == Body::Text || m_kind == Body::File) {
        m_inputEnded = true;
        findBody();
        return true;
    }
    m_notifier = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &BodySource::readInput);
    return true;
}

bool BodySource::readFile()
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly)) {
        m_errorString = u"Cannot read %1: %2."_s.arg(m_file, file.errorString());
        return false;
    }
    while (m_buffer.size() <= longest) {
        const std::size_t before = m_buffer.size();
        m_buffer.resize(before + chunk);
        const qint64 got = file.read(m_buffer.data() + before, chunk);
        m_buffer.resize(before + static_cast<std::size_t>(std::max<qint64>(0, got)));
        if (got == 0)
            return true;
        if (got < 0) {
            m_errorString = u"Cannot read %1: %2."_s.arg(m_file, file.errorString());
            return false;
        }
    }
    m_errorString = u"%1 is larger than 256 MiB, the most that is published."_s.arg(m_file);
    return false;
}

void BodySource::readInput()
{
    const std::size_t before = m_buffer.size();
    m_buffer.resize(before + chunk);
    const ssize_t got = ::read(STDIN_FILENO, m_buffer.data() + before, chunk);
    const int error = errno;
    m_buffer.resize(before + static_cast<std::size_t>(std::max<ssize_t>(0, got)));
    if (got < 0 && (error == EINTR || error == EAGAIN))
        return;
    if (got <= 0) {
        m_notifier->setEnabled(false);
        if (got < 0) {
            fail(u"Cannot read standard input: %1."_s.arg(
                QString::fromLocal8Bit(std::strerror(error))));
            return;
        }
        m_inputEnded = true;
    }
    const bool hadBody = m_hasBody;
    findBody();
    if (!m_hasBody && m_buffer.size() - m_begin > longest) {
        m_notifier->setEnabled(false);
        fail(u"A body on standard input is larger than 256 MiB, the most that is published."_s);
    } else if (m_inputEnded || m_hasBody != hadBody) {
        // What is read now is used before more is.
        m_notifier->setEnabled(!m_inputEnded && !m_hasBody);
        Q_EMIT ready();
    }
}

void BodySource::findBody()
{
    if (m_hasBody)
        return;
    const std::size_t left = m_buffer.size() - m_begin;
    if (m_kind != Body::Lines) {
        m_hasBody = m_inputEnded;
        m_size = left;
        return;
    }
    const std::size_t end = m_buffer.find('\n', std::max(m_begin, m_scanned));
    m_scanned = m_buffer.size();
    if (end != std::string::npos) {
        m_scanned = end + 1;
        m_size = end - m_begin;
        m_hasBody = true;
    } else if (m_inputEnded && left > 0) {
        m_size = left;
        m_hasBody = true;
    }
}

void BodySource::advance()
{
    m_hasBody = false;
    m_begin =
        m_kind == Body::Lines ? std::min(m_begin + m_size + 1, m_buffer.size()) : m_buffer.size();
    if (m_kind != Body::Lines)
        return;
    findBody();
    if (!m_hasBody && !m_inputEnded) {
        m_buffer.erase(0, m_begin);
        m_scanned -= m_begin;
        m_begin = 0;
        m_notifier->setEnabled(true);
    }
}

void BodySource::fail(const QString& error)
{
    m_errorString = error;
    Q_EMIT failed();
}

} // namespace App
