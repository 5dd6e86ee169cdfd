#pragma once

#include "arguments.h"
#include "signalwatcher.h"

#include <stomp/client/clientoptions.h>
#include <stomp/doctor/examination.h>
#include <stomp/server/practiceserver.h>

#include <QList>
#include <QObject>

#include <memory>

namespace App {

/**
 * stomp-console doctor: tries the way to a session step by step and writes the checklist to
 * standard output; each address of failover: after the other. Exit code 0 when one of them works,
 * 3 when none does. Owns the examination; publishes and subscribes nothing. DESIGN "Command line".
 */
class DoctorVerb : public QObject
{
    Q_OBJECT

public:
    explicit DoctorVerb(DoctorArguments arguments, QObject* parent = nullptr);
    ~DoctorVerb() override;

    void start();

Q_SIGNALS:
    void finished(App::ExitCode code);

private:
    void examineNext();
    void report(const Stomp::Findings& findings);

    DoctorArguments m_arguments;
    SignalWatcher m_signals;
    std::unique_ptr<Stomp::PracticeServer> m_practice;
    QList<Stomp::ClientOptions> m_left;
    std::unique_ptr<Stomp::Examination> m_examination;
    bool m_isFirst = true;
    bool m_hasPassed = false;
    bool m_isWritten = true;
};

} // namespace App
