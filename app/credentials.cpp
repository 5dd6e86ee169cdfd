#include "credentials.h"

#include "terminal.h"

#include <QFile>

#include <unistd.h>

namespace App {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestPassword = 64 * 1024;

QString readFirstLine(const QString& path, std::string& line)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return u"Cannot read the password file %1: %2."_s.arg(path, file.errorString());
    QByteArray read = file.readLine(longestPassword);
    if (read.endsWith('\n'))
        read.chop(1);
    if (read.endsWith('\r'))
        read.chop(1);
    line.assign(read.constData(), static_cast<std::size_t>(read.size()));
    return {};
}

} // namespace

Credentials findCredentials(const ConnectArguments& connect)
{
    Credentials found;
    found.login = connect.login;
    found.transport = connect.transport;
    found.error = findTransportSecrets(found.transport);
    if (!connect.login || !found.error.isEmpty())
        return found;
    std::string password;
    if (connect.passwordFile) {
        found.error = readFirstLine(*connect.passwordFile, password);
    } else if (connect.url.password && *connect.login == connect.url.user) {
        password = *connect.url.password;
    } else if (qEnvironmentVariableIsSet("STOMP_PASSWORD")) {
        password = qgetenv("STOMP_PASSWORD").toStdString();
    } else if (isTerminal(STDIN_FILENO)) {
        const QString login = QString::fromStdString(*connect.login);
        const auto typed = askPassword(u"Password of %1: "_s.arg(login));
        if (!typed) {
            found.error = u"No password was given."_s;
            found.code = ExitCode::NotAsAsked;
        }
        password = typed.value_or(std::string());
    } else {
        found.error = u"There is no password for %1, and no terminal to ask for it on: use "
                      "--password-file or the environment variable STOMP_PASSWORD."_s.arg(
                          QString::fromStdString(*connect.login));
    }
    if (password.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
        found.error = u"The password has a line end or a NUL in it, which CONNECT cannot carry."_s;
    if (found.error.isEmpty())
        found.passcode = password;
    return found;
}

} // namespace App
