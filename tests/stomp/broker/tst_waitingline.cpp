#include <stomp/broker/waitingline.h>

#include <QRegularExpression>
#include <QTest>

#include <random>
#include <vector>

using namespace Stomp;

namespace {

MessagePtr message(std::uint64_t id, unsigned char priority = 4, Millis expires = 0)
{
    SendTerms terms;
    terms.priority = priority;
    terms.expires = expires;
    return BrokerMessage::make(id, "/queue/a", FrameView(), terms);
}

QueuedMessage add(WaitingLine& line, const MessagePtr& message)
{
    QueuedMessage queued{message, line.newPlace(*message)};
    line.push(QueuedMessage(queued));
    return queued;
}

std::vector<std::uint64_t> ids(const WaitingLine& line)
{
    std::vector<std::uint64_t> result;
    line.forEach([&](const QueuedMessage& queued) {
        result.push_back(queued.message->id());
        return true;
    });
    return result;
}

using Ids = std::vector<std::uint64_t>;

} // namespace

class TestWaitingLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void firstInFirstOut()
    {
        WaitingLine line(false);
        for (unsigned char i = 1; i <= 4; ++i)
            add(line, message(i, i));
        QueuedMessage first = line.takeFirst();
        QCOMPARE(first.message->id(), std::uint64_t{1});
        QueuedMessage second = line.takeFirst();
        QCOMPARE(ids(line), (Ids{3, 4}));
        line.putBack(std::move(second));
        QCOMPARE(ids(line), (Ids{2, 3, 4}));
        line.putBack(std::move(first));
        QCOMPARE(line.takeFirst().message->id(), std::uint64_t{1});
        QCOMPARE(line.takeFirst().message->id(), std::uint64_t{2});
        QCOMPARE(line.size(), std::size_t{2});
    }

    void byPriority()
    {
        WaitingLine line(true);
        add(line, message(1, 4));
        add(line, message(2, 9));
        add(line, message(3, 0));
        add(line, message(4, 9));
        QCOMPARE(ids(line), (Ids{2, 4, 1, 3}));
        QueuedMessage first = line.takeFirst();
        add(line, message(5, 9));
        line.putBack(std::move(first));
        QCOMPARE(ids(line), (Ids{2, 4, 5, 1, 3}));
    }

    void fromTheMiddle()
    {
        WaitingLine line(false);
        std::vector<QueuedMessage> all;
        for (std::uint64_t i = 1; i <= 1000; ++i)
            all.push_back(add(line, message(i)));
        // Enough holes for the line to be closed up.
        for (std::size_t i = 1; i < 1000; i += 2)
            QCOMPARE(line.take(all[i].place).message->id(), all[i].message->id());
        QCOMPARE(line.size(), std::size_t{500});
        QVERIFY(!line.find(all[1].place));
        QVERIFY(line.find(all[2].place));
        QCOMPARE(line.freshFrom(0, all[3].place)->message->id(), std::uint64_t{5});
        line.putBack(QueuedMessage(all[3]));
        QCOMPARE(line.find(all[3].place)->message->id(), std::uint64_t{4});
        for (std::uint64_t i = 1; i < 1000; i += 2) {
            QCOMPARE(line.takeFirst().message->id(), i);
            if (i == 3)
                QCOMPARE(line.takeFirst().message->id(), std::uint64_t{4});
        }
        QVERIFY(line.isEmpty());
        QVERIFY(!line.freshFrom(0, 0));
    }

    void theNextExpiry()
    {
        WaitingLine line(false);
        QVERIFY(!line.nextExpiry());
        add(line, message(1, 4, 900));
        const QueuedMessage second = add(line, message(2, 4, 700));
        add(line, message(3));
        QCOMPARE(line.nextExpiry()->first, Millis{700});
        QCOMPARE(line.nextExpiry()->second, second.place);
        QueuedMessage taken = line.take(second.place);
        QCOMPARE(line.nextExpiry()->first, Millis{900});
        line.putBack(std::move(taken));
        QCOMPARE(line.nextExpiry()->first, Millis{700});
    }

    /** Against a plain sorted vector. */
    void atRandom()
    {
        std::mt19937 random(7);
        for (const bool hasPriorities : {false, true}) {
            WaitingLine line(hasPriorities);
            std::map<WaitingLine::Place, std::uint64_t> model;
            std::vector<QueuedMessage> out;
            for (std::uint64_t step = 1; step <= 20'000; ++step) {
                const auto dice = random() % 10;
                if (dice < 4 || (line.isEmpty() && out.empty())) {
                    const QueuedMessage queued =
                        add(line, message(step, static_cast<unsigned char>(random() % 10)));
                    model[queued.place] = step;
                } else if (dice < 6 && !out.empty()) {
                    std::swap(out[random() % out.size()], out.back());
                    model[out.back().place] = out.back().message->id();
                    line.putBack(std::move(out.back()));
                    out.pop_back();
                } else if (dice < 8 && !line.isEmpty()) {
                    out.push_back(line.takeFirst());
                    QCOMPARE(out.back().message->id(), model.begin()->second);
                    model.erase(model.begin());
                } else if (!line.isEmpty()) {
                    auto it = model.begin();
                    std::advance(it, random() % model.size());
                    out.push_back(line.take(it->first));
                    QCOMPARE(out.back().message->id(), it->second);
                    model.erase(it);
                }
                QCOMPARE(line.size(), model.size());
            }
            Ids expected;
            for (const auto& [place, id] : model)
                expected.push_back(id);
            QCOMPARE(ids(line), expected);
        }
    }
};

QTEST_APPLESS_MAIN(TestWaitingLine)
#include "tst_waitingline.moc"
