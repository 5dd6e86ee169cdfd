#pragma once

#include <ui/workspace/subscription.h>

#include <QObject>
#include <QString>

class QToolButton;

namespace Ui {

class Connection;
class DestinationsPanel;
class FilterLine;
class Workspace;

/**
 * The button of the filter line that has the broker choose: where the condition concerns exactly
 * one subscription, a click makes that one anew with the condition as its selector, in the broker's
 * own words, and another without. The new one is there before the old one goes, so that nothing is
 * missed in between. Owned by the window.
 */
class WindowSelector : public QObject
{
    Q_OBJECT

public:
    WindowSelector(
        Workspace& workspace, DestinationsPanel& destinations, FilterLine& line, QObject* parent);

private:
    /** What the button would do, and why not. */
    struct Offer
    {
        Connection* connection = nullptr; //!< null: nothing
        Subscription subscription = {};
        bool isChosenByBroker = false; //!< the condition is its selector already
        QString toolTip = {};
    };

    void watch(Connection* connection);
    [[nodiscard]] Offer offer() const;
    [[nodiscard]] QString toolTipOf(const Offer& offer) const;
    void update();
    void act();

    Workspace& m_workspace;
    DestinationsPanel& m_destinations;
    FilterLine& m_line;
    QToolButton& m_button;
};

} // namespace Ui
