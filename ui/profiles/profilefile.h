#pragma once

#include "connectionprofile.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace Ui {

/**
 * The JSON form of saved connections: the store's own file and what is exported, with a version.
 * Never a secret. What it does not know in a file of its version stays as it was. A value; pure.
 */
class ProfileFile
{
public:
    static constexpr int currentVersion = 1;

    /** What is wrong with the text, for the user; empty when it was read. */
    [[nodiscard]] QString read(const QByteArray& text);
    [[nodiscard]] QByteArray write() const;

    [[nodiscard]] const QList<ConnectionProfile>& profiles() const { return m_profiles; }
    /** In this order. */
    void setProfiles(const QList<ConnectionProfile>& profiles) { m_profiles = profiles; }

    /** Ids, the one used last first. */
    [[nodiscard]] const QStringList& recent() const { return m_recent; }
    void setRecent(const QStringList& ids) { m_recent = ids; }

private:
    QList<ConnectionProfile> m_profiles;
    QStringList m_recent;
    QJsonObject m_whole; //!< as read
    QHash<QString, QJsonObject> m_known; //!< by id, as read
};

} // namespace Ui
