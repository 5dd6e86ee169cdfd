#include "connectwarnings.h"

#include <algorithm>
#include <string_view>

namespace Ui {
namespace {

/** Headers that CONNECT gets from the form's fields; they go out first, and the first counts. */
std::vector<std::string_view> headersOfFields(const Stomp::ConnectDraft& draft)
{
    std::vector<std::string_view> names;
    if (draft.versions != std::vector{Stomp::Version::V10})
        names = {"accept-version", "host", "heart-beat"};
    if (!draft.login.empty())
        names.emplace_back("login");
    if (!draft.passcode.empty())
        names.emplace_back("passcode");
    return names;
}

} // namespace

std::vector<Stomp::Warning> connectWarnings(
    const ConnectionProfile& profile, const QString& password)
{
    if (profile.isPractice())
        return {};
    const std::string login = profile.login.toStdString();
    const std::string passcode = password.toStdString();
    const std::string tcpHost = profile.host.toStdString();
    const std::string vhost = profile.vhost.value_or(QString()).toStdString();
    Stomp::ConnectDraft draft;
    draft.login = login;
    draft.passcode = passcode;
    draft.escapesCredentials = profile.escapesCredentials;
    draft.tcpHost = tcpHost;
    if (profile.vhost)
        draft.vhost = vhost;
    draft.versions = profile.versions;
    draft.heartBeat = profile.heartBeat;
    draft.headers = profile.headers;
    std::vector<Stomp::Warning> warnings = Stomp::lintConnect(profile.expectedDialect(), draft);
    const std::vector<std::string_view> ours = headersOfFields(draft);
    for (const Stomp::Header& header : profile.headers) {
        if (std::find(ours.begin(), ours.end(), header.name) == ours.end())
            continue;
        warnings.push_back({"header-twice", "CONNECT will carry " + header.name + " twice.",
            "The console writes it from the form's fields, before the headers; brokers take the "
            "first of two.",
            "Use the field, and take the header away."});
    }
    return warnings;
}

} // namespace Ui
