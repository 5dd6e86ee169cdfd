#pragma once

#include <ui/profiles/connectionprofile.h>
#include <ui/profiles/secrets.h>

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;
class QTabWidget;
class QToolButton;

namespace Ui {

class HeaderTable;
class LintView;
class NetworkPage;
class StompPage;
class TlsPage;

/**
 * The fields of one connection. A preset fills them and decides which are shown; the few that most
 * connections need stand first, the rest on pages below that open on demand. What the user typed
 * stays when a connection fails. A password in a URL moves to its own field at once.
 */
class ConnectionForm : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionForm(QWidget* parent = nullptr);

    void setProfile(const ConnectionProfile& profile);
    [[nodiscard]] ConnectionProfile profile() const;
    /** It has been saved under this id and name. */
    void setIdentity(const ConnectionProfile& saved);
    /** Into fields that are empty. */
    void addSecrets(const Secrets& secrets);
    [[nodiscard]] Secrets secrets() const;
    [[nodiscard]] QString password() const { return secrets().password; }
    /** Says where the passwords come from that are not in their fields. */
    void setKeepsSecrets(bool keeps);
    void acceptFingerprint(const QString& hex);
    [[nodiscard]] bool wantsSampleTraffic() const;
    /** What is missing or wrong in the fields; empty when it can be tried. */
    [[nodiscard]] QString complaint() const;
    void focusFirstField();
    void focusPassword();
    /** What is likely to be a mistake in the fields; forbids nothing. */
    [[nodiscard]] const LintView* lint() const { return m_lint; }

Q_SIGNALS:
    void edited();

private:
    void buildFields();
    void buildScheme();
    void buildAddress();
    void buildPages();
    void chooseScheme();
    void takeUrl();
    void showFields();
    void showLint();
    [[nodiscard]] Stomp::BrokerUrl::Scheme scheme() const;
    /** As far as the fields say where it is. */
    [[nodiscard]] ConnectionProfile where() const;

    ConnectionProfile m_profile;
    Stomp::BrokerUrl m_typedUrl; //!< with the secrets of its query, which the field hides
    Stomp::BrokerUrl::Scheme m_lastScheme = Stomp::BrokerUrl::Scheme::Stomp;
    QFormLayout* m_fields;
    QLabel* m_practiceText;
    QCheckBox* m_sampleTraffic;
    QLineEdit* m_url;
    QComboBox* m_scheme;
    QWidget* m_address;
    QLineEdit* m_host;
    QSpinBox* m_port;
    QLineEdit* m_path;
    QLineEdit* m_login;
    QLineEdit* m_password;
    QLineEdit* m_vhost;
    LintView* m_lint;
    QToolButton* m_moreButton;
    QTabWidget* m_pages;
    StompPage* m_stomp;
    TlsPage* m_tls;
    QWidget* m_web;
    HeaderTable* m_httpHeaders;
    NetworkPage* m_network;
};

} // namespace Ui
