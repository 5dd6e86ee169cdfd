#pragma once

#include <ui/profiles/connectionprofile.h>

#include <QDialog>

class QLabel;
class QListWidget;
class QPushButton;

namespace Ui {

class Connection;
class ConnectionForm;
class ProblemView;
class Settings;
class Workspace;

/**
 * Presets on the left, their fields on the right. Stays open while it connects and says what went
 * wrong beside the fields, which keep their values; closes when the broker has answered CONNECTED.
 * Does not block the window.
 */
class ConnectDialog : public QDialog
{
    Q_OBJECT

public:
    ConnectDialog(Workspace& workspace, Settings& settings, QWidget* parent = nullptr);
    ~ConnectDialog() override;

    /** With these fields, as after a lost connection. */
    void setProfile(const ConnectionProfile& profile);
    void reject() override;

Q_SIGNALS:
    void connected(Ui::Connection* connection);

private:
    void buildPresets();
    void choosePreset(int row);
    void tryToConnect();
    void follow(Connection* connection);
    void giveUp();
    void showTrying(bool trying);

    Workspace& m_workspace;
    Settings& m_settings;
    Connection* m_trial = nullptr; //!< not listed yet
    QListWidget* m_presets;
    ConnectionForm* m_form;
    ProblemView* m_problem;
    QLabel* m_progress;
    QPushButton* m_connect;
    QPushButton* m_cancel;
};

} // namespace Ui
