#include "modelwalk.h"

#include <QRegularExpression>
#include <QTest>

/** Many clients at random, against a model of queues: no message is lost, none comes twice without
 * redelivered, the order is kept in each queue, the counters are the model's. */
class TestQueueModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void walks_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 3; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void walks()
    {
        QFETCH(unsigned, seed);
        Testing::ModelWalk walk(seed, {}, false);
        for (int step = 0; step < 100'000; ++step) {
            const std::string& wrong = walk.step();
            QVERIFY2(wrong.empty(), (std::to_string(step) + ": " + wrong).c_str());
        }
        QVERIFY2(walk.drain().empty(), walk.drain().c_str());
        // It has been where it is interesting.
        QVERIFY(walk.messages() > 10'000);
        QVERIFY(walk.redeliveries() > 1'000);
    }

    void findsWhatIsPlanted_data()
    {
        QTest::addColumn<QString>("faults");
        QTest::addColumn<bool>("forgets");
        QTest::addColumn<QString>("found");
        QTest::newRow("loses one in a thousand")
            << QStringLiteral("drop on MESSAGE every 1000") << false
            << QStringLiteral("counts otherwise|waits without need|was passed");
        QTest::newRow("doubles one in a thousand")
            << QStringLiteral("duplicate on MESSAGE every 1000") << false
            << QStringLiteral("another consumer has it|it was done with");
        QTest::newRow("lets the next pass one in a hundred")
            << QStringLiteral("reorder=1 on MESSAGE every 100") << false
            << QStringLiteral("counts otherwise|waits without need|was passed|out of order");
        QTest::newRow("does not say redelivered")
            << QString() << true << QStringLiteral("again, not redelivered");
    }
    void findsWhatIsPlanted()
    {
        QFETCH(QString, faults);
        QFETCH(bool, forgets);
        QFETCH(QString, found);
        Testing::ModelWalk walk(1, faults.toStdString(), forgets);
        int step = 0;
        while (step < 100'000 && walk.step().empty())
            ++step;
        QVERIFY2(step > 0 && step < 100'000, "not found");
        const QString wrong = QString::fromStdString(walk.step());
        QVERIFY2(QRegularExpression(found).match(wrong).hasMatch(), qPrintable(wrong));
    }
};

QTEST_APPLESS_MAIN(TestQueueModel)
#include "tst_queue_model.moc"
