#pragma once

#include "secretstore.h"

namespace QKeychain {
class Job;
}

namespace Ui {

/** The desktop's own key ring, through QtKeychain; never its plaintext fallback. */
class KeyRing : public SecretStore
{
    Q_OBJECT

public:
    /** Under the console's name, unless a test gives another. */
    explicit KeyRing(const QString& service = {}, QObject* parent = nullptr);

    void read(const QString& key, QObject* context, Answer answer) override;
    void write(
        const QString& key, const QByteArray& secret, QObject* context, Answer answer) override;
    void remove(const QString& key, QObject* context, Answer answer) override;

private:
    void start(QKeychain::Job* job, const QString& key, QObject* context, Answer answer);

    QString m_service;
};

} // namespace Ui
