#include <stomp/trials/freeplay.h>

#include <support/practicefixture.h>

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Stomp;
using namespace Testing;
using namespace Qt::StringLiterals;
using Pace = LessonLane::Pace;
using State = FreePlay::State;

namespace {

ClientOptions optionsFor(const QString& url)
{
    ClientOptions options;
    options.url = BrokerUrl::parse(url.toStdString()).url;
    return options;
}

/** A broker with free play on it: begun, and A and B are there. */
class Playground
{
public:
    explicit Playground(DestinationKind kind, BrokerSkin::Kind skin = BrokerSkin::Kind::Plain,
        FreePlayPatience patience = {50, 200, 150})
        : broker(optionsFor(skin)), play(kind, ::optionsFor(broker.url()), patience)
    {
        play.start();
        QTRY_VERIFY(play.state() == State::Ready && isThere(0) && isThere(1));
    }

    void send()
    {
        QTRY_COMPARE(play.state(), State::Ready);
        play.send();
        QTRY_COMPARE(play.state(), State::Ready);
    }
    [[nodiscard]] bool isThere(std::size_t lane) const
    {
        const LessonLane one = play.record().lanes[lane];
        return one.isConnected && !one.isBusy;
    }
    [[nodiscard]] bool isAway(std::size_t lane) const
    {
        const LessonLane one = play.record().lanes[lane];
        return !one.isConnected && !one.isBusy;
    }
    /** "1 2*": the numbers that a consumer got, a star at those that came again. */
    [[nodiscard]] QString got(std::size_t lane) const
    {
        QStringList all;
        const FreePlayRecord record = play.record();
        for (const LessonArrival& one : record.lanes[lane].arrivals)
            all << QString::number(one.number) + (one.redelivered ? u"*"_s : QString());
        return all.join(u' ');
    }
    [[nodiscard]] bool isSettled(std::size_t lane) const
    {
        const FreePlayRecord record = play.record();
        return std::ranges::all_of(record.lanes[lane].arrivals,
            [](const LessonArrival& one) { return one.state == LessonArrival::State::Acked; });
    }
    [[nodiscard]] DestinationSnapshot onBroker()
    {
        const auto snapshot = broker.snapshot();
        for (const DestinationSnapshot& one : snapshot.destinations) {
            if (one.name.find(play.record().run) != std::string::npos)
                return one;
        }
        return {};
    }

    PracticeFixture broker;
    FreePlay play;

private:
    static PracticeOptions optionsFor(BrokerSkin::Kind skin)
    {
        PracticeOptions options;
        options.broker.wear(skin);
        return options;
    }
};

} // namespace

class TestFreePlay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aQueueShares_data()
    {
        QTest::addColumn<BrokerSkin::Kind>("skin");
        using enum BrokerSkin::Kind;
        QTest::newRow("plain") << Plain;
        QTest::newRow("activemq") << ActiveMq;
        QTest::newRow("artemis") << Artemis;
        QTest::newRow("rabbitmq") << RabbitMq;
    }
    void aQueueShares()
    {
        QFETCH(BrokerSkin::Kind, skin);
        Playground ground(DestinationKind::Queue, skin);
        for (int i = 0; i < 4; ++i)
            ground.send();
        QTRY_VERIFY(ground.isSettled(0) && ground.isSettled(1));
        const auto count = [&](std::size_t lane) {
            return ground.play.record().lanes[lane].arrivals.size();
        };
        QCOMPARE(count(0), std::size_t(2));
        QCOMPARE(count(1), std::size_t(2));
        QVERIFY(ground.play.record().sent.back().isConfirmed);
        // The broker's own count: all are gone.
        QTRY_COMPARE(ground.onBroker().counters.out, std::uint64_t(4));
    }

    void aTopicCopies()
    {
        Playground ground(DestinationKind::Topic);
        ground.send();
        ground.play.leave(1);
        QTRY_VERIFY(ground.isAway(1));
        ground.send();
        ground.play.add();
        QTRY_VERIFY(ground.play.record().lanes.size() == 3 && ground.isThere(2));
        ground.send();
        QCOMPARE(ground.got(0), u"1 2 3"_s);
        QCOMPARE(ground.got(1), u"1"_s);
        QCOMPARE(ground.got(2), u"3"_s);
    }

    /** A sleeper holds the one that it has, and gets no more, until it wakes. */
    void asleep()
    {
        Playground ground(DestinationKind::Queue);
        ground.play.setPace(0, Pace::Asleep);
        for (int i = 0; i < 4; ++i)
            ground.send();
        QCOMPARE(ground.got(0), u"1"_s);
        QCOMPARE(ground.got(1), u"2 3 4"_s);
        QVERIFY(!ground.isSettled(0));
        ground.play.setPace(0, Pace::Quick);
        QTRY_VERIFY(ground.isSettled(0));
    }

    /** Its socket closes without DISCONNECT: the other one gets what it held, marked. */
    void killed()
    {
        Playground ground(DestinationKind::Queue);
        ground.play.setPace(0, Pace::Asleep);
        ground.send();
        QCOMPARE(ground.got(0), u"1"_s);
        ground.play.kill(0);
        QTRY_VERIFY(ground.isAway(0));
        QTRY_COMPARE(ground.got(1), u"1*"_s);
        QCOMPARE(ground.play.record().lanes[0].arrivals[0].state, LessonArrival::State::Returned);
        // And back again, awake.
        ground.play.setPace(0, Pace::Quick);
        ground.play.join(0);
        QTRY_VERIFY(ground.isThere(0));
    }

    void slow()
    {
        Playground ground(DestinationKind::Queue, BrokerSkin::Kind::Plain, {20, 3'600'000, 150});
        ground.play.setPace(0, Pace::Slow);
        for (int i = 0; i < 3; ++i)
            ground.send();
        QCOMPARE(ground.got(0), u"1"_s);
        QCOMPARE(ground.got(1), u"2 3"_s);
        ground.play.setPace(0, Pace::Quick); // the ACK that it owed comes at once
        QTRY_VERIFY(ground.isSettled(0));
    }

    void nobodyThere()
    {
        Playground ground(DestinationKind::Queue);
        ground.play.leave(0);
        ground.play.leave(1);
        QTRY_VERIFY(ground.isAway(0) && ground.isAway(1));
        ground.send();
        QCOMPARE(ground.got(0) + ground.got(1), QString());
        ground.play.join(1);
        QTRY_COMPARE(ground.got(1), u"1"_s);
    }

    void sixAtMost()
    {
        Playground ground(DestinationKind::Topic);
        for (int i = 0; i < 6; ++i)
            ground.play.add();
        QCOMPARE(ground.play.record().lanes.size(), FreePlay::mostConsumers);
        QTRY_VERIFY(ground.isThere(5));
        QTRY_COMPARE(ground.broker.snapshot().sessions, std::size_t(7));
        ground.play.stop();
        QCOMPARE(ground.play.state(), State::Stopped);
        QTRY_COMPARE(ground.broker.snapshot().sessions, std::size_t(0));
    }

    void springHasTopicsOnly()
    {
        PracticeOptions options;
        options.broker.wear(BrokerSkin::Kind::Spring);
        PracticeFixture broker(options);
        FreePlay queue(DestinationKind::Queue, optionsFor(broker.url()));
        queue.start();
        QTRY_COMPARE(queue.state(), State::NotOffered);
        Playground ground(DestinationKind::Topic, BrokerSkin::Kind::Spring);
        QVERIFY(!ground.play.record().hasAcks);
        ground.play.setPace(0, Pace::Asleep);
        QCOMPARE(ground.play.record().lanes[0].pace, Pace::Quick);
        ground.send();
        QCOMPARE(ground.got(0), u"1"_s);
    }

    void brokerDies()
    {
        ThreadedPracticeFixture broker;
        FreePlay play(DestinationKind::Queue, optionsFor(broker.url()));
        QSignalSpy failed(&play, &FreePlay::failed);
        play.start();
        QTRY_COMPARE(play.state(), State::Ready);
        broker.stop();
        QTRY_COMPARE_WITH_TIMEOUT(play.state(), State::Failed, 30'000);
        QCOMPARE(failed.size(), 1);
        QVERIFY(!play.record().problem.empty());
        QVERIFY(broker.startAgain());
        FreePlay again(DestinationKind::Queue, optionsFor(broker.url()));
        again.start();
        QTRY_COMPARE_WITH_TIMEOUT(again.state(), State::Ready, 30'000);
    }
};

QTEST_GUILESS_MAIN(TestFreePlay)
#include "tst_freeplay.moc"
