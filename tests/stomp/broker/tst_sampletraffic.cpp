#include <stomp/broker/sampletraffic.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Stomp;

namespace {

constexpr std::int64_t s_time = 1'700'000'000'123;

QJsonObject parsed(const Frame& frame)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(frame.body)).object();
}

} // namespace

class TestSampleTraffic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theSameSeedMakesTheSame()
    {
        SampleTraffic one(5);
        SampleTraffic same(5);
        SampleTraffic other(6);
        bool differs = false;
        for (int i = 0; i < 200; ++i) {
            const Frame order = one.order(s_time);
            QVERIFY(order == same.order(s_time));
            differs = differs || !(order == other.order(s_time));
            QVERIFY(one.price(s_time) == same.price(s_time));
        }
        QVERIFY(differs);
    }

    void orders()
    {
        SampleTraffic sample(1);
        QSet<QString> customers;
        int bigIds = 0;
        bool hasEmoji = false;
        bool hasEscape = false;
        for (int i = 1; i <= 500; ++i) {
            const Frame frame = sample.order(s_time);
            QCOMPARE(frame.command, std::string("SEND"));
            QCOMPARE(frame.value("destination"), std::string("/queue/orders"));
            QCOMPARE(frame.value("content-type"), std::string("application/json"));
            QCOMPARE(frame.value("type"), std::string("order"));
            QCOMPARE(frame.value("persistent"), std::string("true"));
            const QJsonObject order = parsed(frame);
            QVERIFY(!order.isEmpty());
            QCOMPARE(order[u"orderId"].toString().toStdString(), frame.value("correlation-id"));
            QCOMPARE(order[u"placedAt"].toString(), QStringLiteral("2023-11-14T22:13:20.123Z"));
            customers += order[u"customer"][u"name"].toString();
            // The total is exact: cents, as text.
            qint64 cents = 0;
            for (const QJsonValue& item : order[u"items"].toArray())
                cents += qRound64(item[u"unitPrice"].toDouble() * 100) * item[u"qty"].toInt();
            cents += qRound64(order[u"shipping"].toDouble() * 100);
            const std::string total = "\"total\":" + std::to_string(cents / 100) + '.'
                + (cents % 100 < 10 ? "0" : "") + std::to_string(cents % 100) + ',';
            QVERIFY2(frame.body.find(total) != std::string::npos, frame.body.c_str());
            // An id that a double cannot hold.
            if (order[u"id"].toDouble() > 9e15) {
                const std::string id = std::to_string(9'007'199'254'740'993 + 2 * i);
                QVERIFY(frame.body.find("\"id\":" + id + ',') != std::string::npos);
                ++bigIds;
            }
            hasEmoji = hasEmoji || frame.body.find("\xf0\x9f") != std::string::npos;
            hasEscape = hasEscape || frame.body.find("\\n") != std::string::npos;
        }
        QCOMPARE(bigIds, 50);
        QVERIFY(customers.size() >= 10);
        QVERIFY(customers.contains(QString::fromUtf8("李小梅")));
        QVERIFY(hasEmoji);
        QVERIFY(hasEscape);
    }

    void prices()
    {
        SampleTraffic sample(1);
        for (int i = 1; i <= 500; ++i) {
            const Frame frame = sample.price(s_time);
            QCOMPARE(frame.value("destination"), std::string("/topic/prices"));
            const QJsonObject price = parsed(frame);
            QCOMPARE(price[u"seq"].toInt(), i);
            QVERIFY(price[u"bid"].toDouble() < price[u"ask"].toDouble());
            QVERIFY(price[u"bid"].toDouble() > 0);
            QVERIFY(frame.body.size() < 120);
        }
    }
};

QTEST_APPLESS_MAIN(TestSampleTraffic)
#include "tst_sampletraffic.moc"
