#include "practicebroker.h"

#include <stomp/broker/brokerskin.h>
#include <stomp/server/practiceserver.h>

namespace Ui {

namespace {

/** Of a queue: as many as a drawing has room for. */
constexpr std::size_t nextMessages = 50;

QString nameOf(Stomp::BrokerSkin::Kind kind)
{
    const std::string_view name = Stomp::skinOf(kind).name;
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace

PracticeBroker::PracticeBroker(const Stomp::PracticeOptions& options, QObject* parent)
    : QObject(parent), m_thread(QStringLiteral("practice broker")),
      m_server(new Stomp::PracticeServer(options)), m_faults(options.faults),
      m_skin(nameOf(options.broker.skin))
{
    m_thread.adopt(m_server);
}

PracticeBroker::~PracticeBroker()
{
    m_server->deleteLater();
}

void PracticeBroker::start()
{
    if (m_starting || isRunning())
        return;
    startAt(0);
}

/** 0: where the options say. */
void PracticeBroker::startAt(quint16 wantedPort)
{
    m_starting = true;
    m_thread.post([this, server = m_server, wantedPort] {
        const bool listening = wantedPort == 0 ? server->start() : server->startAt(wantedPort);
        const quint16 port = server->port();
        const QString reason = server->errorString();
        QMetaObject::invokeMethod(this, [this, listening, port, reason] {
            m_starting = false;
            if (!listening) {
                Q_EMIT failed(reason);
                return;
            }
            m_port = port;
            Q_EMIT started(port);
        });
    });
}

void PracticeBroker::stop()
{
    m_thread.post([this, server = m_server] {
        server->stop();
        QMetaObject::invokeMethod(this, [this] {
            m_port = 0;
            Q_EMIT stopped();
        });
    });
}

QString PracticeBroker::url() const
{
    return isRunning() ? QStringLiteral("stomp://127.0.0.1:%1").arg(m_port) : QString();
}

void PracticeBroker::setSampleTraffic(bool on)
{
    if (on == m_sampleTraffic)
        return;
    m_sampleTraffic = on;
    sendTraffic();
    Q_EMIT sampleTrafficChanged(on);
}

void PracticeBroker::setFaults(const Stomp::FaultPlan& plan)
{
    m_faults = plan;
    m_thread.post([server = m_server, plan] { server->setFaults(plan); });
    Q_EMIT faultsChanged(plan);
}

void PracticeBroker::askForFaults()
{
    m_thread.post([this, server = m_server] {
        QMetaObject::invokeMethod(
            this, [this, report = server->snapshot().faults] { Q_EMIT faultsReported(report); });
    });
}

void PracticeBroker::setSampleRates(double orders, double prices)
{
    m_orders = orders;
    m_prices = prices;
    sendTraffic();
}

void PracticeBroker::sendTraffic()
{
    Stomp::TrafficOptions traffic;
    if (m_sampleTraffic) {
        traffic.ordersPerSecond = m_orders;
        traffic.pricesPerSecond = m_prices;
    }
    m_thread.post([server = m_server, traffic] { server->setTraffic(traffic); });
}

QStringList PracticeBroker::skins()
{
    QStringList names;
    for (const Stomp::BrokerSkin& skin : Stomp::allSkins())
        names.append(nameOf(skin.kind));
    return names;
}

void PracticeBroker::setSkin(const QString& name)
{
    const auto kind = Stomp::skinFromString(name.toStdString());
    if (!kind || name == m_skin)
        return;
    m_skin = name;
    m_thread.post([server = m_server, skin = *kind] { server->setSkin(skin); });
    if (isRunning()) {
        const quint16 here = m_port;
        stop();
        startAt(here);
    }
    Q_EMIT skinChanged(name);
}

void PracticeBroker::moveBack(const QString& deadLetterQueue)
{
    m_thread.post([this, server = m_server, deadLetterQueue] {
        std::size_t moved = 0;
        const Stomp::Verdict refusal = server->moveBack(deadLetterQueue.toStdString(), moved);
        QMetaObject::invokeMethod(this,
            [this, deadLetterQueue, moved = quint64{moved},
                problem = refusal ? QString::fromStdString(refusal->message) : QString()] {
                Q_EMIT movedBack(deadLetterQueue, moved, problem);
            });
    });
}

void PracticeBroker::look(const QString& destination, quint64 eventsSince)
{
    m_thread.post([this, server = m_server, destination, eventsSince] {
        auto result = std::make_shared<PracticeLook>();
        result->isAnswer = true;
        result->chosen = destination;
        result->broker = server->snapshot();
        const std::string name = destination.toStdString();
        result->queue = server->inspectQueue(name, nextMessages);
        result->topic = server->inspectTopic(name);
        result->isDeadLetters = server->isDeadLetterQueue(name);
        result->events = server->eventsSince(eventsSince);
        QMetaObject::invokeMethod(this, [this, look = PracticeLookPtr(std::move(result))] {
            if (isRunning())
                Q_EMIT looked(look);
        });
    });
}

} // namespace Ui
