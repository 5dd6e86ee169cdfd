#pragma once

#include <ui/workspace/subscription.h>

#include <QDialog>

class QAction;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace Ui {

class Connection;
class HeaderTable;
class ProblemView;
class Settings;
class Workspace;

/**
 * Asks what to subscribe to, in the terms of the connection's broker, and says beforehand what that
 * does to others. Closes at once: how it goes on is seen in the destinations tree.
 */
class SubscribeDialog : public QDialog
{
    Q_OBJECT

public:
    SubscribeDialog(
        Workspace& workspace, Settings& settings, Connection* current, QWidget* parent = nullptr);

    /** The sentence about other consumers, as shown; empty when none is. */
    [[nodiscard]] QString warning() const;

private:
    void buildAck(QFormLayout* form);
    void fillConnections(Connection* current);
    void showConnection();
    void showDestination();
    void showAck();
    void subscribe();
    [[nodiscard]] Connection* connection() const;
    [[nodiscard]] QString destination() const;
    [[nodiscard]] SubscriptionWish wish() const;

    Workspace& m_workspace;
    Settings& m_settings;
    QFormLayout* m_form;
    QComboBox* m_connections;
    QComboBox* m_destination;
    QAction* m_kindMark;
    QLabel* m_examples;
    QComboBox* m_ack;
    QWidget* m_acknowledging;
    QRadioButton* m_onArrival;
    QRadioButton* m_byHand;
    QSpinBox* m_prefetch;
    QLineEdit* m_selector;
    HeaderTable* m_headers;
    ProblemView* m_warning;
    QPushButton* m_subscribe;
};

} // namespace Ui
