#pragma once

#include "prooflook.h"

#include <stomp/trials/proof.h>

#include <QObject>

namespace Ui {

class IoThread;

/**
 * The proof "queue or topic?" for the window: Stomp::Proof on the I/O thread, on connections of its
 * own beside the one whose options it has. Lives on the window's thread; never blocks; can be run
 * again. Keeps the connection's password in memory as long as it lives.
 */
class ProofRunner : public QObject
{
    Q_OBJECT

public:
    ProofRunner(IoThread& thread, Stomp::ClientOptions options, QObject* parent = nullptr);
    ~ProofRunner() override;

    /** ownSubscribers: names of connections of this console that are subscribed there. */
    void start(const QString& destination, const QStringList& ownSubscribers = {});
    /** Everything unacknowledged goes back; finished() follows. */
    void stop();
    [[nodiscard]] bool isRunning() const { return m_proof != nullptr; }
    [[nodiscard]] const ProofLook& look() const { return m_look; }

    /** What start() will do to the destination: to be read before. */
    [[nodiscard]] static QString warning(const QString& destination);
    /** What such subscriptions do to the verdict; empty without any. */
    [[nodiscard]] static QString warning(
        const QString& destination, const QStringList& ownSubscribers);

Q_SIGNALS:
    /** look() has changed. */
    void changed();
    void finished();

private:
    void take(Stomp::Proof::Step step, const Stomp::ProofEvidence& evidence);
    void end(const Stomp::ProofReport& report);

    IoThread& m_thread;
    Stomp::ClientOptions m_options;
    Stomp::Proof* m_proof = nullptr; //!< on the I/O thread
    ProofLook m_look;
};

} // namespace Ui
