#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>

class QSettings;

namespace Ui {

/**
 * Brings the changes of a QSettings to its file on a thread of its own, shortly after they were
 * made: a busy disk takes a second for that, and QSettings itself would have the event loop wait.
 * Whoever uses the settings while they are being written still waits. What has not been written
 * when the settings end, they write themselves. A child of the settings; their thread.
 */
class SettingsWriter : public QObject
{
    Q_OBJECT

public:
    /** After the last change, ms: changes that belong together are written at once. */
    static constexpr int delayMs = 200;

    /** Of an INI file. */
    explicit SettingsWriter(QSettings& settings);
    /** Waits for what is being written. */
    ~SettingsWriter() override;

    /** The settings have changed. Without an application there is no time that could pass: then
     * they write at their end. */
    void expect();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void write();

    const QString m_path;
    QTimer m_due;
    QThreadPool m_thread;
};

} // namespace Ui
