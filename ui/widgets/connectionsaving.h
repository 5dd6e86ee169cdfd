#pragma once

#include <ui/profiles/connectionprofile.h>

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace Ui {

/** Whether a connection is saved: under which name, in which group, and whether its passwords go
 * to the key ring. One line until it is wanted. */
class ConnectionSaving : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionSaving(QWidget* parent = nullptr);

    void setProfile(const ConnectionProfile& profile, const QStringList& groups);
    /** Name, group, and whether secrets are kept. */
    void apply(ConnectionProfile& profile) const;
    [[nodiscard]] bool isWanted() const;
    /** Without a key ring nothing can be remembered. */
    void setRingMissing();

Q_SIGNALS:
    void wantedChanged(bool wanted);

private:
    QCheckBox* m_save;
    QWidget* m_details;
    QLineEdit* m_name;
    QComboBox* m_group;
    QCheckBox* m_remember;
};

} // namespace Ui
