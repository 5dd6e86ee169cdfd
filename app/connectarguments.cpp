#include "connectarguments.h"

#include <algorithm>

namespace App {

using namespace Qt::StringLiterals;
using Stomp::BrokerUrl;

namespace {

/** CONNECT carries its headers unescaped, so these cannot stand in it. */
bool canStandInConnect(const std::string& text)
{
    return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos;
}

/** Headers that the session writes itself are set there, so that they stand in CONNECT once. */
void readConnectHeader(
    const Stomp::Header& header, Stomp::SessionOptions& session, OptionReader& options)
{
    if (!canStandInConnect(header.name) || !canStandInConnect(header.value)) {
        options.fail(u"--connect-header %1: CONNECT cannot carry line ends or NUL."_s.arg(
            QString::fromStdString(header.name)));
    } else if (header.name == "accept-version") {
        session.versions = Stomp::parseVersionList(header.value);
        if (session.versions.empty()
            || Stomp::formatVersionList(session.versions) != header.value) {
            options.fail(u"--connect-header accept-version wants versions from 1.0, 1.1 and 1.2, "
                         "ascending, with commas and no spaces."_s);
        }
    } else if (header.name == "heart-beat") {
        if (const auto heartBeat = Stomp::parseHeartBeat(header.value))
            session.heartBeat = *heartBeat;
        else
            options.fail(u"--connect-header heart-beat wants two numbers of milliseconds, as in "
                         "heart-beat:10000,10000."_s);
    } else if (header.name == "host") {
        session.host = header.value;
    } else if (header.name == "login") {
        options.fail(u"--connect-header cannot set login: use --login."_s);
    } else if (header.name == "passcode") {
        options.fail(
            u"--connect-header cannot set passcode: use --password-file or the environment "
            "variable STOMP_PASSWORD."_s);
    } else {
        session.headers.push_back(header);
    }
}

} // namespace

BrokerUrl readUrl(const QString& text, OptionReader& options)
{
    BrokerUrl::Parsed parsed = BrokerUrl::parse(toUtf8(text));
    if (!parsed.error.empty()) {
        // What was given is not repeated: it may hold a password.
        options.fail(
            u"This is not a broker's URL: %1."_s.arg(QString::fromStdString(parsed.error)));
        return {};
    }
    for (const BrokerUrl& one : parsed.url.alternatives) {
        if (one.scheme == BrokerUrl::Scheme::Practice)
            options.fail(u"practice: cannot stand in a failover list."_s);
    }
    return parsed.url;
}

ConnectArguments readConnectArguments(const QString& url, OptionReader& options)
{
    ConnectArguments connect;
    connect.url = readUrl(url, options);
    const std::vector<BrokerUrl>& several = connect.url.alternatives;
    const auto namesVhost = [](const BrokerUrl& one) {
        return one.vhost.has_value();
    };
    // The broker family is not known yet: "/" is RabbitMQ's default, and the others ignore it.
    if (std::none_of(several.begin(), several.end(), namesVhost))
        connect.session.host = connect.url.vhost.value_or("/");
    for (const Stomp::Header& header : options.headers("connect-header"_L1)) {
        readConnectHeader(header, connect.session, options);
        connect.secretOnCommandLine |= Stomp::isSecretHeader(header.name);
    }
    if (const auto vhost = options.text("vhost"_L1))
        connect.session.host = toUtf8(*vhost);
    connect.transport = readTransportArguments(options);
    connect.secretOnCommandLine |= connect.transport.secretOnCommandLine;
    connect.secretOnCommandLine |= connect.url.password.has_value()
        || std::any_of(several.begin(), several.end(),
            [](const BrokerUrl& one) { return one.password.has_value(); });
    if (connect.url.password && connect.url.user.empty())
        options.fail(u"The URL has a password without a user."_s);
    if (!connect.url.user.empty())
        connect.login = connect.url.user;
    if (const auto login = options.text("login"_L1))
        connect.login = toUtf8(*login);
    if (!canStandInConnect(connect.session.host) || !canStandInConnect(connect.login.value_or("")))
        options.fail(u"CONNECT cannot carry line ends in --login and --vhost."_s);
    connect.session.escapeCredentials = options.has("escape-credentials"_L1);
    connect.passwordFile = options.text("password-file"_L1);
    if (connect.passwordFile && !connect.login)
        options.fail(u"--password-file wants --login (or a user in the URL)."_s);
    return connect;
}

} // namespace App
