#pragma once

#include "profilestore.h"
#include "secrets.h"
#include "secretstore.h"

namespace Ui {

/**
 * The saved connections together with their secrets: the store's file for the one, the key ring for
 * the other. Where there is no key ring it says so once, and secrets are asked for each time; they
 * go nowhere else.
 */
class SavedConnections : public QObject
{
    Q_OBJECT

public:
    /** Both outlive it. */
    SavedConnections(ProfileStore& store, SecretStore& ring, QObject* parent = nullptr);

    [[nodiscard]] ProfileStore& store() { return m_store; }
    /** Whether a key ring has failed to work since the start. */
    [[nodiscard]] bool isRingMissing() const { return m_isRingMissing; }

    using Found = std::function<void(const std::optional<Secrets>&)>;
    /** Of a profile that keeps some. Later, as SecretStore answers; nothing where it has none. */
    void fetchSecrets(const ConnectionProfile& profile, QObject* context, Found found);
    /** Saves the profile, without its secrets; those go to the key ring if it keeps them, and are
     * removed from there if it does not. What has no value in secrets stays as it is there. Its id;
     * empty when it was not saved. */
    QString save(ConnectionProfile profile, Secrets secrets);
    void remove(const QString& id);

Q_SIGNALS:
    /** At most once: there is no key ring, in its own words. */
    void ringMissing(const QString& detail);

private:
    void note(const SecretStore::Result& result);

    ProfileStore& m_store;
    SecretStore& m_ring;
    bool m_isRingMissing = false;
};

} // namespace Ui
