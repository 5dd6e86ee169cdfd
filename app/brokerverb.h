#pragma once

#include "arguments.h"
#include "signalwatcher.h"

#include <stomp/server/practiceserver.h>

#include <QObject>
#include <QTimer>

#include <memory>

namespace App {

/** stomp-console broker: the practice broker until a signal ends it. Owns it. */
class BrokerVerb : public QObject
{
    Q_OBJECT

public:
    explicit BrokerVerb(const BrokerArguments& arguments, QObject* parent = nullptr);

    void start();

Q_SIGNALS:
    void finished(App::ExitCode code);

private:
    [[nodiscard]] bool readUsers();
    void printUrls() const;
    void explainFailure() const;
    void sayStats() const;
    void stop();
    void end();

    BrokerArguments m_arguments;
    SignalWatcher m_signals;
    QTimer m_stats;
    bool m_isStopping = false;
    std::unique_ptr<Stomp::PracticeServer> m_server;
};

} // namespace App
