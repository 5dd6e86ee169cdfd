#include "examiner.h"

#include "iothread.h"

#include <stomp/doctor/checklist.h>
#include <stomp/doctor/examination.h>

namespace Ui {
namespace {

CheckLine lineOf(const Stomp::Check& check)
{
    using Outcome = Stomp::Check::Outcome;
    CheckLine line{
        CheckLine::Outcome::Passed, check.title, check.finding, check.cause, check.remedy};
    switch (check.outcome) {
    case Outcome::Passed:
        break;
    case Outcome::Doubtful:
        line.outcome = CheckLine::Outcome::Doubtful;
        break;
    case Outcome::Failed:
        line.outcome = CheckLine::Outcome::Failed;
        break;
    case Outcome::NotReached:
        line.outcome = CheckLine::Outcome::NotReached;
        break;
    case Outcome::NotNeeded:
        line.outcome = CheckLine::Outcome::NotNeeded;
        break;
    }
    return line;
}

} // namespace

Examiner::Examiner(IoThread& thread, const Stomp::ClientOptions& options, QObject* parent)
    : QObject(parent), m_thread(thread)
{
    if (options.url.scheme != Stomp::BrokerUrl::Scheme::Failover)
        m_addresses.push_back(options);
    for (const Stomp::BrokerUrl& address : options.url.alternatives) {
        m_addresses.push_back(options);
        m_addresses.back().url = address;
    }
}

Examiner::~Examiner()
{
    stop();
}

void Examiner::start()
{
    stop();
    m_checkups.clear();
    m_next = 0;
    examineNext();
}

void Examiner::stop()
{
    if (!m_examination)
        return;
    m_examination->disconnect(this);
    m_examination->deleteLater();
    m_examination = nullptr;
}

void Examiner::examineNext()
{
    if (m_next == m_addresses.size()) {
        Q_EMIT finished();
        return;
    }
    m_examination = new Stomp::Examination(m_addresses[m_next++]);
    connect(m_examination, &Stomp::Examination::progressed, this, &Examiner::progressed);
    connect(m_examination, &Stomp::Examination::finished, this, &Examiner::take);
    m_thread.adopt(m_examination);
    m_thread.post([examination = m_examination] { examination->start(); });
}

void Examiner::take(const Stomp::Findings& findings)
{
    stop();
    const Stomp::Checklist list = Stomp::checklistOf(findings);
    Checkup checkup;
    checkup.address = QString::fromStdString(findings.options.url.display());
    checkup.hasPassed = list.hasPassed();
    checkup.supportText = Stomp::supportText(findings, list);
    for (const Stomp::Check& check : list.checks)
        checkup.lines << lineOf(check);
    m_checkups << checkup;
    Q_EMIT examined();
    examineNext();
}

} // namespace Ui
