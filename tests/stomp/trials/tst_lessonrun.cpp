#include <support/lessonfixture.h>

#include <support/practicefixture.h>
#include <support/stompserver.h>

#include <QPointer>
#include <QRegularExpression>
#include <QSignalSpy>

#include <algorithm>

using namespace Stomp;
using namespace Testing;
using namespace Qt::StringLiterals;
using State = LessonRun::State;

namespace {

ClientOptions optionsFor(const QString& url)
{
    ClientOptions options;
    options.url = BrokerUrl::parse(url.toStdString()).url;
    return options;
}

QString fileOf(const QString& id)
{
    for (const QString& path : lessonFiles()) {
        if (path.contains(id))
            return path;
    }
    return {};
}

} // namespace

class TestLessonRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    /** Each lesson that ships, on each skin: as it expects, or not offered there. */
    void everyLesson_data()
    {
        QTest::addColumn<BrokerSkin::Kind>("skin");
        QTest::addColumn<int>("offered");
        using enum BrokerSkin::Kind;
        QTest::newRow("plain") << Plain << 14;
        QTest::newRow("activemq") << ActiveMq << 14;
        QTest::newRow("artemis") << Artemis << 12;
        QTest::newRow("rabbitmq") << RabbitMq << 12;
        QTest::newRow("spring") << Spring << 2;
    }
    void everyLesson()
    {
        QFETCH(BrokerSkin::Kind, skin);
        QFETCH(int, offered);
        PracticeOptions options;
        options.broker.wear(skin);
        PracticeFixture broker(options);
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
        const auto walks = walkThroughAll(optionsFor(broker.url()));
        QCOMPARE(walks.size(), std::size_t(14));
        QTRY_VERIFY_WITH_TIMEOUT(
            std::ranges::all_of(walks, [](const auto& walk) { return walk->isOver(); }), 90'000);
        int complete = 0;
        QString complaints;
        for (const auto& walk : walks) {
            QVERIFY2(walk->error().empty(), walk->error().c_str());
            complaints += walk->complaint();
            complete += walk->run.state() == State::Complete ? 1 : 0;
            QVERIFY(walk->run.state() == State::Complete || walk->run.state() == State::NotOffered);
        }
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints));
        QCOMPARE(complete, offered);
        QTRY_COMPARE(broker.snapshot().sessions, std::size_t(0));
        // The broker's own counts are the second witness: no lane has more or less than was
        // delivered. (Durable and temporary queues, and shared dead letters, are counted apart.)
        for (const auto& walk : walks) {
            const std::string& id = walk->run.lesson().id;
            if (id == "durable-subscription" || id == "request-reply"
                || id == "nack-and-dead-letters")
                continue;
            std::uint64_t arrivals = 0;
            for (const LessonLane& lane : walk->run.record().lanes)
                arrivals += lane.arrivals.size();
            std::uint64_t out = 0;
            for (const DestinationSnapshot& one : broker.snapshot().destinations) {
                if (one.name.find(walk->run.record().run) != std::string::npos)
                    out += one.counters.out;
            }
            QVERIFY2(arrivals == out,
                qPrintable(QString::fromStdString(id)
                    + u": lanes %1, broker %2"_s.arg(arrivals).arg(out)));
        }
    }

    /** A broker that does not do what the lesson expects is told so. */
    void anExpectationThatIsNotMet()
    {
        // Copies where a queue shares: each SEND goes to every subscription.
        StompServer server(TransportServer::Scheme::Stomp);
        std::vector<std::pair<TransportServer::Peer*, std::string>> subscribers;
        int last = 0;
        server.onFrame = [&](TransportServer::Peer& peer, const Frame& frame) {
            if (frame.command == "CONNECT") {
                peer.write(StompServer::frame(
                    "CONNECTED", {{"version", "1.2"}, {"server", "StompConsolePractice/0"}}));
                return true;
            }
            if (frame.command == "SUBSCRIBE")
                subscribers.emplace_back(&peer, std::string(frame.value("id")));
            if (frame.command == "SEND") {
                for (const auto& [to, id] : subscribers) {
                    std::vector<Header> headers = frame.headers;
                    std::erase_if(headers, [](const Header& one) { return one.name == "receipt"; });
                    headers.push_back({"subscription", id});
                    headers.push_back({"message-id", std::to_string(++last)});
                    to->write(StompServer::frame("MESSAGE", headers, frame.body));
                }
            }
            return false;
        };
        ClientOptions options;
        options.url = server.url();
        LessonWalk walk(fileOf(u"01-competing"_s), options);
        walk.run.start();
        QTRY_VERIFY_WITH_TIMEOUT(walk.isOver(), 60'000);
        QCOMPARE(walk.run.state(), State::Complete);
        QCOMPARE(walk.run.record().outcomes[1].kind, LessonOutcome::Kind::NotAsExpected);
        QVERIFY2(walk.complaint().contains(u"A,B share 1-6: A received 1-6, B received 1-6"_s),
            qPrintable(walk.complaint()));
    }

    void brokerDiesInTheMiddle()
    {
        ThreadedPracticeFixture broker;
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
        {
            LessonWalk walk(fileOf(u"06-lost-ack"_s), optionsFor(broker.url()));
            QSignalSpy failed(&walk.run, &LessonRun::failed);
            connect(&walk.run, &LessonRun::changed, this, [&](State, int step) {
                if (step == 1)
                    broker.stop();
            });
            walk.run.start();
            QTRY_VERIFY_WITH_TIMEOUT(walk.isOver(), 60'000);
            QCOMPARE(walk.run.state(), State::Failed);
            QVERIFY(!walk.complaint().isEmpty());
        }
        QVERIFY(broker.startAgain());
        LessonWalk again(fileOf(u"06-lost-ack"_s), optionsFor(broker.url()));
        again.run.start();
        QTRY_VERIFY_WITH_TIMEOUT(again.isOver(), 60'000);
        QCOMPARE(again.run.state(), State::Complete);
        QVERIFY2(again.complaint().isEmpty(), qPrintable(again.complaint()));
    }

    void stopped()
    {
        PracticeFixture broker;
        QVERIFY2(broker.isRunning(), qPrintable(broker.error()));
        LessonWalk walk(fileOf(u"01-competing"_s), optionsFor(broker.url()));
        walk.run.start();
        QTRY_VERIFY(walk.run.state() == State::Running && walk.run.currentStep() == 1);
        walk.run.stop();
        QCOMPARE(walk.run.state(), State::Stopped);
        QTRY_COMPARE(broker.snapshot().sessions, std::size_t(0));
    }

    /** It removes its durable subscription, whether its subscriber is there (after step 1) or away
     * (after step 2), and says so. */
    void stoppedWithDurable_data()
    {
        QTest::addColumn<BrokerSkin::Kind>("skin");
        QTest::addColumn<int>("after");
        using enum BrokerSkin::Kind;
        QTest::newRow("plain, there") << Plain << 1;
        QTest::newRow("plain, away") << Plain << 2;
        QTest::newRow("activemq, there") << ActiveMq << 1;
        QTest::newRow("activemq, away") << ActiveMq << 2;
        QTest::newRow("rabbitmq, there") << RabbitMq << 1;
        QTest::newRow("rabbitmq, away") << RabbitMq << 2;
    }
    void stoppedWithDurable()
    {
        QFETCH(BrokerSkin::Kind, skin);
        QFETCH(int, after);
        PracticeOptions options;
        options.broker.wear(skin);
        PracticeFixture broker(options);
        LessonWalk walk(fileOf(u"05-durable"_s), optionsFor(broker.url()));
        walk.run.start();
        QTRY_COMPARE_WITH_TIMEOUT(int(walk.run.currentStep()), after, 30'000);
        walk.run.stop();
        QCOMPARE(walk.run.state(), State::Stopping);
        QTRY_COMPARE_WITH_TIMEOUT(walk.run.state(), State::Stopped, 30'000);
        const LessonRecord& record = walk.run.record();
        QVERIFY2(record.kept.empty(), record.kept.empty() ? "" : record.kept.front().c_str());
        QCOMPARE(record.removed.size(), std::size_t(1));
        QCOMPARE(record.removed.front(),
            "news-" + record.run + " of A on " + walk.run.destination("topic"));
        QTRY_COMPARE(broker.snapshot().sessions, std::size_t(0));
    }

    /** What it cannot remove it names, with the reason. */
    void durableOnABrokerThatDied()
    {
        ThreadedPracticeFixture broker;
        LessonWalk walk(fileOf(u"05-durable"_s), optionsFor(broker.url()));
        walk.run.start();
        QTRY_COMPARE_WITH_TIMEOUT(int(walk.run.currentStep()), 1, 30'000);
        broker.stop();
        QTRY_COMPARE_WITH_TIMEOUT(walk.run.state(), State::Failed, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(walk.run.record().kept.size(), std::size_t(1), 30'000);
        QVERIFY(walk.run.record().removed.empty());
        const std::string& kept = walk.run.record().kept.front();
        QVERIFY2(
            kept.starts_with("news-" + walk.run.record().run) && kept.ends_with(')'), kept.c_str());
    }

    /** Of no more interest, it removes it all the same, and then itself. */
    void retired()
    {
        PracticeFixture broker;
        QPointer<LessonRun> run =
            new LessonRun(readLessonFile(fileOf(u"05-durable"_s)).lesson, optionsFor(broker.url()));
        run->start();
        QTRY_COMPARE(run->state(), State::Ready);
        run->step();
        QTRY_COMPARE_WITH_TIMEOUT(int(run->currentStep()), 1, 30'000);
        QSignalSpy changed(run, &LessonRun::changed);
        run->retire();
        QTRY_VERIFY_WITH_TIMEOUT(!run, 30'000);
        const auto record = changed.constLast().at(2).value<LessonRecord>();
        QCOMPARE(record.removed.size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestLessonRun)
#include "tst_lessonrun.moc"
