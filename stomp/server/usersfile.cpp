#include "usersfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QStringList>

#include <algorithm>

namespace Stomp {

namespace {

constexpr qint64 s_longestFile = 4 * 1024 * 1024;

QString tr(const char* text)
{
    return QCoreApplication::translate("Stomp::UsersFile", text);
}

using Patterns = std::optional<std::vector<std::string>>;

/** The error, or nothing. */
QString readPatterns(const QString& text, Patterns& patterns)
{
    if (text.isEmpty())
        return {};
    patterns.emplace();
    if (text == u"-")
        return {};
    const QStringList parts = text.split(u',');
    for (const QString& part : parts) {
        const QString pattern = part.trimmed();
        const bool isDestination =
            pattern.startsWith(u"/queue/") || pattern.startsWith(u"/topic/") || pattern == u">";
        if (!isDestination)
            return tr("\"%1\" is no pattern of destinations: it begins with /queue/ or /topic/, or "
                      "is > for everything, or - for nothing")
                .arg(pattern);
        patterns->push_back(pattern.toStdString());
    }
    return {};
}

/** The error, or nothing. */
QString readLine(const QString& line, std::vector<BrokerUser>& users)
{
    const QStringList parts = line.split(u':');
    if (parts.size() < 2 || parts.size() > 4 || parts[0].isEmpty() || parts[1].isEmpty())
        return tr("this is not name:password, name:password:READ or name:password:READ:WRITE, with "
                  "neither the name nor the password empty");
    BrokerUser user;
    user.login = parts[0].toStdString();
    user.passcode = parts[1].toStdString();
    if (std::ranges::any_of(
            users, [&](const BrokerUser& other) { return other.login == user.login; }))
        return tr("there is a user %1 already").arg(parts[0]);
    if (const QString error = readPatterns(parts.value(2), user.mayRead); !error.isEmpty())
        return error;
    if (const QString error = readPatterns(parts.value(3), user.mayWrite); !error.isEmpty())
        return error;
    users.push_back(std::move(user));
    return {};
}

bool canOthersRead(const QString& path)
{
    return QFileInfo(path).permissions() & (QFile::ReadOther | QFile::ReadGroup);
}

QByteArray readAll(const QString& path, QString& error)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        error = tr("%1 cannot be read: %2.").arg(path, file.errorString());
    else if (file.size() > s_longestFile)
        error = tr("%1 is too large for a file of users.").arg(path);
    return error.isEmpty() ? file.readAll() : QByteArray();
}

} // namespace

UsersFile UsersFile::read(const QString& path)
{
    UsersFile file;
    const QList<QByteArray> lines = readAll(path, file.error).split('\n');
    if (!file.error.isEmpty())
        return file;
    file.othersCanRead = canOthersRead(path);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QString line = QString::fromUtf8(lines[i]);
        if (line.endsWith(u'\r'))
            line.chop(1);
        if (line.trimmed().isEmpty() || line.startsWith(u'#'))
            continue;
        // The line is not quoted: it has a password.
        if (const QString error = readLine(line, file.users); !error.isEmpty()) {
            file.error = tr("%1, line %2: %3.").arg(path).arg(i + 1).arg(error);
            file.users.clear();
            return file;
        }
    }
    if (file.users.empty())
        file.error = tr("%1 has no users. Each is a line name:password.").arg(path);
    return file;
}

UsersFile userWithPasswordFile(const QString& name, const QString& path)
{
    UsersFile file;
    const QByteArray bytes = readAll(path, file.error);
    if (!file.error.isEmpty())
        return file;
    QByteArray password = bytes.left(bytes.indexOf('\n'));
    if (password.endsWith('\r'))
        password.chop(1);
    if (password.isEmpty()) {
        file.error =
            tr("The first line of %1 is empty: it should be the password of %2.").arg(path, name);
        return file;
    }
    file.othersCanRead = canOthersRead(path);
    BrokerUser user;
    user.login = name.toStdString();
    user.passcode = password.toStdString();
    file.users.push_back(std::move(user));
    return file;
}

} // namespace Stomp
