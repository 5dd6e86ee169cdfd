#include "brokertest.h"

#include <support/lessonfixture.h>

#include <algorithm>

using namespace Stomp;
using namespace Testing;

/** Every lesson that ships, against a real broker: as it expects there, or not offered there. */
class TestBrokerLessons : public BrokerTest
{
    Q_OBJECT

private Q_SLOTS:
    void all()
    {
        const auto walks = walkThroughAll(Peer(broker, Version::V12).options);
        QCOMPARE(walks.size(), std::size_t(14));
        QTRY_VERIFY_WITH_TIMEOUT(
            std::ranges::all_of(walks, [](const auto& walk) { return walk->isOver(); }), 120'000);
        QString complaints;
        int complete = 0;
        for (const auto& walk : walks) {
            QVERIFY2(walk->error().empty(), walk->error().c_str());
            complaints += walk->complaint();
            complete += walk->run.state() == LessonRun::State::Complete ? 1 : 0;
        }
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints));
        QCOMPARE(complete, broker.isRabbit() ? 12 : 14); // no selectors, no message groups
    }
};

QTEST_GUILESS_MAIN(TestBrokerLessons)
#include "tst_brokerlessons.moc"
