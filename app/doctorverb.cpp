#include "doctorverb.h"

#include "brokersession.h"
#include "credentials.h"
#include "insidebroker.h"
#include "terminal.h"

#include <stomp/doctor/checklist.h>

#include <cstdio>

namespace App {

using namespace Qt::StringLiterals;
using Scheme = Stomp::BrokerUrl::Scheme;

DoctorVerb::DoctorVerb(DoctorArguments arguments, QObject* parent)
    : QObject(parent), m_arguments(std::move(arguments))
{
    connect(&m_signals, &SignalWatcher::interrupted, this,
        [this] { Q_EMIT finished(ExitCode::NotAsAsked); });
}

DoctorVerb::~DoctorVerb() = default;

void DoctorVerb::start()
{
    const ConnectArguments& connect = m_arguments.connect;
    warnOfSecrets(connect);
    const Credentials credentials = findCredentials(connect);
    if (!credentials.error.isEmpty()) {
        say(credentials.error);
        Q_EMIT finished(credentials.code);
        return;
    }
    Stomp::ClientOptions options = clientOptionsFor(connect, credentials);
    if (options.url.scheme == Scheme::Practice) {
        m_practice = startInsideBroker({}, options);
        if (!m_practice) {
            Q_EMIT finished(ExitCode::NotAsAsked);
            return;
        }
        m_left << options;
    } else if (options.url.scheme == Scheme::Failover) {
        for (const Stomp::BrokerUrl& address : std::vector(options.url.alternatives)) {
            options.url = address;
            m_left << options;
        }
    } else {
        m_left << options;
    }
    examineNext();
}

void DoctorVerb::examineNext()
{
    if (m_left.isEmpty()) {
        endProgress();
        Q_EMIT finished(!m_isWritten ? ExitCode::NotAsAsked
                : m_hasPassed        ? ExitCode::AsAsked
                                     : ExitCode::NoSession);
        return;
    }
    m_examination = std::make_unique<Stomp::Examination>(m_left.takeFirst());
    connect(m_examination.get(), &Stomp::Examination::progressed, this, &showProgress);
    connect(m_examination.get(), &Stomp::Examination::finished, this, &DoctorVerb::report);
    m_examination->start();
}

void DoctorVerb::report(const Stomp::Findings& findings)
{
    endProgress();
    const Stomp::Checklist list = Stomp::checklistOf(findings);
    m_hasPassed |= list.hasPassed();
    QByteArray text = Stomp::supportText(findings, list).toUtf8();
    if (!m_isFirst)
        text.prepend('\n');
    m_isFirst = false;
    m_isWritten &= std::fputs(text.constData(), stdout) >= 0 && std::fflush(stdout) == 0;
    m_examination.release()->deleteLater();
    examineNext();
}

} // namespace App
