#pragma once

#include "publishtarget.h"

#include <QDialog>
#include <QList>
#include <QStringList>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace Ui {

class OfferCompleter;

/** Asks where received messages are to be published again: on which connection, and to which
 * destination, or each to its own. */
class RepublishDialog : public QDialog
{
    Q_OBJECT

public:
    struct Offer
    {
        qsizetype messages = 0;
        QString destination; //!< of all of them; empty: they have several
        QStringList known; //!< destinations to offer besides
        QList<PublishTarget> targets;
        quint32 target = 0; //!< the one that is chosen at first
    };

    explicit RepublishDialog(const Offer& offer, QWidget* parent = nullptr);

Q_SIGNALS:
    /** destination empty: each to its own. */
    void chosen(quint32 connection, const QString& destination);

private:
    void update();
    void updateOffers();
    [[nodiscard]] const PublishTarget* target() const;

    Offer m_offer;
    QComboBox* m_connection;
    QLineEdit* m_destination;
    QLabel* m_note;
    OfferCompleter* m_offers;
    QPushButton* m_publish;
};

} // namespace Ui
