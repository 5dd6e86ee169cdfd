#include "republishing.h"

#include "connection.h"

namespace Ui {

Republishing::Republishing(Connection& connection, QObject* parent)
    : QObject(parent), m_connection(&connection)
{
    connect(&connection, &Connection::publishProgressed, this, &Republishing::take);
    connect(&connection, &QObject::destroyed, this, &Republishing::giveUp);
}

void Republishing::start(const std::vector<PublishRequest>& requests)
{
    m_sum.count = static_cast<quint32>(requests.size());
    for (const PublishRequest& request : requests)
        m_outstanding.insert(m_connection->publish(request));
}

void Republishing::take(const PublishProgress& progress)
{
    if (!progress.finished || !m_outstanding.remove(progress.id))
        return;
    if (progress.failed > 0 || progress.sent == 0)
        ++m_sum.failed;
    else if (progress.confirmed > 0)
        ++m_sum.confirmed;
    else
        ++m_sum.sent;
    if (m_sum.firstFailure.isEmpty())
        m_sum.firstFailure = progress.firstFailure;
    if (m_outstanding.isEmpty())
        Q_EMIT ended(m_sum);
}

void Republishing::giveUp()
{
    if (m_outstanding.isEmpty())
        return;
    m_sum.failed += static_cast<quint32>(m_outstanding.size());
    m_outstanding.clear();
    if (m_sum.firstFailure.isEmpty())
        m_sum.firstFailure = tr("the connection was closed");
    Q_EMIT ended(m_sum);
}

} // namespace Ui
