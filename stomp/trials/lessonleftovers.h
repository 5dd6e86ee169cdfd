#pragma once

#include "lessonrecord.h"

#include <stomp/client/client.h>

#include <QObject>
#include <QTimer>

#include <memory>
#include <string>
#include <vector>

namespace Stomp {

class LessonConsumer;

/**
 * The durable subscriptions that a lesson has made and not ended yet (stomp-facts 3.9): a broker
 * would collect for them for ever. Removes them one after the other, each over a connection of its
 * own, and tells which it could not remove and why. Thread: its own, as a Client.
 */
class LessonLeftovers : public QObject
{
    Q_OBJECT

public:
    /** patience: for the removal of each (ms). */
    LessonLeftovers(std::string run, int patience, QObject* parent);
    ~LessonLeftovers() override;

    /** action: the SUBSCRIBE; options: of a connection on which it can be made again. */
    void made(const LessonAction& action, std::string destination, ClientOptions options);
    void gone(const std::string& consumer);
    [[nodiscard]] bool isEmpty() const { return m_made.empty(); }

    /** removed() follows, never before this returns, when there are any. */
    void remove(Dialect dialect);
    /** "news-1a2b3c4d of A on /topic/...", those that could not be removed with the reason. */
    [[nodiscard]] const std::vector<std::string>& removedOnes() const { return m_removed; }
    [[nodiscard]] const std::vector<std::string>& keptOnes() const { return m_kept; }

Q_SIGNALS:
    void removed();

private:
    struct Made
    {
        LessonAction action;
        std::string destination;
        ClientOptions options;
    };
    enum class Phase : std::uint8_t
    {
        Connecting,
        Subscribing,
        Forgetting,
    };

    void startNext();
    void goOn();
    void finishOne(const QString& why);

    std::string m_run;
    int m_patience;
    Dialect m_dialect = Dialect::Generic;
    std::vector<Made> m_made;
    std::vector<std::string> m_removed;
    std::vector<std::string> m_kept;
    std::size_t m_step = 0;
    LessonLane m_lane;
    std::unique_ptr<LessonConsumer> m_consumer; //!< of the one that is being removed
    Phase m_phase = Phase::Connecting;
    QTimer m_deadline;
};

} // namespace Stomp
