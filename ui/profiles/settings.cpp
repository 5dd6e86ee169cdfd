#include "settings.h"

#include <QStandardPaths>

namespace Ui {
namespace {

QString defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::ConfigLocation)
        + QStringLiteral("/stomp-console/stomp-console.ini");
}

QStringList toStrings(const std::vector<Stomp::Header>& headers)
{
    QStringList lines;
    for (const Stomp::Header& header : headers) {
        if (!Stomp::isSecretHeader(header.name)) {
            lines.append(
                QString::fromStdString(header.name) + u':' + QString::fromStdString(header.value));
        }
    }
    return lines;
}

std::vector<Stomp::Header> toHeaders(const QStringList& lines)
{
    std::vector<Stomp::Header> headers;
    for (const QString& line : lines) {
        const qsizetype colon = line.indexOf(u':');
        if (colon > 0)
            headers.push_back(
                {line.first(colon).toStdString(), line.sliced(colon + 1).toStdString()});
    }
    return headers;
}

} // namespace

Settings::Settings(const QString& path)
    : m_settings(path.isEmpty() ? defaultPath() : path, QSettings::IniFormat)
{ }

int Settings::version() const
{
    return m_settings.value(QStringLiteral("version"), currentVersion).toInt();
}

QByteArray Settings::windowGeometry() const
{
    return m_settings.value(QStringLiteral("window/geometry")).toByteArray();
}

QByteArray Settings::windowState() const
{
    return m_settings.value(QStringLiteral("window/state")).toByteArray();
}

void Settings::setWindow(const QByteArray& geometry, const QByteArray& state)
{
    write(QStringLiteral("window/geometry"), geometry);
    write(QStringLiteral("window/state"), state);
}

ThemeChoice Settings::theme() const
{
    const QString name = m_settings.value(QStringLiteral("theme")).toString();
    if (name == QLatin1StringView("light"))
        return ThemeChoice::Light;
    return name == QLatin1StringView("dark") ? ThemeChoice::Dark : ThemeChoice::System;
}

void Settings::setTheme(ThemeChoice theme)
{
    write(QStringLiteral("theme"),
        theme == ThemeChoice::Light      ? QStringLiteral("light")
            : theme == ThemeChoice::Dark ? QStringLiteral("dark")
                                         : QStringLiteral("system"));
}

bool Settings::isWelcomed() const
{
    return m_settings.value(QStringLiteral("welcomed")).toBool();
}

void Settings::setWelcomed()
{
    write(QStringLiteral("welcomed"), true);
}

QStringList Settings::recentDestinations() const
{
    return m_settings.value(QStringLiteral("destinations")).toStringList();
}

void Settings::rememberDestination(const QString& destination)
{
    QStringList all = recentDestinations();
    all.removeAll(destination);
    all.prepend(destination);
    write(QStringLiteral("destinations"), all.first(qMin(all.size(), keptDestinations)));
}

QStringList Settings::publishedDestinations() const
{
    return m_settings.value(QStringLiteral("published")).toStringList();
}

void Settings::setPublishedDestinations(const QStringList& destinations)
{
    write(QStringLiteral("published"), destinations);
}

std::optional<ConnectionProfile> Settings::lastProfile() const
{
    const auto value = [this](const char* key) {
        return m_settings.value(QStringLiteral("connection/") + QLatin1StringView(key));
    };
    const auto preset = presetFromKey(value("preset").toString());
    if (!preset)
        return std::nullopt;
    ConnectionProfile profile = ConnectionProfile::forPreset(*preset);
    if (*preset == Preset::Practice)
        return profile;
    profile.name = value("name").toString();
    profile.scheme = Stomp::BrokerUrl::Scheme::Stomp;
    profile.host = value("host").toString();
    profile.port = static_cast<quint16>(value("port").toUInt());
    profile.login = value("login").toString();
    profile.vhost.reset();
    if (value("vhost").isValid())
        profile.vhost = value("vhost").toString();
    profile.headers = toHeaders(value("headers").toStringList());
    const auto versions = Stomp::parseVersionList(value("versions").toString().toStdString());
    if (!versions.empty())
        profile.versions = versions;
    if (const auto beat = Stomp::parseHeartBeat(value("heart-beat").toString().toStdString()))
        profile.heartBeat = *beat;
    return profile;
}

void Settings::setLastProfile(const ConnectionProfile& profile)
{
    const auto put = [this](const char* key, const QVariant& value) {
        write(QStringLiteral("connection/") + QLatin1StringView(key), value);
    };
    if (isWritable())
        m_settings.remove(QStringLiteral("connection"));
    put("preset", toKey(profile.preset));
    if (profile.isPractice())
        return;
    put("name", profile.name);
    put("host", profile.host);
    put("port", profile.port);
    put("login", profile.login);
    if (profile.vhost)
        put("vhost", *profile.vhost);
    put("headers", toStrings(profile.headers));
    put("versions", QString::fromStdString(Stomp::formatVersionList(profile.versions)));
    put("heart-beat", QString::fromStdString(Stomp::format(profile.heartBeat)));
}

void Settings::write(const QString& key, const QVariant& value)
{
    if (!isWritable())
        return;
    if (!m_settings.contains(QStringLiteral("version")))
        m_settings.setValue(QStringLiteral("version"), currentVersion);
    m_settings.setValue(key, value);
}

} // namespace Ui
