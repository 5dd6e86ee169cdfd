#pragma once

#include <ui/profiles/connectionprofile.h>
#include <ui/profiles/secrets.h>

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace Ui {

/** How the console treats a connection, and the proxy on the way to it. */
class NetworkPage : public QWidget
{
    Q_OBJECT

public:
    explicit NetworkPage(QWidget* parent = nullptr);

    void setProfile(const ConnectionProfile& profile);
    void apply(ConnectionProfile& profile, Secrets& secrets) const;
    void setSecrets(const Secrets& secrets);
    [[nodiscard]] QString complaint() const;

Q_SIGNALS:
    void dialectChosen();

private:
    void buildProxy();
    void showProxy();
    [[nodiscard]] ProxyProfile::Type proxyType() const;

    QFormLayout* m_form;
    QComboBox* m_dialect;
    QCheckBox* m_reconnect;
    QCheckBox* m_production;
    QComboBox* m_proxy;
    QWidget* m_address;
    QLineEdit* m_host;
    QSpinBox* m_port;
    QWidget* m_login;
    QLineEdit* m_user;
    QLineEdit* m_password;
};

} // namespace Ui
