#pragma once

#include <stomp/session/sessiontypes.h>

#include <QList>
#include <QWidget>

#include <vector>

class QMenu;
class QToolButton;

namespace Stomp {
struct ShapeOddity;
struct ShapeNews;
} // namespace Stomp

namespace Ui {

class ElidedLabel;
class ShapeWatch;

/**
 * The line below the destinations: what shapes the JSON of the chosen destination has, how many
 * oddities there are, and the way to the first message of each. Says what it has not looked at.
 */
class ShapeLine : public QWidget
{
    Q_OBJECT

public:
    /** Oddities that the menu lists. */
    static constexpr std::size_t listed = 25;

    explicit ShapeLine(ShapeWatch& watch, QWidget* parent = nullptr);

    /** No connection: all; no subscriptions: all of the connection. */
    void setSubject(quint32 connection, const QList<Stomp::SubscriptionKey>& subscriptions);
    /** The message that was asked for is no longer kept. */
    void sayGone();
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void messageWanted(quint64 serial);

private:
    void refresh();
    void fillMenu();
    [[nodiscard]] std::vector<Stomp::ShapeOddity> oddities() const;
    [[nodiscard]] QString summary() const;
    [[nodiscard]] bool concerns(const Stomp::ShapeNews& news) const;

    ShapeWatch& m_watch;
    ElidedLabel* m_text;
    QToolButton* m_show;
    QMenu* m_menu;
    quint32 m_connection = 0;
    QList<Stomp::SubscriptionKey> m_subscriptions;
    bool m_isGone = false;
};

} // namespace Ui
