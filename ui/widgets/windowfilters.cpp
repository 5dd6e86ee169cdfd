#include "windowfilters.h"

#include "connectionsbar.h"
#include "destinationspanel.h"
#include "filterline.h"
#include "filtershelf.h"

#include <ui/models/brokerselector.h>
#include <ui/profiles/settings.h>
#include <ui/workspace/connection.h>

namespace Ui {

WindowFilters::WindowFilters(Settings& settings, ConnectionsBar& connections,
    DestinationsPanel& destinations, FilterLine& line, Subscribe subscribe, QObject* parent)
    : QObject(parent), m_connections(connections), m_destinations(destinations), m_line(line),
      m_subscribe(std::move(subscribe))
{
    m_line.setHistory(settings.filterHistory());
    m_line.shelf().setFilters(settings.savedFilters());
    connect(&m_line, &FilterLine::historyChanged, this,
        [this, &settings] { settings.setFilterHistory(m_line.history()); });
    connect(&m_line.shelf(), &FilterShelf::filtersChanged, this,
        [this, &settings] { settings.setSavedFilters(m_line.shelf().filters()); });
    connect(
        &m_line.shelf(), &FilterShelf::selectorWanted, this, &WindowFilters::subscribeWithFilter);
}

void WindowFilters::subscribeWithFilter()
{
    const Connection* connection = m_connections.current();
    if (!connection || !connection->isConnected()) {
        m_line.complain(tr("Connect to a broker first: it is the one that would choose."), 0, 0);
        return;
    }
    const BrokerSelector selector = brokerSelector(m_line.text(), connection->dialect());
    if (selector.complaint.isEmpty())
        m_subscribe(chosenDestination(*connection), selector.text);
    else
        m_line.complain(selector.complaint, selector.at, selector.length);
}

QString WindowFilters::chosenDestination(const Connection& connection) const
{
    if (m_destinations.chosenConnection() != connection.number())
        return {};
    const Subscription* chosen = connection.subscription(m_destinations.chosenSubscription());
    return chosen ? chosen->wish.destination : QString();
}

} // namespace Ui
