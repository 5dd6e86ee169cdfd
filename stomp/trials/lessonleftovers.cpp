#include "lessonleftovers.h"

#include "lessonconsumer.h"

#include <algorithm>
#include <utility>

namespace Stomp {

namespace {

constexpr int retryInterval = 200; // ms

} // namespace

LessonLeftovers::LessonLeftovers(std::string run, int patience, QObject* parent)
    : QObject(parent), m_run(std::move(run)), m_patience(patience), m_deadline(this)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this,
        [this] { finishOne(tr("the broker did not answer in time")); });
}

LessonLeftovers::~LessonLeftovers() = default;

void LessonLeftovers::made(
    const LessonAction& action, std::string destination, ClientOptions options)
{
    gone(action.who); // the same one again
    m_made.push_back({action, std::move(destination), std::move(options)});
}

void LessonLeftovers::gone(const std::string& consumer)
{
    std::erase_if(m_made, [&](const Made& one) { return one.action.who == consumer; });
}

void LessonLeftovers::remove(Dialect dialect)
{
    m_dialect = dialect;
    if (!m_consumer)
        startNext();
}

void LessonLeftovers::startNext()
{
    m_phase = Phase::Connecting;
    m_lane = {};
    m_lane.name = m_made.front().action.who;
    m_consumer = std::make_unique<LessonConsumer>(m_lane, m_run, m_step, this);
    connect(m_consumer.get(), &LessonConsumer::done, this, &LessonLeftovers::goOn);
    connect(
        m_consumer.get(), &LessonConsumer::failed, this, [this](const ConnectionFailure& failure) {
            // The broker may not have noticed yet that the name's last connection is gone.
            if (failure.errorFrame && m_phase == Phase::Connecting)
                goOn();
            else
                finishOne(failure.detail);
        });
    m_deadline.start(m_patience);
    m_consumer->connectToBroker(m_made.front().options);
}

void LessonLeftovers::goOn()
{
    const Made& one = m_made.front();
    if (!m_lane.isConnected) {
        if (m_phase == Phase::Connecting) {
            QTimer::singleShot(retryInterval, m_consumer.get(),
                [this] { m_consumer->connectToBroker(m_made.front().options); });
        } else {
            finishOne(QString::fromStdString(m_lane.error));
        }
        return;
    }
    switch (m_phase) {
    case Phase::Connecting:
        m_phase = Phase::Subscribing;
        m_consumer->subscribe(one.action, one.destination, m_dialect);
        break;
    case Phase::Subscribing:
        if (m_lane.subscribedTo.empty()) {
            finishOne(QString::fromStdString(m_lane.error));
            break;
        }
        m_phase = Phase::Forgetting;
        m_consumer->forget(m_dialect);
        break;
    case Phase::Forgetting:
        finishOne(QString::fromStdString(m_lane.error));
        break;
    }
}

/** why: it is still there; empty: it is gone. */
void LessonLeftovers::finishOne(const QString& why)
{
    m_deadline.stop();
    const Made one = std::move(m_made.front());
    m_made.erase(m_made.begin());
    const std::string name =
        one.action.durableName + '-' + m_run + " of " + one.action.who + " on " + one.destination;
    if (why.isEmpty() && m_phase == Phase::Forgetting)
        m_removed.push_back(name);
    else
        m_kept.push_back(why.isEmpty() ? name : name + " (" + why.toStdString() + ')');
    m_consumer->disconnect(this);
    m_consumer->end();
    m_consumer.release()->deleteLater(); // this may be its signal
    if (m_made.empty())
        QMetaObject::invokeMethod(this, &LessonLeftovers::removed, Qt::QueuedConnection);
    else
        startNext();
}

} // namespace Stomp
