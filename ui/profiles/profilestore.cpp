#include "profilestore.h"

#include "profilefile.h"
#include "secrets.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>

namespace Ui {
namespace {

QString defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::ConfigLocation)
        + QStringLiteral("/stomp-console/connections.json");
}

qsizetype indexOf(const QList<ConnectionProfile>& profiles, const QString& id)
{
    const auto found = std::find_if(profiles.cbegin(), profiles.cend(),
        [&id](const ConnectionProfile& one) { return one.id == id; });
    return found == profiles.cend() ? -1 : found - profiles.cbegin();
}

} // namespace

ProfileStore::ProfileStore(const QString& path, QObject* parent)
    : QObject(parent), m_path(path.isEmpty() ? defaultPath() : path)
{
    reload();
}

QString ProfileStore::newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

bool ProfileStore::readFile(ProfileFile& file)
{
    QFile device(m_path);
    m_problem.clear();
    if (!device.exists())
        return true;
    if (device.open(QIODevice::ReadOnly))
        m_problem = file.read(device.readAll());
    else
        m_problem = device.errorString();
    if (m_problem.isEmpty())
        return true;
    m_problem = tr("The saved connections cannot be read: %1 Nothing is written to %2.")
                    .arg(m_problem, QDir::toNativeSeparators(m_path));
    return false;
}

void ProfileStore::reload()
{
    ProfileFile file;
    const bool isRead = readFile(file);
    m_profiles = isRead ? file.profiles() : QList<ConnectionProfile>();
    m_recent = isRead ? file.recent() : QStringList();
    Q_EMIT changed();
}

bool ProfileStore::change(const std::function<bool(QList<ConnectionProfile>&, QStringList&)>& edit)
{
    ProfileFile file;
    bool isKept = readFile(file);
    if (isKept) {
        QList<ConnectionProfile> profiles = file.profiles();
        QStringList recent = file.recent();
        isKept = edit(profiles, recent);
        if (isKept) {
            recent.removeIf([&profiles](const QString& id) { return indexOf(profiles, id) < 0; });
            file.setProfiles(profiles);
            file.setRecent(recent.first(qMin(recent.size(), keptRecent)));
            QSaveFile device(m_path);
            const QByteArray text = file.write();
            isKept = QDir().mkpath(QFileInfo(m_path).path()) && device.open(QIODevice::WriteOnly)
                && device.write(text) == text.size() && device.commit();
            if (!isKept) {
                m_problem = tr("The saved connections cannot be written to %1: %2")
                                .arg(QDir::toNativeSeparators(m_path), device.errorString());
            }
        }
        m_profiles = isKept ? file.profiles() : m_profiles;
        m_recent = isKept ? file.recent() : m_recent;
    }
    Q_EMIT changed();
    return isKept;
}

std::optional<ConnectionProfile> ProfileStore::profile(const QString& id) const
{
    const qsizetype index = indexOf(m_profiles, id);
    return index < 0 ? std::nullopt : std::optional(m_profiles.at(index));
}

QStringList ProfileStore::groups() const
{
    QStringList groups;
    for (const ConnectionProfile& one : m_profiles) {
        if (!one.group.isEmpty() && !groups.contains(one.group))
            groups.append(one.group);
    }
    std::sort(groups.begin(), groups.end(),
        [](const QString& a, const QString& b) { return QString::localeAwareCompare(a, b) < 0; });
    return groups;
}

QList<ConnectionProfile> ProfileStore::recent() const
{
    QList<ConnectionProfile> all;
    for (const QString& id : m_recent) {
        if (const auto known = profile(id))
            all.append(*known);
    }
    return all;
}

QString ProfileStore::save(ConnectionProfile profile)
{
    (void)takeSecrets(profile);
    if (profile.id.isEmpty())
        profile.id = newId();
    const bool isKept = change([&profile](QList<ConnectionProfile>& profiles, QStringList&) {
        const qsizetype index = indexOf(profiles, profile.id);
        if (index < 0)
            profiles.append(profile);
        else
            profiles[index] = profile;
        return true;
    });
    return isKept ? profile.id : QString();
}

QString ProfileStore::duplicate(const QString& id, const QString& name)
{
    const QString copyId = newId();
    const bool isKept = change([&](QList<ConnectionProfile>& profiles, QStringList&) {
        const qsizetype index = indexOf(profiles, id);
        if (index < 0)
            return false;
        ConnectionProfile copy = profiles.at(index);
        copy.id = copyId;
        copy.name = name;
        copy.keepsSecrets = false; // they are under the original's id
        profiles.insert(index + 1, copy);
        return true;
    });
    return isKept ? copyId : QString();
}

bool ProfileStore::rename(const QString& id, const QString& name)
{
    return change([&](QList<ConnectionProfile>& profiles, QStringList&) {
        const qsizetype index = indexOf(profiles, id);
        if (index >= 0)
            profiles[index].name = name;
        return index >= 0;
    });
}

bool ProfileStore::remove(const QString& id)
{
    return change([&id](QList<ConnectionProfile>& profiles, QStringList&) {
        return profiles.removeIf([&id](const ConnectionProfile& one) { return one.id == id; }) > 0;
    });
}

bool ProfileStore::move(const QString& id, const QString& before, const QString& group)
{
    return change([&](QList<ConnectionProfile>& profiles, QStringList&) {
        const qsizetype index = indexOf(profiles, id);
        if (index < 0 || id == before)
            return false;
        ConnectionProfile moved = profiles.takeAt(index);
        moved.group = group;
        const qsizetype place = indexOf(profiles, before);
        profiles.insert(place < 0 ? profiles.size() : place, moved);
        return true;
    });
}

bool ProfileStore::markUsed(const QString& id)
{
    return change([&id](QList<ConnectionProfile>& profiles, QStringList& recent) {
        if (indexOf(profiles, id) < 0)
            return false;
        recent.removeAll(id);
        recent.prepend(id);
        return true;
    });
}

QByteArray ProfileStore::exported(const QStringList& ids) const
{
    QList<ConnectionProfile> chosen = m_profiles;
    for (ConnectionProfile& one : chosen)
        one.keepsSecrets = false; // not in the key ring of whoever imports it
    if (!ids.isEmpty())
        chosen.removeIf([&ids](const ConnectionProfile& one) { return !ids.contains(one.id); });
    ProfileFile file;
    file.setProfiles(chosen);
    return file.write();
}

ProfileStore::Imported ProfileStore::import(const QByteArray& text)
{
    Imported result;
    ProfileFile incoming;
    result.problem = incoming.read(text);
    if (!result.problem.isEmpty())
        return result;
    const bool isKept = change([&](QList<ConnectionProfile>& profiles, QStringList&) {
        for (ConnectionProfile one : incoming.profiles()) {
            (void)takeSecrets(one); // somebody may have written them in by hand
            const qsizetype index = indexOf(profiles, one.id);
            one.keepsSecrets = index >= 0 && profiles.at(index).keepsSecrets;
            if (index >= 0 && profiles.at(index) == one) {
                ++result.known;
                continue;
            }
            if (index >= 0 || one.id.isEmpty())
                one.id = newId();
            one.keepsSecrets = false;
            profiles.append(one);
            ++result.added;
        }
        return true;
    });
    if (!isKept)
        result = {0, 0, m_problem};
    return result;
}

} // namespace Ui
