#include <ui/models/countsmodel.h>

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QTest>

using namespace Ui;
using Stomp::DestinationKind;
using Stomp::MessageRow;

namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t start = 1'700'000'000 * second;

MessageRow row(Stomp::SubscriptionKey key, std::int64_t us, std::uint32_t body,
    std::uint32_t connection = 1, std::uint8_t flags = 0)
{
    MessageRow made;
    made.subscription = key;
    made.connection = connection;
    made.receivedUs = us;
    made.bodyOffset = 100;
    made.length = 100 + body;
    made.flags = flags;
    return made;
}

} // namespace

/** What came, by destination: the book, its history and the table over it. */
class tst_TrafficBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void countsByDestination()
    {
        TrafficBook book;
        book.assign(1, 1, QStringLiteral("/topic/a"), DestinationKind::Topic);
        book.assign(2, 1, QStringLiteral("/topic/a"), DestinationKind::Topic);
        book.assign(3, 1, QStringLiteral("/queue/b"), DestinationKind::Queue);
        QCOMPARE(book.entries().size(), std::size_t(2));
        book.count(row(1, start, 10));
        book.count(row(2, start + 500, 30)); // the other subscription of the same topic
        book.count(row(3, start + 600, 7, 1, Stomp::RedeliveredFlag));
        book.count(row(1, start + 2500, 20));
        const TrafficEntry& a = *book.entries().at(0);
        QCOMPARE(a.sizes.count(), std::uint64_t(3));
        QCOMPARE(a.sizes.sum(), std::uint64_t(60));
        QCOMPARE(a.sizes.least(), std::uint64_t(10));
        QCOMPARE(a.sizes.greatest(), std::uint64_t(30));
        QCOMPARE(a.sizes.mean(), 20.0);
        QCOMPARE(a.gapsUs.count(), std::uint64_t(2));
        QCOMPARE(a.gapsUs.least(), std::uint64_t(500));
        QCOMPARE(a.gapsUs.greatest(), std::uint64_t(2000));
        QCOMPARE(a.redelivered, std::uint64_t(0));
        QCOMPARE(a.lastUs, start + 2500);
        QCOMPARE(book.entries().at(1)->redelivered, std::uint64_t(1));
    }

    void unknownSubscriptionsCountByConnection()
    {
        TrafficBook book;
        book.count(row(0, start, 1, 4));
        book.count(row(0, start, 1, 5));
        book.count(row(9, start, 1, 5));
        QCOMPARE(book.entries().size(), std::size_t(2));
        QCOMPARE(book.entries().at(1)->sizes.count(), std::uint64_t(2));
        book.assign(9, 5, QStringLiteral("/queue/late"), DestinationKind::Queue);
        book.count(row(9, start, 1, 5));
        QCOMPARE(book.entries().at(2)->sizes.count(), std::uint64_t(1));
    }

    void aClockSetBackMakesNoGap()
    {
        TrafficBook book;
        book.count(row(1, start, 1));
        book.count(row(1, start - 5 * second, 1));
        QCOMPARE(book.entries().at(0)->gapsUs.greatest(), std::uint64_t(0));
        QCOMPARE(book.entries().at(0)->history.sum(start / second - 10, 20), std::uint64_t(2));
    }

    void resetKeepsDestinations()
    {
        TrafficBook book;
        book.assign(1, 1, QStringLiteral("/queue/a"), DestinationKind::Queue);
        book.count(row(1, start, 1));
        book.reset();
        QCOMPARE(book.entries().size(), std::size_t(1));
        QCOMPARE(book.entries().at(0)->sizes.count(), std::uint64_t(0));
        QCOMPARE(book.entries().at(0)->history.sum(start / second - 10, 20), std::uint64_t(0));
        book.count(row(1, start, 1));
        QCOMPARE(book.entries().at(0)->sizes.count(), std::uint64_t(1));
        QCOMPARE(book.entries().at(0)->gapsUs.count(), std::uint64_t(0));
    }

    void historyKeepsAnHour()
    {
        RateHistory history;
        QCOMPARE(history.sum(0, 1000), std::uint64_t(0));
        for (std::int64_t at = 0; at < 5000; ++at) {
            for (std::int64_t n = 0; n <= at % 3; ++n)
                history.add(at);
        }
        QCOMPARE(history.sum(4999, 1), std::uint64_t(4999 % 3 + 1));
        QCOMPARE(history.sum(1400, 3600), std::uint64_t(7200));
        QCOMPARE(history.sum(0, 1400), std::uint64_t(0)); // no longer kept
        QCOMPARE(history.sum(5000, 10), std::uint64_t(0));
        QCOMPARE(history.highest(), std::uint32_t(3));
        history.add(1); // far too late: counts nowhere
        QCOMPARE(history.sum(1400, 3600), std::uint64_t(7200));
        history.add(20'000); // after a long silence
        QCOMPARE(history.sum(20'000 - 3599, 3600), std::uint64_t(1));
    }

    void theTableFollowsTheBook()
    {
        TrafficBook book;
        CountsModel model(book);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setConnectionName(1, QStringLiteral("Mine"));
        model.refresh(start);
        QCOMPARE(model.rowCount(), 0);
        book.assign(1, 1, QStringLiteral("/queue/a"), DestinationKind::Queue);
        for (int i = 0; i < 30; ++i)
            book.count(row(1, start + i * second / 10, 100));
        model.refresh(start + 3 * second);
        QCOMPARE(model.rowCount(), 1);
        const auto text = [&model](CountsModel::Column column) {
            return model.index(0, column).data().toString();
        };
        QCOMPARE(text(CountsModel::DestinationColumn), QStringLiteral("/queue/a"));
        QCOMPARE(text(CountsModel::MessagesColumn), QStringLiteral("30"));
        QCOMPARE(
            model.index(0, CountsModel::RateColumn).data(CountsModel::SortRole).toDouble(), 10.0);
        QCOMPARE(text(CountsModel::HighestColumn), QStringLiteral("10"));
        QCOMPARE(text(CountsModel::MeanSizeColumn), QStringLiteral("100 B"));
        QCOMPARE(text(CountsModel::MeanGapColumn), QStringLiteral("100.0 ms"));
        QCOMPARE(text(CountsModel::LastColumn), QStringLiteral("now"));
        model.refresh(start + 63 * second);
        QCOMPARE(
            model.index(0, CountsModel::RateColumn).data(CountsModel::SortRole).toDouble(), 0.0);

        book.assign(2, 2, QStringLiteral("=cmd()"), DestinationKind::Other);
        model.setConnectionName(2, QStringLiteral("Theirs"));
        model.refresh(start + 63 * second);
        QCOMPARE(model.name(0), QStringLiteral("/queue/a on Mine"));
        const QByteArray csv = QByteArray::fromStdString(model.csv());
        const QList<QByteArray> lines = csv.split('\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY(lines.at(0).startsWith("destination,messages,rate_per_s"));
        QCOMPARE(lines.at(1),
            QByteArray("/queue/a on Mine,30,0.00,10,3000,100,100.00,100,100000,100000.00,100000,0,,"
                       "2023-11-14T22:13:22.900Z\r"));
        QVERIFY2(lines.at(2).startsWith("'=cmd() on Theirs,0,"), lines.at(2).constData());
    }

    void shapesBelongToTheSubscriptionsTheyCameOn()
    {
        TrafficBook book;
        CountsModel model(book);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        book.assign(1, 1, QStringLiteral("/topic/*"), DestinationKind::Topic);
        book.assign(2, 1, QStringLiteral("/topic/a"), DestinationKind::Topic);
        book.assign(3, 1, QStringLiteral("/topic/a"), DestinationKind::Topic); // counts with it
        book.assign(4, 1, QStringLiteral("/topic/c"), DestinationKind::Topic);
        book.count(row(0, start, 1)); // on no subscription
        std::map<Stomp::ShapeSubject, Stomp::ShapeNews> reports;
        const auto report = [&reports](const char* destination, std::size_t shapes,
                                std::vector<std::uint32_t> subscriptions, bool isFull = false) {
            Stomp::ShapeNews news{{1, destination}, {}, std::move(subscriptions)};
            news.report.shapes = shapes;
            news.report.messages = shapes;
            news.report.shapesFull = isFull;
            reports.insert_or_assign(news.subject, news);
        };
        report("/topic/a", 2, {1, 2, 3});
        report("/topic/b", 1000, {1}, true);
        report("/stray", 5, {0});
        const auto cells = [&model](int role) {
            QStringList all;
            for (int row = 0; row < model.rowCount(); ++row)
                all << model.index(row, CountsModel::ShapesColumn).data(role).toString();
            return all;
        };
        model.refresh(start);
        QCOMPARE(cells(Qt::DisplayRole), QStringList(4));
        QVERIFY(cells(Qt::ToolTipRole).constFirst().contains(QStringLiteral("off")));

        model.setShapes(shapeCounts(book, reports));
        model.refresh(start);
        QCOMPARE(cells(Qt::DisplayRole),
            QStringList(
                {QStringLiteral("1,002+"), QStringLiteral("2"), QString(), QStringLiteral("5")}));
        QVERIFY(cells(Qt::ToolTipRole).at(2).contains(QStringLiteral("yet")));
        QVERIFY(QByteArray::fromStdString(model.csv())
                    .contains("/topic/*,0,0.00,0,0,0,0.00,0,0,"
                              "0.00,0,0,1002+,"));
    }
};

QTEST_APPLESS_MAIN(tst_TrafficBook)
#include "tst_trafficbook.moc"
