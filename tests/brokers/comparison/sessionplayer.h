#pragma once

#include "sessionscript.h"

#include <support/realbroker.h>

#include <stomp/protocol/frameparser.h>

#include <QTcpSocket>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

/** A frame as a client sees it, without what differs from run to run: ids, times, names. */
struct SeenFrame
{
    char connection = 'A';
    std::string command; //!< "(closed)" where the connection ended
    std::map<std::string, std::string> headers; //!< the first of each name counts
    std::string body;
};

/**
 * Plays a session to a broker and writes down what comes back, frame by frame: for each
 * connection its MESSAGEs in their order, then all else in its order. Brokers are free to send a
 * RECEIPT before or after the messages that follow from what it confirms.
 */
class SessionPlayer
{
public:
    SessionPlayer(const RealBroker& broker, std::string uniqueName);
    /** As many frames as another player had seen at the end of each "quiet" are waited for, within
     * a bound: the broker may only be slower. */
    void waitAsFor(const SessionPlayer& other) { m_expected = other.m_seenWhenQuiet; }

    [[nodiscard]] std::vector<SeenFrame> play(const SessionScript& script);
    /** Lines of the waits that were in vain. */
    [[nodiscard]] const std::set<int>& overdue() const { return m_overdue; }

private:
    struct Line
    {
        std::unique_ptr<QTcpSocket> socket = std::make_unique<QTcpSocket>();
        Stomp::FrameParser parser{Stomp::FrameParser::Side::Client};
        std::vector<SeenFrame> seen;
        int asked = 0; //!< frames that were waited for so far
        bool isClosed = false;
    };

    Line& line(char name);
    void keepQuiet();
    [[nodiscard]] std::size_t receiveAll();
    void receive(char name, Line& from);
    void note(char name, const Stomp::FrameView& frame);
    /** False: they have not come. */
    [[nodiscard]] bool wait(Line& on, char name, int frames);
    /** What came on it joins what was seen. */
    void close(Line& line);
    [[nodiscard]] std::string filled(std::string text) const;
    [[nodiscard]] std::string withoutNames(std::string text) const;

    const RealBroker& m_broker;
    std::string m_name;
    std::map<char, Line> m_lines;
    std::map<std::string, std::string> m_values; //!< of the last frames, for ${names}
    std::vector<SeenFrame> m_seen;
    std::set<int> m_overdue;
    std::vector<std::size_t> m_seenWhenQuiet;
    std::vector<std::size_t> m_expected;
};
