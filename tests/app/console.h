#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStringList>

#include <csignal>

namespace Testing {

/**
 * The real program, started with some arguments: what it writes is collected as it comes, its end
 * is seen by hasEnded(). Is killed with its scope. STOMP_PASSWORD is not inherited.
 */
class Console
{
public:
    explicit Console(const QStringList& arguments) : m_arguments(arguments)
    {
        m_environment.remove(QStringLiteral("STOMP_PASSWORD"));
    }
    ~Console()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }
    Q_DISABLE_COPY_MOVE(Console)

    /** To be changed before start(). */
    [[nodiscard]] QProcess& process() { return m_process; }
    void setEnvironment(const QString& name, const QString& value)
    {
        m_environment.insert(name, value);
    }
    void removeEnvironment(const QString& name) { m_environment.remove(name); }

    void start()
    {
        m_process.setProcessEnvironment(m_environment);
        m_process.start(QStringLiteral(STOMP_CONSOLE), m_arguments);
    }
    void type(const QByteArray& input) { m_process.write(input); }
    void endInput() { m_process.closeWriteChannel(); }
    void signal(int number) const { ::kill(static_cast<pid_t>(m_process.processId()), number); }

    [[nodiscard]] const QByteArray& out()
    {
        m_out += m_process.readAllStandardOutput();
        return m_out;
    }
    [[nodiscard]] const QByteArray& err()
    {
        m_err += m_process.readAllStandardError();
        return m_err;
    }
    [[nodiscard]] QList<QByteArray> lines()
    {
        QList<QByteArray> lines = out().split('\n');
        lines.removeLast();
        return lines;
    }
    [[nodiscard]] bool hasEnded() const { return m_process.state() == QProcess::NotRunning; }
    /** -1 after a crash. */
    [[nodiscard]] int exitCode() const
    {
        return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
    }

private:
    QStringList m_arguments;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
    QProcess m_process;
    QByteArray m_out;
    QByteArray m_err;
};

} // namespace Testing

/** Runs to the end and compares the exit code, with the reason when it differs. */
#define COMPARE_EXIT(console, code)                                                                \
    do {                                                                                           \
        QTRY_VERIFY2((console).hasEnded(), (console).err().constData());                           \
        QVERIFY2((console).exitCode() == (code), (console).err().constData());                     \
    } while (false)
