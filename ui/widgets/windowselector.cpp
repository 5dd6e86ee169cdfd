#include "windowselector.h"

#include "destinationspanel.h"
#include "filterline.h"

#include <ui/models/brokerselector.h>
#include <ui/models/filterdestination.h>
#include <ui/workspace/workspace.h>

#include <QToolButton>

#include <algorithm>

namespace Ui {

namespace {

constexpr std::string_view header = "selector";

bool isSelector(const Stomp::Header& one)
{
    return one.name == header;
}

QString selectorOf(const SubscriptionWish& wish)
{
    const auto found = std::find_if(wish.headers.begin(), wish.headers.end(), isSelector);
    return found == wish.headers.end() ? QString() : QString::fromStdString(found->value);
}

/** Of another selector a broker makes a durable subscription anew, and forgets what it kept. */
bool canBeMadeAnew(const Connection& connection, const Subscription& subscription)
{
    return subscription.isLive() && subscription.wish.durableName.isEmpty()
        && !connection.productionLock().isLocked();
}

} // namespace

WindowSelector::WindowSelector(
    Workspace& workspace, DestinationsPanel& destinations, FilterLine& line, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_destinations(destinations), m_line(line),
      m_button(line.selectorButton())
{
    connect(&m_button, &QToolButton::clicked, this, &WindowSelector::act);
    connect(&m_line, &FilterLine::changed, this, &WindowSelector::update);
    connect(&m_destinations, &DestinationsPanel::selectionChanged, this, &WindowSelector::update);
    connect(&workspace, &Workspace::connectionAdded, this, &WindowSelector::watch);
    connect(&workspace, &Workspace::connectionRemoved, this, &WindowSelector::update);
    for (Connection* connection : workspace.connections())
        watch(connection);
    update();
}

void WindowSelector::watch(Connection* connection)
{
    connect(connection, &Connection::stateChanged, this, &WindowSelector::update);
    connect(connection, &Connection::dialectChanged, this, &WindowSelector::update);
    connect(connection, &Connection::subscriptionAdded, this, &WindowSelector::update);
    connect(connection, &Connection::subscriptionChanged, this, &WindowSelector::update);
    connect(connection, &Connection::subscriptionRemoved, this, &WindowSelector::update);
    connect(&connection->productionLock(), &ProductionLock::lockedChanged, this,
        &WindowSelector::update);
    update();
}

WindowSelector::Offer WindowSelector::offer() const
{
    const FilterReading reading = readFilter(m_line.text(), m_line.mode());
    if (reading.isText || reading.isMistake || reading.filter.isEmpty())
        return {.toolTip = tr("A condition can be a subscription's selector: type one")};
    const QString destination = filterDestination(reading.filter);
    QList<Offer> offers;
    for (Connection* connection : m_workspace.connections())
        if (connection->isConnected())
            for (const Subscription& one : connection->subscriptions())
                if (canBeMadeAnew(*connection, one)
                    && (destination.isEmpty() || one.wish.destination == destination))
                    offers.append({connection, one});
    const auto chosen = std::find_if(offers.begin(), offers.end(), [this](const Offer& one) {
        return one.connection->number() == m_destinations.chosenConnection()
            && one.subscription.key == m_destinations.chosenSubscription();
    });
    if (offers.isEmpty())
        return {.toolTip = tr("No subscription could have this as its selector")};
    if (offers.size() > 1 && chosen == offers.end())
        return {.toolTip = tr("Several subscriptions could have this as their selector: choose "
                              "one in the tree")};
    Offer result = chosen == offers.end() ? offers.constFirst() : *chosen;
    const QString now = selectorOf(result.subscription.wish);
    result.isChosenByBroker =
        !now.isEmpty() && now == brokerSelector(m_line.text(), result.connection->dialect()).text;
    result.toolTip = toolTipOf(result);
    return result;
}

QString WindowSelector::toolTipOf(const Offer& offer) const
{
    const SubscriptionWish& wish = offer.subscription.wish;
    QString text = (offer.isChosenByBroker
            ? tr("The broker chooses by this: subscribe to %1 again without a selector")
            : tr("Have the broker choose: subscribe to %1 again with this as its selector"))
                       .arg(wish.destination);
    if (wish.ack != Stomp::AckMode::Auto && !wish.acknowledgeOnArrival)
        text += u'\n' + tr("What waits there for an acknowledgement goes back to the broker");
    return text;
}

void WindowSelector::update()
{
    const Offer now = offer();
    m_button.setEnabled(now.connection != nullptr);
    m_button.setChecked(now.isChosenByBroker);
    m_button.setToolTip(now.toolTip);
}

void WindowSelector::act()
{
    const Offer now = offer();
    if (now.connection) {
        const BrokerSelector selector = brokerSelector(m_line.text(), now.connection->dialect());
        if (selector.complaint.isEmpty()) {
            SubscriptionWish wish = now.subscription.wish;
            std::erase_if(wish.headers, isSelector);
            if (!now.isChosenByBroker)
                wish.headers.push_back({std::string(header), selector.text.toStdString()});
            now.connection->subscribe(wish);
            now.connection->unsubscribe(now.subscription.key);
        } else {
            m_line.complain(selector.complaint, selector.at, selector.length);
        }
    }
    update(); // the click has turned it
}

} // namespace Ui
