#pragma once

#include "iothread.h"

#include <stomp/server/practiceoptions.h>

#include <QObject>

namespace Stomp {
class PracticeServer;
}

namespace Ui {

/**
 * The practice broker as the window sees it: a PracticeServer on a thread of its own, on a free
 * loopback port unless told otherwise. Calls only post to that thread.
 */
class PracticeBroker : public QObject
{
    Q_OBJECT

public:
    explicit PracticeBroker(const Stomp::PracticeOptions& options = {}, QObject* parent = nullptr);
    ~PracticeBroker() override;

    /** Answers with started() or failed(); nothing when it runs already. */
    void start();
    /** Its messages are forgotten and its clients sent away. */
    void stop();
    [[nodiscard]] bool isRunning() const { return m_port != 0; }
    [[nodiscard]] quint16 port() const { return m_port; }
    /** stomp://127.0.0.1:PORT; empty when it does not run. */
    [[nodiscard]] QString url() const;

    void setSampleTraffic(bool on);
    [[nodiscard]] bool hasSampleTraffic() const { return m_sampleTraffic; }

Q_SIGNALS:
    void started(quint16 port);
    void stopped();
    void failed(const QString& reason);
    void sampleTrafficChanged(bool on);

private:
    IoThread m_thread;
    Stomp::PracticeServer* m_server;
    quint16 m_port = 0;
    bool m_starting = false;
    bool m_sampleTraffic = false;
};

} // namespace Ui
