#pragma once

#include <QObject>

#include <functional>

namespace Ui {

class Connection;
class ConnectionsBar;
class DestinationsPanel;
class FilterLine;
class Settings;

/** What lies around the filter line: its history and its saved filters live in the settings, and
 * a condition becomes the selector of a subscription, in the words of the connection's broker. */
class WindowFilters : public QObject
{
    Q_OBJECT

public:
    /** Opens the subscribe dialog with these in it. */
    using Subscribe = std::function<void(const QString& destination, const QString& selector)>;

    WindowFilters(Settings& settings, ConnectionsBar& connections, DestinationsPanel& destinations,
        FilterLine& line, Subscribe subscribe, QObject* parent = nullptr);

private:
    void subscribeWithFilter();
    /** Of the subscription that is chosen in the tree; empty: none is. */
    [[nodiscard]] QString chosenDestination(const Connection& connection) const;

    ConnectionsBar& m_connections;
    DestinationsPanel& m_destinations;
    FilterLine& m_line;
    Subscribe m_subscribe;
};

} // namespace Ui
