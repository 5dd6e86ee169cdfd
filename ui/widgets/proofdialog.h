#pragma once

#include <ui/workspace/proofrunner.h>

#include <QDialog>
#include <QPointer>

#include <memory>

class QLineEdit;
class QPushButton;

namespace Ui {

class Connection;
class ProofLanes;
class TonedLabel;
class Workspace;

/**
 * "Queue or topic?": says what the proof will send, and which subscriptions of this console stand
 * in its way, runs it when the user agrees, shows who received what as it happens, and the verdict
 * in a sentence with its evidence. Owns the runner; does not block the window. A connection that is
 * locked as production is left alone.
 */
class ProofDialog : public QDialog
{
    Q_OBJECT

public:
    /** connection: connected; its destination may be changed until the proof runs. */
    ProofDialog(Workspace& workspace, Connection& connection, const QString& destination,
        QWidget* parent = nullptr);
    ~ProofDialog() override;

    [[nodiscard]] const ProofLook& look() const { return m_runner->look(); }

Q_SIGNALS:
    /** There is a verdict. */
    void proven();

private:
    void watch(Connection& connection);
    [[nodiscard]] QStringList subscribersThere() const;
    void start();
    void showLook();
    void showWarning();
    void copy();

    Workspace& m_workspace;
    QPointer<Connection> m_connection;
    std::unique_ptr<ProofRunner> m_runner;
    QLineEdit* m_destination;
    TonedLabel* m_warning;
    ProofLanes* m_lanes;
    TonedLabel* m_verdict;
    TonedLabel* m_details;
    QPushButton* m_start;
    QPushButton* m_stop;
    QPushButton* m_copy;
};

} // namespace Ui
