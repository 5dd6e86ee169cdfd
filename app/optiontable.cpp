#include "optiontable.h"

#include <stomp/broker/faultcontrol.h>
#include <stomp/broker/faultplan.h>

#include <QStringList>

#include <array>

namespace App {

namespace {

constexpr OptionRow helpRow{"help", "", "show this help"};

constexpr std::array windowOptions{
    OptionRow{"subscribe", "DESTINATION",
        "subscribe to this queue or topic at once, which takes a queue's messages away from other "
        "consumers; may be repeated"},
    OptionRow{"open", "FILE",
        "show the messages of this file (JSON lines, as saved, recorded or from listen --json); "
        "without URL nothing is connected; may be repeated"},
    OptionRow{"version", "", "show the version"},
    helpRow,
};

constexpr std::array listenOptions{
    OptionRow{"count", "N", "end after N messages; fewer is exit code 1"},
    OptionRow{"for", "SECONDS", "end after this time, counted from the connection on"},
    OptionRow{"ack", "MODE",
        "auto (default), client or client-individual; in the client modes each message is "
        "acknowledged after it was written"},
    OptionRow{"no-ack", "",
        "never acknowledge: the broker keeps the messages and delivers them again; "
        "means --ack client-individual where no mode is given"},
    OptionRow{"header", "K:V",
        "a header of SUBSCRIBE, such as selector:...; may be repeated; a space after the colon "
        "belongs to the value"},
    OptionRow{"json", "", "one JSON object a message, with all headers"},
    OptionRow{"quiet", "", "print no messages, only the summary"},
    helpRow,
};

constexpr std::array publishOptions{
    OptionRow{"body", "TEXT", "the body; without any of these four it is empty"},
    OptionRow{"file", "FILE", "the file's bytes are the body"},
    OptionRow{"-", "", "all of standard input is the body"},
    OptionRow{"lines", "", "each line of standard input is a body"},
    OptionRow{"header", "K:V",
        "a header of SEND; may be repeated; a space after the colon belongs to the value"},
    OptionRow{"count", "N", "publish each body N times"},
    OptionRow{"rate", "PER_SECOND", "at most this many messages a second"},
    OptionRow{"text", "", "send no content-length: ActiveMQ and Artemis make a TextMessage of it"},
    OptionRow{"bytes", "", "send content-length: ActiveMQ and Artemis make a BytesMessage of it"},
    OptionRow{"no-receipt", "", "do not ask the broker to confirm each message"},
    helpRow,
};

constexpr std::array doctorOptions{helpRow};

constexpr std::array proveOptions{
    OptionRow{"expect", "queue|topic", "exit code 1 unless that is the verdict"},
    OptionRow{"send-header", "K:V",
        "a further header of SEND, such as destination-type:ANYCAST; may be repeated"},
    OptionRow{"subscribe-header", "K:V",
        "a further header of SUBSCRIBE, such as subscription-type:ANYCAST; may be repeated"},
    OptionRow{"json", "", "verdict and evidence as one JSON object"},
    OptionRow{"yes", "", "do not ask on the terminal before anything is sent"},
    helpRow,
};

constexpr std::array brokerOptions{
    OptionRow{"host", "ADDRESS",
        "address to listen on (default 127.0.0.1); one that others can reach, such as 0.0.0.0, "
        "needs --users or --user"},
    OptionRow{"port", "PORT", "port to listen on (default 61613); 0 is any free one"},
    OptionRow{"tls", "[PORT]", "take TLS connections as well (default port 61614)"},
    OptionRow{"ws", "[PORT]", "take WebSockets as well (default port 15674)"},
    OptionRow{"wss", "[PORT]", "take WebSockets over TLS as well (default port 15673)"},
    OptionRow{"tls-cert", "FILE",
        "certificate and its chain (PEM); without it a self-signed one is made at each start, and "
        "its fingerprint is shown for the clients' --fingerprint"},
    OptionRow{"tls-key", "FILE", "its key (PEM, no passphrase), if it is not in the same file"},
    OptionRow{"users", "FILE",
        "who may connect, one a line: NAME:PASSWORD, or NAME:PASSWORD:READ:WRITE with patterns of "
        "destinations such as /queue/orders.>,/topic/>; left out is everything, - is nothing"},
    OptionRow{
        "user", "NAME:FILE", "one user; the first line of FILE is the password; may be repeated"},
    OptionRow{"store", "FILE",
        "keep persistent:true messages of queues, and durable subscriptions, in this SQLite file, "
        "which is made when it is not there: a RECEIPT then means that the message is on the disk"},
    OptionRow{"skin", "NAME",
        "look like another broker: plain (default), activemq, artemis, rabbitmq or spring"},
    OptionRow{"nack", "WHAT",
        "what a NACK does with a message: requeue, dead-letter or discard (default: the skin's)"},
    OptionRow{"max-deliveries", "N",
        "after N deliveries a message goes to the dead letters; 0 is never (default: the skin's; "
        "plain: 6)"},
    OptionRow{"ack-timeout", "SECONDS",
        "what is not acknowledged for so long goes back to its queue (default: never)"},
    OptionRow{"priorities", "", "queues serve messages with a higher priority header first"},
    OptionRow{"max-body", "BYTES", "refuse frames with a larger body (default 67108864, 64 MiB)"},
    OptionRow{"traffic", "[RATE]",
        "publish sample orders to /queue/orders and prices to /topic/prices, RATE of each a "
        "second (default 5)"},
    OptionRow{"fault", "FAULT",
        "misbehave like this, such as \"delay=200ms on MESSAGE /queue/orders every 3\"; may be "
        "repeated; see below"},
    OptionRow{"seed", "N",
        "choose the random numbers of sample messages and faults: the same N makes the same "
        "(default 1)"},
    OptionRow{"stats", "[SECONDS]",
        "print the broker's numbers to standard error, one JSON object a line, every so many "
        "seconds (default 10) and at the end; as often on /topic/practice.stats"},
    helpRow,
};

constexpr std::array connectOptions{
    OptionRow{"login", "NAME", "log in as NAME"},
    OptionRow{"password-file", "FILE", "the first line of FILE is the password"},
    OptionRow{"escape-credentials", "",
        "escape name and password in CONNECT: ActiveMQ Classic and RabbitMQ decode them, others do "
        "not"},
    OptionRow{"vhost", "NAME", "virtual host (default /); also the path of the URL"},
    OptionRow{"connect-header", "K:V",
        "a header of CONNECT, such as client-id:me or accept-version:1.1; may be repeated"},
};

constexpr std::array transportOptions{
    OptionRow{"ca", "FILE", "TLS: trust these authorities (PEM) instead of the system's"},
    OptionRow{"cert", "FILE", "TLS: our certificate (PEM)"},
    OptionRow{"key", "FILE",
        "TLS: its key (PEM), if it is not in the same file; a passphrase is that of the "
        "environment "
        "variable STOMP_KEY_PASSPHRASE, or is asked for"},
    OptionRow{"server-name", "NAME", "TLS: the name to ask for and to verify, instead of the host"},
    OptionRow{"fingerprint", "SHA256",
        "TLS: accept the certificate with this fingerprint, whatever is wrong with it"},
    OptionRow{"http-header", "K:V",
        "a header of the WebSocket's HTTP request, such as Origin:https://example.com; may be "
        "repeated"},
    OptionRow{"proxy", "URL",
        "http://[user@]host:port or socks5://[user@]host:port; its password is that of the "
        "environment variable STOMP_PROXY_PASSWORD"},
};

struct VerbText
{
    std::string_view name;
    std::string_view usage;
    std::string_view summary;
    std::string_view notes;
};

constexpr std::string_view connectNotes =
    R"(URL: stomp://[user[:password]@]host[:port][/vhost], stomps:// for TLS, ws://host:port/path or
wss:// for WebSocket, failover:(URL,URL,...) for addresses to try in order, or practice: for a
broker inside the process. Without --password-file the password is that of the environment
variable STOMP_PASSWORD, or is asked for on the terminal. A password in the URL works, but other
users of this machine can see it in the list of processes.
)";

constexpr std::string_view exitNotes =
    R"(Exit codes: 0 as asked, 1 not as asked, 2 wrong usage, 3 no session (cannot connect, login
refused, connection lost), 4 the broker answered ERROR after it had connected.
)";

constexpr std::array<VerbText, 6> texts{{
    {"", "[URL] [--subscribe DESTINATION]... [--open FILE]...",
        "Opens the console's window, connected to URL. Without a display, use a verb:\n"
        "  stomp-console listen URL DESTINATION...    print messages\n"
        "  stomp-console publish URL DESTINATION      publish messages\n"
        "  stomp-console doctor URL                   find out why a connection fails\n"
        "  stomp-console prove URL DESTINATION        is it a queue or a topic?\n"
        "  stomp-console broker                       run the practice broker\n"
        "stomp-console VERB --help says more.",
        R"(URL: stomp://[user[:password]@]host[:port][/vhost], stomps:// for TLS, ws://host:port/path or
wss:// for WebSocket, failover:(URL,URL,...) for addresses to try in order, or practice: for a
broker inside the process.
)"},
    {"listen", "URL DESTINATION... [options]",
        "Prints the messages of queues and topics to standard output, one a line. Reading a queue\n"
        "takes its messages away from other consumers.",
        R"(Plain lines are the bodies, with \n, \r and \t for line ends and tabs, \\ for a backslash,
and \xHH for other control characters and for bytes that are not UTF-8; bash's printf '%b'
turns them back. JSON lines have version, received (UTC), connection, subscription, destination,
headers ([name, value] in order), and body or, when it is not UTF-8, bodyBase64.
Ctrl-C ends with a summary on standard error.
)"},
    {"publish", "URL DESTINATION [--body TEXT | --file FILE | - | --lines] [options]",
        "Publishes messages, each confirmed by the broker's receipt.", ""},
    {"doctor", "URL [options]",
        "Tries the way to the broker step by step (name, TCP, TLS, HTTP upgrade, CONNECT) and says "
        "what\nis wrong, why, and what to do. Subscribes and publishes nothing.",
        R"(The checklist on standard output has no secrets, and can be sent to somebody who helps.
)"},
    {"prove", "URL DESTINATION [--expect queue|topic] [options]",
        "Finds out by experiment whether a destination behaves as a queue or as a topic: A and B\n"
        "subscribe, 10 numbered messages are sent, A and B leave, 3 more are sent, and a late\n"
        "subscriber comes. Acknowledges only its own messages.",
        R"(The JSON object has verdict (queue, topic or inconclusive), kept (true, false, or null when it
cannot be told: what was sent to nobody waited for the late subscriber), text (the same in words),
destination, broker, run, sentToBoth, sentToNobody, confirmed, lanes (name, subscription, received,
redelivered, foreign), missing, leftBehind and notes.
)"},
    {"broker", "[options]",
        "Runs the practice broker in the foreground. The first lines of standard output are its "
        "URLs,\none a listener. It keeps messages in memory, unless there is a store; Ctrl-C ends "
        "it, once\nits clients have what was written to them, a second one at once.",
        R"(Exit codes: 0 ended by Ctrl-C or SIGTERM, 1 it could not start, 2 wrong usage.
)"},
}};

const VerbText& textOf(Verb verb)
{
    return texts[static_cast<std::size_t>(verb)];
}

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/** words in lines from a column on, behind what the line has already. */
void appendWords(QString line, std::string_view words, qsizetype column, QString& out)
{
    constexpr qsizetype width = 92;
    line = line.leftJustified(column);
    bool first = true;
    const QStringList all = toQString(words).split(u' ');
    for (const QString& word : all) {
        if (!first && line.size() + 1 + word.size() > width) {
            out += line + u'\n';
            line = QString(column, u' ');
            first = true;
        }
        line += first ? word : u' ' + word;
        first = false;
    }
    out += line + u'\n';
}

void appendOptions(std::span<const OptionRow> rows, QString& out)
{
    for (const OptionRow& row : rows) {
        QString line = QStringLiteral("  ");
        if (row.name != "-")
            line += QStringLiteral("--");
        line += toQString(row.name);
        if (!row.value.empty())
            line += u' ' + toQString(row.value);
        appendWords(line, row.help, 27, out);
    }
}

QString faultsText()
{
    QString out = QStringLiteral("Faults, to test a client with; the values are the defaults:\n");
    for (const Stomp::FaultInfo& info : Stomp::FaultPlan::catalogue()) {
        const Stomp::Fault fault = Stomp::Fault::of(info.kind);
        QString line = u"  " + toQString(info.name);
        for (std::size_t i = 0; i < info.parameters.size(); ++i) {
            if (i > 0)
                line += u' ' + toQString(info.parameters[i].name);
            line += u'=' + QString::fromStdString(info.parameters[i].text(fault.values[i]));
        }
        appendWords(line, info.effect, 29, out);
    }
    return out
        + QStringLiteral(
            R"(Then, as wanted: on COMMAND DESTINATION (either or both; the command may be ANY, * in the
destination stands for any characters), after N, every N, chance P%, once or times N. Several
faults are separated by semicolons. A client sets them with a SEND to %1:
its body is a fault, or clear to remove all. A fault of CONNECT can keep that client out, too:
give it once or times N.
)")
              .arg(toQString(Stomp::faultControl));
}

} // namespace

std::optional<Verb> verbFromName(const QString& name)
{
    for (const Verb verb : {Verb::Listen, Verb::Publish, Verb::Doctor, Verb::Prove, Verb::Broker}) {
        if (name == toQString(nameOf(verb)))
            return verb;
    }
    return std::nullopt;
}

std::string_view nameOf(Verb verb)
{
    return textOf(verb).name;
}

std::span<const OptionRow> optionsOf(Verb verb)
{
    switch (verb) {
    case Verb::Listen:
        return listenOptions;
    case Verb::Publish:
        return publishOptions;
    case Verb::Doctor:
        return doctorOptions;
    case Verb::Prove:
        return proveOptions;
    case Verb::Broker:
        return brokerOptions;
    case Verb::Window:
        break;
    }
    return windowOptions;
}

std::span<const OptionRow> connectOptionsOf(Verb verb)
{
    if (verb == Verb::Window || verb == Verb::Broker)
        return {};
    return connectOptions;
}

std::span<const OptionRow> transportOptionsOf(Verb verb)
{
    if (verb == Verb::Broker)
        return {};
    return transportOptions;
}

QString helpText(Verb verb)
{
    const VerbText& text = textOf(verb);
    QString out = QStringLiteral("Usage: stomp-console ");
    if (!text.name.empty())
        out += toQString(text.name) + u' ';
    out += toQString(text.usage) + u"\n\n" + toQString(text.summary) + u"\n\nOptions:\n";
    appendOptions(optionsOf(verb), out);
    if (!transportOptionsOf(verb).empty()) {
        out += QStringLiteral("\nConnection:\n");
        appendOptions(connectOptionsOf(verb), out);
        appendOptions(transportOptionsOf(verb), out);
    }
    if (!connectOptionsOf(verb).empty())
        out += u'\n' + toQString(connectNotes);
    if (verb == Verb::Broker)
        out += u'\n' + faultsText();
    if (!text.notes.empty())
        out += u'\n' + toQString(text.notes);
    if (!connectOptionsOf(verb).empty())
        out += u'\n' + toQString(exitNotes);
    return out;
}

} // namespace App
