#include "keyring.h"

#include <qt6keychain/keychain.h>

namespace Ui {
namespace {

SecretStore::Outcome outcomeOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return SecretStore::Outcome::Done;
    case QKeychain::EntryNotFound:
    case QKeychain::CouldNotDeleteEntry:
        return SecretStore::Outcome::NotFound;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return SecretStore::Outcome::Refused;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        break;
    }
    return SecretStore::Outcome::Unavailable;
}

} // namespace

KeyRing::KeyRing(const QString& service, QObject* parent)
    : SecretStore(parent),
      m_service(service.isEmpty() ? QStringLiteral("org.stompconsole.StompConsole") : service)
{ }

void KeyRing::read(const QString& key, QObject* context, Answer answer)
{
    start(new QKeychain::ReadPasswordJob(m_service), key, context, std::move(answer));
}

void KeyRing::write(const QString& key, const QByteArray& secret, QObject* context, Answer answer)
{
    auto* job = new QKeychain::WritePasswordJob(m_service);
    job->setTextData(QString::fromUtf8(secret));
    start(job, key, context, std::move(answer));
}

void KeyRing::remove(const QString& key, QObject* context, Answer answer)
{
    start(new QKeychain::DeletePasswordJob(m_service), key, context, std::move(answer));
}

void KeyRing::start(QKeychain::Job* job, const QString& key, QObject* context, Answer answer)
{
    // Without a parent: the backend holds the job until it answers, and it deletes itself then.
    job->setKey(key);
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    connect(
        job, &QKeychain::Job::finished, context,
        [answer = std::move(answer)](QKeychain::Job* done) {
            Result result{outcomeOf(done->error()), {}, done->errorString()};
            if (const auto* reading = qobject_cast<QKeychain::ReadPasswordJob*>(done))
                result.secret = reading->textData().toUtf8();
            answer(result);
        },
        Qt::DirectConnection);
    // From the event loop: a backend may answer at once.
    QMetaObject::invokeMethod(
        job, [job] { job->start(); }, Qt::QueuedConnection);
}

} // namespace Ui
