#include "settings.h"

#include "profilejson.h"
#include "settingswriter.h"

#include <QJsonDocument>
#include <QStandardPaths>

#include <algorithm>

namespace Ui {
namespace {

QString defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::ConfigLocation)
        + QStringLiteral("/stomp-console/stomp-console.ini");
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

/** The fields of the last connection as version 1 kept them. */
std::optional<ConnectionProfile> lastProfileOfVersion1(const QSettings& settings)
{
    const auto value = [&settings](const char* key) {
        return settings.value(QStringLiteral("connection/") + QLatin1StringView(key));
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

QString lastConnectionKey()
{
    return QStringLiteral("lastConnection");
}

QString lastSessionsKey()
{
    return QStringLiteral("lastSessions");
}

QString text(const QJsonDocument& document)
{
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

QJsonDocument parsed(const QVariant& value)
{
    return QJsonDocument::fromJson(value.toString().toUtf8());
}

} // namespace

Settings::Settings(const QString& path)
    : m_settings(path.isEmpty() ? defaultPath() : path, QSettings::IniFormat)
{
    new SettingsWriter(m_settings);
    migrate();
}

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

bool Settings::isShapeWatchOn() const
{
    return m_settings.value(QStringLiteral("shapeWatch"), true).toBool();
}

void Settings::setShapeWatchOn(bool on)
{
    write(QStringLiteral("shapeWatch"), on);
}

QString Settings::timeReading() const
{
    return m_settings.value(QStringLiteral("timeReading")).toString();
}

void Settings::setTimeReading(const QString& key)
{
    write(QStringLiteral("timeReading"), key);
}

QList<SavedColourRule> Settings::colourRules() const
{
    return colourRulesFromJson(parsed(m_settings.value(QStringLiteral("colourRules"))).array());
}

void Settings::setColourRules(const QList<SavedColourRule>& rules)
{
    write(QStringLiteral("colourRules"), text(QJsonDocument(toJson(rules))));
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
    return profileFromJson(parsed(m_settings.value(lastConnectionKey())).object());
}

void Settings::setLastProfile(const ConnectionProfile& profile)
{
    write(lastConnectionKey(), text(QJsonDocument(toJson(profile))));
}

RestoreChoice Settings::restoreChoice() const
{
    const QString name = m_settings.value(QStringLiteral("restore")).toString();
    if (name == QLatin1StringView("always"))
        return RestoreChoice::Always;
    return name == QLatin1StringView("never") ? RestoreChoice::Never : RestoreChoice::Ask;
}

void Settings::setRestoreChoice(RestoreChoice choice)
{
    write(QStringLiteral("restore"),
        choice == RestoreChoice::Always      ? QStringLiteral("always")
            : choice == RestoreChoice::Never ? QStringLiteral("never")
                                             : QStringLiteral("ask"));
}

MessageKeeping Settings::messageKeeping() const
{
    MessageKeeping keeping;
    bool isNumber = false;
    const quint64 bytes =
        m_settings.value(QStringLiteral("keeping/memoryBytes")).toULongLong(&isNumber);
    if (isNumber)
        keeping.memoryBytes = std::max(bytes, MessageKeeping::leastBytes);
    keeping.everything = m_settings.value(QStringLiteral("keeping/everything")).toBool();
    return keeping;
}

void Settings::setMessageKeeping(const MessageKeeping& keeping)
{
    write(QStringLiteral("keeping/memoryBytes"), keeping.memoryBytes);
    write(QStringLiteral("keeping/everything"), keeping.everything);
}

QList<SavedSession> Settings::lastSessions() const
{
    return sessionsFromJson(parsed(m_settings.value(lastSessionsKey())).array());
}

void Settings::setLastSessions(const QList<SavedSession>& sessions)
{
    write(lastSessionsKey(), text(QJsonDocument(toJson(sessions))));
}

QStringList Settings::filterHistory() const
{
    return m_settings.value(QStringLiteral("filterHistory")).toStringList();
}

void Settings::setFilterHistory(const QStringList& history)
{
    write(QStringLiteral("filterHistory"), history);
}

QList<SavedFilter> Settings::savedFilters() const
{
    return filtersFromJson(parsed(m_settings.value(QStringLiteral("savedFilters"))).array());
}

void Settings::setSavedFilters(const QList<SavedFilter>& filters)
{
    write(QStringLiteral("savedFilters"), text(QJsonDocument(toJson(filters))));
}

QList<ColumnSet> Settings::columnSets() const
{
    return columnSetsFromJson(parsed(m_settings.value(QStringLiteral("columns"))).array());
}

void Settings::setColumnSets(const QList<ColumnSet>& sets)
{
    write(QStringLiteral("columns"),
        text(QJsonDocument(toJson(sets.first(qMin(sets.size(), keptColumnSets))))));
}

void Settings::migrate()
{
    // Version 1 had a group of its own for the last connection; 2 has it as JSON, with all fields.
    if (!m_settings.contains(QStringLiteral("version")) || version() != 1)
        return;
    const auto last = lastProfileOfVersion1(m_settings);
    m_settings.setValue(QStringLiteral("version"), currentVersion);
    if (last)
        setLastProfile(*last);
    m_settings.remove(QStringLiteral("connection"));
}

void Settings::write(const QString& key, const QVariant& value)
{
    if (!isWritable())
        return;
    if (!m_settings.contains(QStringLiteral("version")))
        m_settings.setValue(QStringLiteral("version"), currentVersion);
    m_settings.setValue(key, value);
    m_settings.findChild<SettingsWriter*>()->expect();
}

} // namespace Ui
