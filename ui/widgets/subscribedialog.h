#pragma once

#include <ui/workspace/subscription.h>

#include <stomp/dialect/destination.h>

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
class LintView;
class OfferCompleter;
class ReadingChoice;
class Settings;
class Workspace;

/**
 * Asks what to subscribe to, in the terms of the connection's broker: completes destinations and
 * headers with what it understands, warns of its traps while they are typed, and says beforehand
 * what subscribing does to others. Closes at once: how it goes on is seen in the destinations tree.
 */
class SubscribeDialog : public QDialog
{
    Q_OBJECT

public:
    SubscribeDialog(
        Workspace& workspace, Settings& settings, Connection* current, QWidget* parent = nullptr);

    /** Fills in what is known already; the user may still change it. */
    void suggest(const QString& destination, const QString& selector);
    /** The sentence about other consumers, as shown; empty when none is. */
    [[nodiscard]] QString warning() const;
    [[nodiscard]] LintView* lint() const { return m_lint; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildFields();
    void buildLayout();
    void buildAck();
    void fillConnections(Connection* current);
    void setRow(QWidget* field, bool shown);
    /** Grows until all that is said has room. */
    void fit();
    void showConnection();
    void showDestination();
    void showAck();
    /** Shows what suits the chosen way of reading. */
    void showReading();
    void showLint();
    void showLocked();
    void unlock();
    void subscribe();
    [[nodiscard]] bool isConsuming() const;
    [[nodiscard]] Connection* connection() const;
    [[nodiscard]] Stomp::Dialect dialect() const;
    [[nodiscard]] QString destination() const;
    [[nodiscard]] Stomp::DestinationKind kind() const;
    [[nodiscard]] SubscriptionWish wish() const;
    /** Whether the connection's CONNECT named a client-id. */
    [[nodiscard]] bool hasClientId() const;

    Workspace& m_workspace;
    Settings& m_settings;
    QFormLayout* m_form;
    QComboBox* m_connections;
    QComboBox* m_destination;
    OfferCompleter* m_offers;
    QAction* m_kindMark;
    QLabel* m_note; //!< what the destination is, or what may be typed
    QComboBox* m_ack;
    QWidget* m_acknowledging;
    QRadioButton* m_onArrival;
    QRadioButton* m_byHand;
    QLabel* m_ackText;
    QSpinBox* m_prefetch;
    QLineEdit* m_selector;
    QLineEdit* m_durable;
    QLabel* m_durableText;
    HeaderTable* m_headers;
    QLabel* m_headerNote;
    LintView* m_lint;
    QLabel* m_locked; //!< why nothing can be consumed now
    ReadingChoice* m_reading; //!< how to read a queue that is not ours
    QPushButton* m_unlock;
    QPushButton* m_subscribe;
};

} // namespace Ui
