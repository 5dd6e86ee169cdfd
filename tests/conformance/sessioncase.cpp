#include "sides.h"

#include <support/sessionharness.h>

#include <algorithm>
#include <charconv>

using namespace Stomp;
using Testing::SessionHarness;

namespace Conformance {

namespace {

const std::vector<std::string_view> inputs{
    "in", "do", "offer", "login", "passcode", "credentials", "heart-beat"};
const std::vector<std::string_view> expectations{"out", "event", "refused"};

/** The input of all its steps is cut in the same way: how, and whole for all but one step. */
struct Feeding
{
    bool bytewise = false;
    std::size_t step = 0;
    std::size_t cut = 0;

    [[nodiscard]] std::string shown() const
    {
        return bytewise ? "byte by byte"
                        : "cut at " + std::to_string(cut) + " of line " + std::to_string(step);
    }
};

class SessionRun
{
public:
    SessionRun(const Case& one, Version version, const Feeding& feeding)
        : m_case(one), m_version(version), m_feeding(feeding), m_harness(options(one))
    { }

    /** What was seen; problem() when the case cannot be carried out. */
    std::string run()
    {
        const auto starts = [](const Line& line) {
            return line.key == "do" && line.value == "start";
        };
        if (std::none_of(m_case.lines.begin(), m_case.lines.end(), starts))
            m_harness.connect(toString(m_version), m_case.value("heart-beat", "0,0"));
        for (const Line& line : m_case.lines) {
            if (line.key == "in")
                feed(line);
            else if (line.key == "do")
                act(words(line.value));
            else
                continue;
            look();
        }
        return m_seen.text();
    }
    [[nodiscard]] const std::string& problem() const { return m_problem; }

private:
    static SessionOptions options(const Case& one)
    {
        SessionOptions options;
        if (const std::string offered = one.value("offer", ""); !offered.empty())
            options.versions = parseVersionList(offered);
        if (const std::string login = one.value("login", ""); !login.empty())
            options.login = login;
        if (const std::string passcode = one.value("passcode", ""); !passcode.empty())
            options.passcode = passcode;
        options.escapeCredentials = one.value("credentials", "") == "escaped";
        return options;
    }

    void feed(const Line& line)
    {
        const std::string_view bytes = line.value;
        if (m_feeding.bytewise) {
            for (std::size_t i = 0; i < bytes.size(); ++i)
                m_harness.feed(bytes.substr(i, 1));
            return;
        }
        const std::size_t cut =
            m_feeding.step == static_cast<std::size_t>(line.number) ? m_feeding.cut : 0;
        if (cut > 0)
            m_harness.feed(bytes.substr(0, cut));
        m_harness.feed(bytes.substr(cut));
    }

    void act(const std::vector<std::string>& words)
    {
        const auto word = [&words](std::size_t index) {
            return index < words.size() ? words[index] : std::string();
        };
        const std::string verb = word(0);
        ClientSession& session = m_harness.session;
        const SessionTime now = m_harness.now;
        if (verb == "start")
            session.start(now);
        else if (verb == "subscribe")
            refused(session.subscribe(number(word(1)), request(words), now));
        else if (verb == "unsubscribe")
            refused(session.unsubscribe(number(word(1)), {}, now));
        else if (verb == "ack")
            refused(session.acknowledge(message(word(1)), word(2), false, now).refusal);
        else if (verb == "nack")
            refused(session.reject(message(word(1)), word(2), false, now).refusal);
        else if (verb == "send")
            refused(send(words, false));
        else if (verb == "send-with-receipt")
            refused(send(words, true));
        else if (verb == "begin")
            refused(session.begin(word(1), now).refusal);
        else if (verb == "wait")
            m_harness.wait(std::chrono::milliseconds(number(word(1))));
        else if (verb == "disconnect")
            session.disconnect(now);
        else if (verb == "peer-closes")
            session.connectionClosed({});
        else
            m_problem = "no such thing to do: " + verb + '\n';
    }

    SubscribeRequest request(const std::vector<std::string>& words)
    {
        SubscribeRequest request;
        if (words.size() > 2)
            request.destination = words[2];
        for (std::size_t i = 3; i < words.size(); ++i) {
            if (const auto mode = ackModeFromString(words[i]))
                request.ack = *mode;
            else if (words[i] == "on-arrival")
                request.ackOnArrival = true;
            else if (words[i].starts_with("id="))
                request.headers.push_back({"id", words[i].substr(3)});
            else
                m_problem = "no such way to subscribe: " + words[i] + '\n';
        }
        return request;
    }

    std::string send(const std::vector<std::string>& words, bool withReceipt)
    {
        Frame frame = Testing::sendFrame(words.size() > 1 ? words[1] : "", "");
        for (std::size_t i = 2; i < words.size(); ++i) {
            if (const auto equals = words[i].find('='); equals != std::string::npos)
                frame.add(words[i].substr(0, equals), words[i].substr(equals + 1));
            else
                frame.body = words[i];
        }
        return m_harness.session
            .send(std::move(frame), ContentLength::Omit, withReceipt, m_harness.now)
            .refusal;
    }

    std::uint32_t number(const std::string& text)
    {
        std::uint32_t value = 0;
        const char* end = text.data() + text.size();
        if (text.empty() || std::from_chars(text.data(), end, value).ptr != end)
            m_problem = "no number: " + text + '\n';
        return value;
    }

    AckReference message(const std::string& text)
    {
        const std::size_t index = number(text);
        if (index == 0 || index > m_harness.recorder.messages.size()) {
            m_problem = "no such message: " + text + '\n';
            return {};
        }
        return m_harness.recorder.messages[index - 1];
    }

    void refused(const std::string& reason)
    {
        if (!reason.empty())
            m_seen.add("refused", reason);
    }

    /** The events since the last look, then the bytes. */
    void look()
    {
        for (const std::string& event : words(m_harness.log(), '\n'))
            m_seen.add("event", event);
        std::string bytes;
        if (m_harness.session.takeOutput(bytes))
            m_seen.add("out", bytes);
    }

    const Case& m_case;
    Version m_version;
    Feeding m_feeding;
    SessionHarness m_harness;
    Observation m_seen;
    std::string m_problem;
};

} // namespace

std::string runSessionCase(const Case& one, Version version)
{
    std::vector<std::string_view> keys = inputs;
    keys.insert(keys.end(), expectations.begin(), expectations.end());
    if (std::string foreign = foreignKey(one, keys); !foreign.empty())
        return foreign;
    std::vector<Feeding> feedings{{false, 0, 0}, {true, 0, 0}};
    for (const Line& line : one.lines) {
        if (line.key != "in")
            continue;
        for (std::size_t cut = 1; cut < line.value.size(); ++cut)
            feedings.push_back({false, static_cast<std::size_t>(line.number), cut});
    }
    const std::string wanted = expected(one, expectations);
    for (const Feeding& feeding : feedings) {
        SessionRun run(one, version, feeding);
        const std::string seen = run.run();
        if (!run.problem().empty())
            return run.problem();
        if (seen != wanted)
            return "expected:\n" + wanted + "seen when fed " + feeding.shown() + ":\n" + seen;
    }
    return {};
}

} // namespace Conformance
