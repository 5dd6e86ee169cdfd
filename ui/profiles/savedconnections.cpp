#include "savedconnections.h"

namespace Ui {

SavedConnections::SavedConnections(ProfileStore& store, SecretStore& ring, QObject* parent)
    : QObject(parent), m_store(store), m_ring(ring)
{ }

void SavedConnections::fetchSecrets(const ConnectionProfile& profile, QObject* context, Found found)
{
    m_ring.read(
        profile.id, context, [this, found = std::move(found)](const SecretStore::Result& result) {
            note(result);
            const bool isThere = result.outcome == SecretStore::Outcome::Done;
            found(isThere ? Secrets::fromBytes(result.secret) : std::nullopt);
        });
}

QString SavedConnections::save(ConnectionProfile profile, Secrets secrets)
{
    const Secrets inFields = takeSecrets(profile);
    secrets.path = inFields.path;
    secrets.headers = inFields.headers;
    secrets.httpHeaders = inFields.httpHeaders;
    const auto before = m_store.profile(profile.id);
    const QString id = m_store.save(profile);
    if (id.isEmpty())
        return id;
    const auto answered = [this](const SecretStore::Result& result) {
        note(result);
    };
    const bool hadSome = before && before->keepsSecrets;
    if (!profile.keepsSecrets) {
        if (hadSome)
            m_ring.remove(id, this, answered);
    } else if (!secrets.isEmpty() && !hadSome) {
        m_ring.write(id, secrets.toBytes(), this, answered);
    } else if (!secrets.isEmpty()) {
        // A field that was left empty keeps what is there.
        profile.id = id;
        fetchSecrets(profile, this, [=, this](const std::optional<Secrets>& known) {
            const Secrets all = secrets.over(known.value_or(Secrets()));
            m_ring.write(id, all.toBytes(), this, answered);
        });
    }
    return id;
}

void SavedConnections::remove(const QString& id)
{
    const auto profile = m_store.profile(id);
    if (!profile || !m_store.remove(id) || !profile->keepsSecrets)
        return;
    m_ring.remove(id, this, [this](const SecretStore::Result& result) { note(result); });
}

void SavedConnections::note(const SecretStore::Result& result)
{
    if (result.outcome != SecretStore::Outcome::Unavailable || m_isRingMissing)
        return;
    m_isRingMissing = true;
    Q_EMIT ringMissing(result.detail);
}

} // namespace Ui
