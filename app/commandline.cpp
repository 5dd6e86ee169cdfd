#include "commandline.h"

#include "brokerarguments.h"
#include "connectarguments.h"
#include "optionreader.h"

#include <algorithm>
#include <array>
#include <limits>

namespace App {

using namespace Qt::StringLiterals;

namespace {

constexpr double mostSeconds = 2'000'000; // of a timer, whose milliseconds are an int
constexpr double mostPerSecond = 1'000'000;

UsageError usageError(Verb verb, const QString& message)
{
    const std::string_view name = nameOf(verb);
    QString command = u"stomp-console "_s;
    if (!name.empty())
        command += QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())) + u' ';
    return {message, u"\""_s + command + u"--help\" explains the options."_s};
}

/** Edit distance, to find what a mistyped verb was meant to be. */
int distance(const QString& a, const QString& b)
{
    std::vector<int> row(static_cast<std::size_t>(b.size()) + 1);
    for (std::size_t j = 0; j < row.size(); ++j)
        row[j] = static_cast<int>(j);
    for (qsizetype i = 0; i < a.size(); ++i) {
        int diagonal = row[0]++;
        for (std::size_t j = 1; j < row.size(); ++j) {
            const int replaced = diagonal + (a[i] == b[static_cast<qsizetype>(j) - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

UsageError unknownVerb(const QString& name)
{
    UsageError error = usageError(Verb::Window,
        u"\"%1\" is neither a verb (listen, publish, doctor, prove, broker) nor a URL."_s.arg(
            name));
    for (const QString& verb : {u"listen"_s, u"publish"_s, u"doctor"_s, u"prove"_s, u"broker"_s}) {
        if (distance(name.toLower(), verb) <= 2)
            error.hint.prepend(u"Did you mean \"%1\"? "_s.arg(verb));
    }
    return error;
}

/** Refuses headers that the frame has anyway, with the option to use instead. */
void refuseHeaders(const std::vector<Stomp::Header>& headers,
    std::initializer_list<std::pair<std::string_view, QString>> refused, OptionReader& options)
{
    for (const auto& [name, instead] : refused) {
        for (const Stomp::Header& header : headers) {
            if (header.name == name) {
                options.fail(u"--header cannot set %1: %2."_s.arg(
                    QString::fromStdString(header.name), instead));
            }
        }
    }
}

CommandLine parseListen(OptionReader& options)
{
    ListenArguments listen;
    const QStringList positional = options.positional();
    if (positional.size() < 2)
        options.fail(u"listen wants a URL and at least one destination."_s);
    else
        listen.connect = readConnectArguments(positional.first(), options);
    for (const QString& destination : positional.mid(1)) {
        if (destination.isEmpty())
            options.fail(u"A destination is empty."_s);
        listen.destinations.push_back(toUtf8(destination));
    }
    listen.count = options.wholeNumber("count"_L1, 1, std::numeric_limits<qint64>::max());
    listen.seconds = options.positiveNumber("for"_L1, mostSeconds);
    listen.acknowledge = !options.has("no-ack"_L1);
    if (!listen.acknowledge)
        listen.ack = Stomp::AckMode::ClientIndividual;
    if (const auto mode = options.text("ack"_L1)) {
        if (const auto known = Stomp::ackModeFromString(toUtf8(*mode)))
            listen.ack = *known;
        else
            options.fail(u"--ack is auto, client or client-individual."_s);
        if (listen.ack == Stomp::AckMode::Auto && !listen.acknowledge) {
            options.fail(u"--no-ack cannot go with --ack auto, where the broker takes each message "
                         "as acknowledged when it sends it."_s);
        }
    }
    listen.headers = options.headers("header"_L1);
    refuseHeaders(listen.headers,
        {{"destination", u"it is an argument"_s}, {"ack", u"use --ack"_s},
            {"receipt", u"the console asks for its own"_s}},
        options);
    listen.json = options.has("json"_L1);
    listen.quiet = options.has("quiet"_L1);
    if (listen.json && listen.quiet)
        options.fail(u"--json and --quiet exclude each other."_s);
    return listen;
}

void readBody(const QStringList& positional, OptionReader& options, PublishArguments& publish)
{
    const std::optional<QString> text = options.text("body"_L1);
    const std::optional<QString> file = options.text("file"_L1);
    const bool input = positional.size() > 2;
    const bool lines = options.has("lines"_L1);
    if (positional.size() > 3 || (input && positional[2] != u"-")) {
        options.fail(u"publish takes one destination; what follows it can only be -, for a body "
                     "from standard input."_s);
    }
    if (int{text.has_value()} + int{file.has_value()} + int{input} + int{lines} > 1)
        options.fail(u"--body, --file, - and --lines exclude each other."_s);
    if (text) {
        publish.text = toUtf8(*text);
    } else if (file) {
        publish.body = PublishArguments::Body::File;
        publish.file = *file;
    } else if (input) {
        publish.body = PublishArguments::Body::Input;
    } else if (lines) {
        publish.body = PublishArguments::Body::Lines;
    }
}

CommandLine parsePublish(OptionReader& options)
{
    PublishArguments publish;
    const QStringList positional = options.positional();
    if (positional.size() < 2 || positional[1].isEmpty()) {
        options.fail(u"publish wants a URL and a destination."_s);
    } else {
        publish.connect = readConnectArguments(positional.first(), options);
        publish.destination = toUtf8(positional[1]);
    }
    readBody(positional, options, publish);
    publish.headers = options.headers("header"_L1);
    refuseHeaders(publish.headers,
        {{"destination", u"it is an argument"_s}, {"content-length", u"use --text or --bytes"_s},
            {"receipt", u"the console asks for its own, unless --no-receipt"_s}},
        options);
    publish.count =
        options.wholeNumber("count"_L1, 1, std::numeric_limits<qint64>::max()).value_or(1);
    publish.rate = options.positiveNumber("rate"_L1, mostPerSecond);
    if (options.has("text"_L1) && options.has("bytes"_L1))
        options.fail(u"--text and --bytes exclude each other."_s);
    if (options.has("text"_L1))
        publish.kind = Stomp::BodyKind::Text;
    else if (options.has("bytes"_L1))
        publish.kind = Stomp::BodyKind::Bytes;
    publish.receipts = !options.has("no-receipt"_L1);
    return publish;
}

CommandLine parseDoctor(OptionReader& options)
{
    DoctorArguments doctor;
    const QStringList positional = options.positional();
    if (positional.size() != 1)
        options.fail(u"doctor wants one URL."_s);
    else
        doctor.connect = readConnectArguments(positional.first(), options);
    return doctor;
}

CommandLine parseProve(OptionReader& options)
{
    ProveArguments prove;
    const QStringList positional = options.positional();
    if (positional.size() != 2 || positional[1].isEmpty()) {
        options.fail(u"prove wants a URL and one destination."_s);
    } else {
        prove.connect = readConnectArguments(positional.first(), options);
        prove.destination = toUtf8(positional[1]);
    }
    if (const auto expected = options.text("expect"_L1)) {
        if (*expected == u"queue")
            prove.expect = Stomp::ProofVerdict::Kind::Queue;
        else if (*expected == u"topic")
            prove.expect = Stomp::ProofVerdict::Kind::Topic;
        else
            options.fail(u"--expect is queue or topic."_s);
    }
    prove.sendHeaders = options.headers("send-header"_L1);
    prove.subscribeHeaders = options.headers("subscribe-header"_L1);
    for (const auto* headers : {&prove.sendHeaders, &prove.subscribeHeaders}) {
        for (const Stomp::Header& header : *headers) {
            if (header.name == "destination" || header.name == "receipt" || header.name == "ack") {
                options.fail(
                    u"%1 is set by the proof itself."_s.arg(QString::fromStdString(header.name)));
            }
        }
    }
    prove.json = options.has("json"_L1);
    prove.yes = options.has("yes"_L1);
    return prove;
}

CommandLine parseWindow(OptionReader& options)
{
    WindowArguments window;
    const QStringList positional = options.positional();
    if (!positional.isEmpty() && !positional.first().contains(u':'))
        return unknownVerb(positional.first());
    if (positional.size() > 1) {
        options.fail(u"The window opens one URL; a destination follows --subscribe."_s);
    }
    if (!positional.isEmpty()) {
        (void)readUrl(positional.first(), options);
        window.url = positional.first();
    }
    window.subscribe = options.texts("subscribe"_L1);
    window.open = options.texts("open"_L1);
    if (window.url == std::nullopt && !window.open.isEmpty() && !window.subscribe.isEmpty())
        options.fail(u"--subscribe beside --open wants the URL of a broker, or practice:."_s);
    window.transport = readTransportArguments(options);
    return window;
}

/** Qt's own options (-platform, -style, ...) are for QApplication, which takes them out. */
QStringList withoutQtOptions(const QStringList& arguments)
{
    static const QStringList withValue{u"platform"_s, u"platformpluginpath"_s, u"platformtheme"_s,
        u"plugin"_s, u"style"_s, u"stylesheet"_s, u"session"_s, u"display"_s, u"geometry"_s,
        u"qwindowgeometry"_s, u"qwindowicon"_s, u"qwindowtitle"_s};
    QStringList out;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString& argument = arguments[i];
        const qsizetype dashes = argument.startsWith(u"--") ? 2 : argument.startsWith(u'-') ? 1 : 0;
        if (dashes > 0 && argument.mid(dashes) == u"reverse")
            continue;
        if (dashes == 0 || !withValue.contains(argument.mid(dashes).section(u'=', 0, 0)))
            out << argument;
        else if (!argument.contains(u'='))
            ++i;
    }
    return out;
}

} // namespace

CommandLine parseCommandLine(const QStringList& arguments)
{
    const QStringList given = arguments.mid(1);
    const Verb verb =
        given.isEmpty() ? Verb::Window : verbFromName(given.first()).value_or(Verb::Window);
    OptionReader options(verb, verb == Verb::Window ? withoutQtOptions(given) : given.mid(1));
    if (options.has("help"_L1))
        return PrintAndExit{helpText(verb)};
    if (verb == Verb::Window && options.has("version"_L1))
        return PrintAndExit{u"stomp-console " CONSOLE_VERSION "\n"_s};
    if (!options.error().isEmpty())
        return usageError(verb, options.error());
    CommandLine parsed = verb == Verb::Listen ? parseListen(options)
        : verb == Verb::Publish               ? parsePublish(options)
        : verb == Verb::Doctor                ? parseDoctor(options)
        : verb == Verb::Prove                 ? parseProve(options)
        : verb == Verb::Broker                ? CommandLine(readBrokerArguments(options))
                                              : parseWindow(options);
    if (!options.error().isEmpty())
        return usageError(verb, options.error());
    return parsed;
}

} // namespace App
