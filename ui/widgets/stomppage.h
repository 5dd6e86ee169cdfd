#pragma once

#include <ui/profiles/connectionprofile.h>

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QSpinBox;

namespace Ui {

class HeaderTable;

/** What CONNECT says beside the login: versions, heart-beats, client-id and further headers. */
class StompPage : public QWidget
{
    Q_OBJECT

public:
    explicit StompPage(QWidget* parent = nullptr);

    void setProfile(const ConnectionProfile& profile);
    void apply(ConnectionProfile& profile) const;
    [[nodiscard]] QString complaint() const;

Q_SIGNALS:
    void edited();

private:
    QCheckBox* m_versions[3];
    QSpinBox* m_sendEvery;
    QSpinBox* m_expectEvery;
    QLineEdit* m_clientId;
    QCheckBox* m_escapes;
    HeaderTable* m_headers;
};

} // namespace Ui
