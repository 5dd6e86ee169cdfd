#pragma once

#include "theme.h"

#include <ui/profiles/connectionprofile.h>
#include <ui/profiles/secrets.h>

#include <QDialog>
#include <QPointer>

#include <memory>

class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace Ui {

class CertificateView;
class Connection;
class ConnectionForm;
class ConnectionSaving;
class ExaminationDialog;
class Examiner;
class PresetList;
class ProblemView;
struct Problem;
class SavedConnections;
class SavedList;
class Settings;
class Workspace;

/**
 * Saved connections and presets on the left, their fields on the right. Stays open while it
 * connects and says what went wrong beside the fields, which keep their values; closes when the
 * broker has answered CONNECTED. Passwords come from the key ring when it is time to connect, or
 * are asked for. Does not block the window.
 */
class ConnectDialog : public QDialog
{
    Q_OBJECT

public:
    ConnectDialog(Workspace& workspace, Settings& settings, SavedConnections& saved,
        QWidget* parent = nullptr);
    ~ConnectDialog() override;

    /** With these fields, as after a lost connection. */
    void setProfile(const ConnectionProfile& profile);
    /** As by Enter in the list: connects, or asks for the password first. */
    void connectTo(const QString& savedId);
    void reject() override;

Q_SIGNALS:
    void connected(Ui::Connection* connection);

private:
    void buildLists(QVBoxLayout* left);
    void buildButtons(QVBoxLayout* right);
    void choosePreset(int row);
    void chooseSaved(const QString& id);
    void showFields(const ConnectionProfile& profile);
    void start();
    void fetchSecrets();
    void tryToConnect();
    void follow(Connection* connection);
    void finish(Connection* connection);
    void fail(Connection* connection);
    /** Beside the fields, until something else is tried. */
    void say(Tone tone, const Problem& problem);
    void examine();
    void complain(const QString& what, const QString& remedy = {});
    void acceptCertificate(const QString& fingerprint);
    /** Under this id, where it has none yet; empty: a new one. */
    void save(const QString& id);
    /** The fields and what is wished for saving them. */
    [[nodiscard]] ConnectionProfile wanted() const;
    /** Whether there is a password that only the user knows, and that is not typed yet. */
    [[nodiscard]] bool lacksPassword() const;
    void giveUp();
    void showTrying(bool trying);

    Workspace& m_workspace;
    Settings& m_settings;
    SavedConnections& m_saved;
    Connection* m_trial = nullptr; //!< not listed yet
    bool m_hasAskedRing = false; //!< for the connection in the fields
    quint64 m_round = 0; //!< an answer of the key ring to an earlier one is no answer
    SavedList* m_list;
    PresetList* m_presets;
    ConnectionForm* m_form;
    ConnectionSaving* m_saving;
    ProblemView* m_problem;
    QPushButton* m_examine; //!< in m_problem
    std::unique_ptr<Examiner> m_examiner; //!< of the failed connection, until it is asked
    QPointer<ExaminationDialog> m_examination;
    CertificateView* m_certificates;
    QLabel* m_progress;
    QPushButton* m_connect;
    QPushButton* m_save;
    QPushButton* m_cancel;
};

} // namespace Ui
