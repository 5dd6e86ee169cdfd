#pragma once

#include "iothread.h"
#include "practicelook.h"

#include <stomp/broker/faultplan.h>
#include <stomp/broker/faultreport.h>
#include <stomp/server/practiceoptions.h>

#include <QObject>
#include <QStringList>

namespace Stomp {
class PracticeServer;
}

namespace Ui {

/**
 * The practice broker as the window sees it: a PracticeServer on a thread of its own, on a free
 * loopback port unless told otherwise. Calls only post to that thread.
 */
class PracticeBroker : public QObject
{
    Q_OBJECT

public:
    explicit PracticeBroker(const Stomp::PracticeOptions& options = {}, QObject* parent = nullptr);
    ~PracticeBroker() override;

    /** Answers with started() or failed(); nothing when it runs already. */
    void start();
    /** Its messages are forgotten and its clients sent away. */
    void stop();
    [[nodiscard]] bool isRunning() const { return m_port != 0; }
    [[nodiscard]] quint16 port() const { return m_port; }
    /** stomp://127.0.0.1:PORT; empty when it does not run. */
    [[nodiscard]] QString url() const;

    void setSampleTraffic(bool on);
    [[nodiscard]] bool hasSampleTraffic() const { return m_sampleTraffic; }
    /** Messages a second, while sample traffic is on. */
    void setSampleRates(double orders, double prices);
    [[nodiscard]] double ordersPerSecond() const { return m_orders; }
    [[nodiscard]] double pricesPerSecond() const { return m_prices; }

    /** The names of the brokers that it can look like; the first is its own way. */
    [[nodiscard]] static QStringList skins();
    /** One of skins(). A running broker starts anew on the same port: its messages are forgotten
     * and its clients sent away. */
    void setSkin(const QString& name);
    [[nodiscard]] const QString& skin() const { return m_skin; }

    /** Answered by looked(): how things are, the inside of this destination, and the events after
     * this number. */
    void look(const QString& destination, quint64 eventsSince);
    /** Puts dead letters back to where they were sent first; answered by movedBack(). */
    void moveBack(const QString& deadLetterQueue);

    /** What can be set is in Stomp::FaultPlan::catalogue(). Takes effect at once, or with the next
     * start(); takes the place of faults that a client has set. */
    void setFaults(const Stomp::FaultPlan& plan);
    /** As last set here; a client may have set others since: the report says. */
    [[nodiscard]] const Stomp::FaultPlan& faults() const { return m_faults; }
    /** Answered by faultsReported(), with the plan in force and its hits. */
    void askForFaults();

Q_SIGNALS:
    void started(quint16 port);
    void stopped();
    void failed(const QString& reason);
    void sampleTrafficChanged(bool on);
    void faultsChanged(const Stomp::FaultPlan& plan);
    void faultsReported(const Stomp::FaultReport& report);
    void skinChanged(const QString& name);
    void looked(const Ui::PracticeLookPtr& look);
    /** problem: why it did not go, else empty. */
    void movedBack(const QString& deadLetterQueue, quint64 messages, const QString& problem);

private:
    void sendTraffic();
    void startAt(quint16 port);

    IoThread m_thread;
    Stomp::PracticeServer* m_server;
    Stomp::FaultPlan m_faults;
    quint16 m_port = 0;
    bool m_starting = false;
    bool m_sampleTraffic = false;
    // Enough to see things move, slow enough to read.
    double m_orders = 2;
    double m_prices = 5;
    QString m_skin;
};

} // namespace Ui
