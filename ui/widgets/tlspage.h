#pragma once

#include <ui/profiles/connectionprofile.h>
#include <ui/profiles/secrets.h>

#include <QWidget>

class QLineEdit;

namespace Ui {

class FileEdit;

/** The fields of TLS: whom to trust, who we are, and the one certificate accepted in any case. */
class TlsPage : public QWidget
{
    Q_OBJECT

public:
    explicit TlsPage(QWidget* parent = nullptr);

    void setProfile(const ConnectionProfile& profile);
    void apply(ConnectionProfile& profile, Secrets& secrets) const;
    void setSecrets(const Secrets& secrets);
    void setFingerprint(const QString& hex);
    /** What is missing or wrong; empty when it can be tried. */
    [[nodiscard]] QString complaint() const;

private:
    FileEdit* m_ca;
    FileEdit* m_certificate;
    FileEdit* m_key;
    QLineEdit* m_passphrase;
    QLineEdit* m_serverName;
    QLineEdit* m_fingerprint;
};

} // namespace Ui
