#pragma once

#include "publishing.h"

#include <QObject>
#include <QPointer>
#include <QSet>

#include <vector>

namespace Ui {

class Connection;

/**
 * Publishes a number of different messages on one connection, in their order, and counts what
 * became of them: each is a publish request of its own. Once; tells its end, also when the
 * connection goes away first. Window's thread.
 */
class Republishing : public QObject
{
    Q_OBJECT

public:
    struct Sum
    {
        quint32 count = 0;
        quint32 confirmed = 0; //!< by a RECEIPT
        quint32 sent = 0; //!< and not confirmed, as the broker confirms nothing
        quint32 failed = 0; //!< or it is not known whether they arrived
        QString firstFailure;

        [[nodiscard]] bool isAllWell() const { return confirmed + sent == count; }
    };

    explicit Republishing(Connection& connection, QObject* parent = nullptr);

    /** Call it once. */
    void start(const std::vector<PublishRequest>& requests);
    [[nodiscard]] const Sum& sum() const { return m_sum; }

Q_SIGNALS:
    /** Not before start() has returned. */
    void ended(const Ui::Republishing::Sum& sum);

private:
    void take(const PublishProgress& progress);
    void giveUp();

    QPointer<Connection> m_connection;
    QSet<PublishId> m_outstanding;
    Sum m_sum;
};

} // namespace Ui
