#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>
#include <string>

namespace App {

/**
 * Writes lines to a file, terminal, pipe or socket without ever waiting for who reads them: what
 * does not go out at once stays in the buffer. Owns the buffer, not the given file descriptor.
 * Counts bytes in and out, so that the user knows which lines are written. Expects SIGPIPE ignored.
 */
class LineOutput : public QObject
{
    Q_OBJECT

public:
    /** isFull() from here on. */
    static constexpr std::size_t comfortable = 4 * 1024 * 1024;

    explicit LineOutput(int fileDescriptor, QObject* parent = nullptr);
    ~LineOutput() override;

    /** Append to it, then flush(). */
    [[nodiscard]] std::string& buffer() { return m_buffer; }
    /** Where the next line begins, in bytes from the first one. */
    [[nodiscard]] quint64 position() const { return m_written + (m_buffer.size() - m_begin); }
    /** Writes as much as is taken now; the rest follows by itself. */
    void flush();

    [[nodiscard]] quint64 written() const { return m_written; }
    [[nodiscard]] bool isEmpty() const { return m_begin == m_buffer.size(); }
    [[nodiscard]] bool isFull() const { return m_buffer.size() - m_begin >= comfortable; }
    /** errno of what went wrong, EPIPE when the reader went away; nothing is written after it. */
    [[nodiscard]] int error() const { return m_error; }

Q_SIGNALS:
    /** Bytes that had to wait went out. */
    void progressed();
    /** Once. */
    void failed();

private:
    [[nodiscard]] qint64 writeSome(const char* data, std::size_t size) const;
    void fail(int error);
    void handleWritable();
    void handleException();

    int m_fd;
    bool m_ownsFd = false;
    bool m_isSocket = false;
    int m_error = 0;
    std::string m_buffer;
    std::size_t m_begin = 0; //!< of what is not written yet
    quint64 m_written = 0;
    std::unique_ptr<QSocketNotifier> m_writable;
    std::unique_ptr<QSocketNotifier> m_exception; //!< the reader of a pipe went away
};

} // namespace App
