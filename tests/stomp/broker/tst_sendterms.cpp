#include <stomp/broker/sendterms.h>

#include <QRegularExpression>
#include <QTest>

#include <vector>

using namespace Stomp;

namespace {

Verdict read(const std::vector<HeaderView>& headers, SendTerms& terms)
{
    FrameView send;
    send.headers = headers;
    return SendTerms::read(send, skinOf(BrokerSkin::Kind::Plain), 5'000, terms);
}

} // namespace

class TestSendTerms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aPlainMessage()
    {
        SendTerms terms;
        QVERIFY(!read({{"destination", "/queue/a"}, {"x", "y"}, {"", "odd"}}, terms));
        QCOMPARE(terms.priority, static_cast<unsigned char>(4));
        QCOMPARE(terms.expires, Millis{0});
        QVERIFY(!terms.schedule);
    }

    void theFirstCounts()
    {
        SendTerms terms;
        QVERIFY(
            !read({{"priority", "2"}, {"priority", "8"}, {"expiration", "10"}, {"expires", "99999"},
                      {"AMQ_SCHEDULED_DELAY", "7"}, {"AMQ_SCHEDULED_DELAY", "8"}},
                terms));
        QCOMPARE(terms.priority, static_cast<unsigned char>(2));
        QCOMPARE(terms.expires, Millis{5'010});
        QCOMPARE(terms.schedule->delay, Millis{7});
    }

    void forEver()
    {
        SendTerms terms;
        QVERIFY(!read({{"AMQ_SCHEDULED_PERIOD", "50"}, {"AMQ_SCHEDULED_REPEAT", "-1"}}, terms));
        QCOMPARE(terms.schedule->repeats, SendTerms::Schedule::forever);
        QCOMPARE(terms.schedule->period, Millis{50});
    }

    void noDelayIsNoSchedule()
    {
        SendTerms terms;
        QVERIFY(!read({{"AMQ_SCHEDULED_DELAY", "0"}}, terms));
        QVERIFY(!terms.schedule);
        QVERIFY(!read({{"AMQ_SCHEDULED_TIME", "4000"}}, terms));
        QVERIFY(!terms.schedule);
    }

    void whatMeansNothingIsRefused_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        for (const auto& [name, value] :
            std::vector<std::pair<const char*, const char*>>{{"priority", "-1"},
                {"priority", "256"}, {"priority", "4 "}, {"priority", ""}, {"expires", "-5"},
                {"expires", "99999999999999999999"}, {"expiration", "1.5"}, {"x-message-ttl", "x"},
                {"AMQ_SCHEDULED_DELAY", "-1"}, {"AMQ_SCHEDULED_REPEAT", "-2"},
                {"AMQ_SCHEDULED_REPEAT", "3"}, {"AMQ_SCHEDULED_CRON", "0 * * * *"}})
            QTest::addRow("%s:%s", name, value) << QByteArray(name) << QByteArray(value);
    }
    void whatMeansNothingIsRefused()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        SendTerms terms;
        const Verdict refusal = read({{name.toStdString(), value.toStdString()}}, terms);
        QVERIFY(refusal);
        QVERIFY(refusal->message.find(name.toStdString()) != std::string::npos);
        QVERIFY(!refusal->detail.empty());
    }
};

QTEST_APPLESS_MAIN(TestSendTerms)
#include "tst_sendterms.moc"
