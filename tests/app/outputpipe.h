#pragma once

#include "console.h"

#include <QSocketNotifier>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <memory>

namespace Testing {

/** A pipe as standard output, which the test reads when it likes. */
class OutputPipe
{
public:
    OutputPipe()
    {
        if (::pipe2(m_ends.data(), O_CLOEXEC) != 0)
            qFatal("no pipe");
        ::fcntl(m_ends[0], F_SETFL, O_NONBLOCK);
    }
    ~OutputPipe()
    {
        closeReader();
        closeWriter();
    }
    Q_DISABLE_COPY_MOVE(OutputPipe)

    /** So that nothing more goes in. */
    qint64 fill() const
    {
        const QByteArray block(4096, '.');
        qint64 filled = 0;
        ssize_t written = 0;
        ::fcntl(m_ends[1], F_SETFL, O_NONBLOCK);
        while ((written = ::write(m_ends[1], block.constData(), 4096)) > 0)
            filled += written;
        ::fcntl(m_ends[1], F_SETFL, 0); // as a shell gives it
        return filled;
    }
    void giveTo(Console& console)
    {
        const int writer = m_ends[1];
        console.process().setChildProcessModifier([writer] { ::dup2(writer, STDOUT_FILENO); });
    }
    /** From now on what comes is read at once. */
    void startReading()
    {
        m_notifier = std::make_unique<QSocketNotifier>(m_ends[0], QSocketNotifier::Read);
        QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] {
            std::array<char, 65536> buffer;
            const ssize_t got = ::read(m_ends[0], buffer.data(), buffer.size());
            if (got > 0)
                m_read.append(buffer.data(), got);
            else
                m_notifier->setEnabled(false);
        });
    }
    [[nodiscard]] const QByteArray& read() const { return m_read; }
    void closeReader()
    {
        m_notifier.reset();
        closeEnd(m_ends[0]);
    }
    void closeWriter() { closeEnd(m_ends[1]); }

private:
    static void closeEnd(int& end)
    {
        if (end >= 0)
            ::close(end);
        end = -1;
    }

    std::unique_ptr<QSocketNotifier> m_notifier;
    QByteArray m_read;
    std::array<int, 2> m_ends{-1, -1};
};

} // namespace Testing
