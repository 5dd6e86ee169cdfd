#include "examination.h"

#include "checklist.h"
#include "doctortext.h"
#include "portprobe.h"

#include <stomp/client/client.h>

#include <QHostAddress>
#include <QHostInfo>
#include <QPointer>
#include <QTimerEvent>

#include <algorithm>

namespace Stomp {

namespace {

constexpr int probeTimeout = 2500; // ms

} // namespace

Examination::Examination(ClientOptions options, QObject* parent) : QObject(parent)
{
    m_findings.options = std::move(options);
    m_findings.examinedAt = QDateTime::currentDateTimeUtc();
}

Examination::~Examination()
{
    if (m_lookup >= 0)
        QHostInfo::abortHostLookup(m_lookup);
}

void Examination::start()
{
    m_clock.start();
    const QString host = QString::fromStdString(m_findings.options.url.host);
    const bool throughProxy = m_findings.options.proxy.type() != QNetworkProxy::NoProxy;
    if (throughProxy || !QHostAddress(host).isNull())
        connectClient();
    else
        lookUp();
}

void Examination::lookUp()
{
    Q_EMIT progressed(DoctorText::tr("Looking up the name…"));
    const auto patience = static_cast<int>(m_findings.options.tcpTimeout);
    m_nameTimer.start(patience, this);
    m_lookup = QHostInfo::lookupHost(QString::fromStdString(m_findings.options.url.host), this,
        [this](const QHostInfo& info) { handleName(info); });
}

void Examination::handleName(const QHostInfo& info)
{
    m_lookup = -1;
    if (!m_nameTimer.isActive())
        return; // given up
    m_nameTimer.stop();
    m_findings.nameLookedUp = true;
    m_findings.nameMs = m_clock.elapsed();
    for (const QHostAddress& address : info.addresses())
        m_findings.addresses << address.toString();
    if (info.addresses().isEmpty())
        failName(TransportError::HostNotFound, info.errorString());
    else
        connectClient();
}

void Examination::failName(TransportError error, const QString& reason)
{
    ConnectionFailure failure;
    failure.stage = ConnectionFailure::Stage::Name;
    failure.transport = error;
    failure.detail = reason;
    m_findings.nameLookedUp = true;
    m_findings.failure = failure;
    finish();
}

void Examination::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_nameTimer.timerId()) {
        QObject::timerEvent(event);
        return;
    }
    m_nameTimer.stop();
    m_findings.nameMs = m_clock.elapsed();
    failName(TransportError::NameTimeout, {});
}

void Examination::connectClient()
{
    Q_EMIT progressed(DoctorText::tr("Connecting…"));
    m_clock.restart();
    auto transport = makeTransport(m_findings.options);
    const QPointer<Transport> stream(transport.get());
    if (stream)
        connect(stream, &Transport::opened, this, [this] {
            m_findings.openMs = m_clock.restart();
            Q_EMIT progressed(DoctorText::tr("Waiting for CONNECTED…"));
        });
    m_client = std::make_unique<Client>(m_sink);
    connect(m_client.get(), &Client::connected, this, [this, stream](const SessionInfo& info) {
        m_findings.connectMs = m_clock.elapsed();
        m_findings.info = info;
        if (stream)
            m_findings.evidence = stream->evidence();
        m_client->disconnectFromBroker();
    });
    connect(m_client.get(), &Client::failed, this, &Examination::handleFailed);
    connect(m_client.get(), &Client::disconnected, this, &Examination::finish);
    m_client->connectThrough(std::move(transport), m_findings.options);
}

void Examination::handleFailed(const ConnectionFailure& failure)
{
    if (m_findings.info) { // it worked; how the goodbye went is not asked here
        finish();
        return;
    }
    m_findings.failure = failure;
    m_findings.evidence = failure.evidence;
    m_probesLeft = probesFor(failure, m_findings.options);
    probeNext();
}

void Examination::probeNext()
{
    const bool isKnown = std::any_of(m_findings.probes.cbegin(), m_findings.probes.cend(),
        [](const ProbeResult& probe) { return probe.speaks != Speaks::Unknown; });
    if (isKnown || m_probesLeft.isEmpty()) {
        finish();
        return;
    }
    Q_EMIT progressed(DoctorText::tr("Finding out what listens there…"));
    m_probe =
        std::make_unique<PortProbe>(m_probesLeft.takeFirst(), m_findings.options, probeTimeout);
    connect(m_probe.get(), &PortProbe::finished, this, [this](const ProbeResult& result) {
        m_findings.probes << result;
        m_probe.release()->deleteLater();
        probeNext();
    });
    m_probe->start();
}

void Examination::finish()
{
    Q_EMIT finished(m_findings);
}

} // namespace Stomp
