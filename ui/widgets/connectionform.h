#pragma once

#include <ui/profiles/connectionprofile.h>

#include <QWidget>

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace Ui {

class HeaderTable;

/**
 * The fields of one connection. A preset fills them and decides which are shown; what the user
 * typed stays when a connection fails. A password in a URL moves to its own field at once.
 */
class ConnectionForm : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionForm(QWidget* parent = nullptr);

    void setProfile(const ConnectionProfile& profile);
    [[nodiscard]] ConnectionProfile profile() const;
    [[nodiscard]] QString password() const;
    [[nodiscard]] bool wantsSampleTraffic() const;
    /** What is missing or wrong in the fields; empty when it can be tried. */
    [[nodiscard]] QString complaint() const;
    void focusFirstField();

Q_SIGNALS:
    void edited();

private:
    void buildFields();
    void buildMore();
    void takeUrl();
    void showFields();

    ConnectionProfile m_profile;
    QFormLayout* m_fields;
    QLabel* m_practiceText;
    QCheckBox* m_sampleTraffic;
    QLineEdit* m_url;
    QWidget* m_address;
    QLineEdit* m_host;
    QSpinBox* m_port;
    QLineEdit* m_login;
    QLineEdit* m_password;
    QLineEdit* m_vhost;
    QToolButton* m_moreButton;
    QWidget* m_more;
    QCheckBox* m_versions[3];
    QSpinBox* m_sendEvery;
    QSpinBox* m_expectEvery;
    HeaderTable* m_headers;
};

} // namespace Ui
