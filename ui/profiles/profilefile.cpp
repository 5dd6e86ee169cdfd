#include "profilefile.h"

#include "profilejson.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace Ui {
namespace {

constexpr QLatin1StringView formatKey("format");
constexpr QLatin1StringView versionKey("version");
constexpr QLatin1StringView connectionsKey("connections");
constexpr QLatin1StringView recentKey("recent");

QString formatName()
{
    return QStringLiteral("stomp-console-connections");
}

QString tr(const char* text)
{
    return QCoreApplication::translate("Ui::ProfileFile", text);
}

} // namespace

QString ProfileFile::read(const QByteArray& text)
{
    QJsonParseError error;
    const QJsonObject whole = QJsonDocument::fromJson(text, &error).object();
    if (error.error != QJsonParseError::NoError) {
        return tr("The file is damaged: it is no JSON (%1, at byte %2).")
            .arg(error.errorString())
            .arg(error.offset);
    }
    if (whole.value(formatKey).toString() != formatName())
        return tr("The file holds no connections of STOMP Console.");
    const int version = whole.value(versionKey).toInt();
    if (version > currentVersion) {
        return tr("A newer STOMP Console wrote this file (version %1; this one reads up to %2).")
            .arg(version)
            .arg(currentVersion);
    }
    if (version < 1)
        return tr("The file does not say which version it is.");
    m_whole = whole;
    m_profiles.clear();
    m_known.clear();
    m_recent.clear();
    for (const QJsonValue& value : whole.value(connectionsKey).toArray()) {
        const auto profile = profileFromJson(value.toObject());
        if (!profile)
            return tr("A connection in the file is of a kind that is not known here.");
        m_profiles.append(*profile);
        m_known.insert(profile->id, value.toObject());
    }
    for (const QJsonValue& value : whole.value(recentKey).toArray())
        m_recent.append(value.toString());
    return {};
}

QByteArray ProfileFile::write() const
{
    QJsonObject whole = m_whole;
    whole.insert(formatKey, formatName());
    whole.insert(versionKey, currentVersion);
    QJsonArray connections;
    for (const ConnectionProfile& profile : m_profiles)
        connections.append(toJson(profile, m_known.value(profile.id)));
    whole.insert(connectionsKey, connections);
    if (m_recent.isEmpty())
        whole.remove(recentKey);
    else
        whole.insert(recentKey, QJsonArray::fromStringList(m_recent));
    return QJsonDocument(whole).toJson();
}

} // namespace Ui
