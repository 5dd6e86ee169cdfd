#include "faultgate.h"

#include <algorithm>

namespace Stomp {

FaultGate::FaultGate(FaultBook& book, Outbox& outbox, Millis now)
    : m_book(book), m_outbox(outbox), m_out(&outbox), m_judge(book, outbox)
{
    m_book.enter(*this);
    planChanged(now);
}

FaultGate::~FaultGate()
{
    if (m_hasBook)
        m_book.leave(*this);
}

void FaultGate::bookGoes()
{
    m_out = &m_outbox;
    m_injector.reset();
    m_hasBook = false;
}

void FaultGate::setVersion(Version version)
{
    m_version = version;
    if (m_injector)
        m_injector->setVersion(version);
}

void FaultGate::tick(Millis now)
{
    m_judge.tick(now);
    if (m_injector)
        m_injector->tick(now);
}

std::optional<Millis> FaultGate::nextDeadline() const
{
    if (!m_injector)
        return {};
    const auto reading = m_judge.nextDeadline();
    const auto writing = m_injector->nextDeadline();
    return reading && writing ? std::min(*reading, *writing) : reading ? reading : writing;
}

void FaultGate::planChanged(Millis now)
{
    m_judge.release();
    if (m_injector)
        m_injector->release(now);
    // One that ended the connection still keeps from it what comes.
    if (m_injector && m_injector->hasEnded())
        return;
    const bool isArmed = !m_book.plan().isEmpty();
    if (isArmed && !m_injector) {
        m_injector = std::make_unique<FaultInjector>(m_book, m_outbox, m_version, now);
        m_out = m_injector.get();
    } else if (!isArmed && m_injector) {
        m_out = &m_outbox;
        m_injector.reset();
    }
}

} // namespace Stomp
