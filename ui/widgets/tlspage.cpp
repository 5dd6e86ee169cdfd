#include "tlspage.h"

#include "fileedit.h"
#include "formrows.h"
#include "passwordedit.h"

#include <QFileInfo>
#include <QFormLayout>
#include <QRegularExpression>

namespace Ui {
namespace {

/** Hex digits only: fingerprints are copied with colons or spaces in them. */
QString digitsOf(const QString& text)
{
    static const QRegularExpression between(QStringLiteral("[\\s:]+"));
    return QString(text).remove(between).toLower();
}

} // namespace

TlsPage::TlsPage(QWidget* parent)
    : QWidget(parent), m_ca(new FileEdit(tr("Authorities to trust"),
                           tr("Certificates (*.pem *.crt *.cer);;All files (*)"), this)),
      m_certificate(new FileEdit(
          tr("Client certificate"), tr("Certificates (*.pem *.crt *.cer);;All files (*)"), this)),
      m_key(new FileEdit(tr("Private key"), tr("Keys (*.pem *.key);;All files (*)"), this)),
      m_passphrase(new PasswordEdit(this)), m_serverName(new QLineEdit(this)),
      m_fingerprint(new QLineEdit(this))
{
    m_ca->edit()->setObjectName(QStringLiteral("caFile"));
    m_ca->edit()->setPlaceholderText(tr("this computer's"));
    m_certificate->edit()->setObjectName(QStringLiteral("certificateFile"));
    m_certificate->edit()->setPlaceholderText(tr("none, unless the broker asks for one"));
    m_key->edit()->setObjectName(QStringLiteral("keyFile"));
    m_passphrase->setObjectName(QStringLiteral("keyPassphrase"));
    m_serverName->setObjectName(QStringLiteral("serverName"));
    m_serverName->setPlaceholderText(tr("the same as the host"));
    m_fingerprint->setObjectName(QStringLiteral("fingerprint"));
    m_fingerprint->setPlaceholderText(tr("SHA-256 of one certificate to accept in any case"));
    m_fingerprint->setClearButtonEnabled(true);
    QFormLayout* form = makeForm(this);
    form->addRow(tr("&Authorities"), m_ca);
    form->addRow(tr("Client &certificate"), m_certificate);
    form->addRow(tr("Private &key"), m_key);
    form->addRow(tr("Key's passph&rase"), m_passphrase);
    form->addRow(tr("Server &name"), m_serverName);
    form->addRow(tr("Accepted &fingerprint"), m_fingerprint);
}

void TlsPage::setProfile(const ConnectionProfile& profile)
{
    m_ca->setPath(profile.tls.caFile);
    m_certificate->setPath(profile.tls.certificateFile);
    m_key->setPath(profile.tls.keyFile);
    m_passphrase->clear();
    m_serverName->setText(profile.tls.serverName);
    setFingerprint(profile.tls.fingerprint);
}

void TlsPage::apply(ConnectionProfile& profile, Secrets& secrets) const
{
    profile.tls = {m_ca->path(), m_certificate->path(), m_key->path(),
        m_serverName->text().trimmed(), digitsOf(m_fingerprint->text())};
    secrets.keyPassphrase = m_passphrase->text();
}

void TlsPage::setSecrets(const Secrets& secrets)
{
    m_passphrase->setText(secrets.keyPassphrase);
}

void TlsPage::setFingerprint(const QString& hex)
{
    m_fingerprint->setText(fingerprintText(QByteArray::fromHex(hex.toLatin1())));
    m_fingerprint->setCursorPosition(0);
}

QString TlsPage::complaint() const
{
    for (const FileEdit* file : {m_ca, m_certificate, m_key}) {
        if (!file->path().isEmpty() && !QFileInfo(file->path()).isFile())
            return tr("There is no file %1.").arg(file->edit()->text().trimmed());
    }
    if (m_key->path().isEmpty() != m_certificate->path().isEmpty())
        return tr("A client certificate and its private key go together.");
    static const QRegularExpression sha256(QStringLiteral("^[0-9a-f]{64}$"));
    const QString digits = digitsOf(m_fingerprint->text());
    if (!digits.isEmpty() && !sha256.match(digits).hasMatch())
        return tr("The fingerprint is not a SHA-256 in hex (64 digits).");
    return {};
}

} // namespace Ui
