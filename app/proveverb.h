#pragma once

#include "arguments.h"
#include "signalwatcher.h"

#include <stomp/server/practiceserver.h>
#include <stomp/trials/proof.h>

#include <QObject>

#include <memory>

namespace App {

/**
 * stomp-console prove: finds out by experiment whether a destination behaves as a queue or as a
 * topic, and writes the verdict with its evidence to standard output. Owns the proof. Exit code 0
 * for a verdict as expected (without --expect: for any), 1 for another one or none, 3 and 4 as
 * everywhere. DESIGN "Command line".
 */
class ProveVerb : public QObject
{
    Q_OBJECT

public:
    explicit ProveVerb(ProveArguments arguments, QObject* parent = nullptr);
    ~ProveVerb() override;

    void start();

Q_SIGNALS:
    void finished(App::ExitCode code);

private:
    /** True when the user, asked on the terminal, has agreed, or need not be asked. */
    [[nodiscard]] bool isAllowed();
    void report();
    [[nodiscard]] ExitCode codeOf(const Stomp::ProofEvidence& evidence) const;

    ProveArguments m_arguments;
    SignalWatcher m_signals;
    std::unique_ptr<Stomp::PracticeServer> m_practice;
    std::unique_ptr<Stomp::Proof> m_proof;
    bool m_isInterrupted = false;
};

} // namespace App
